"""What research bodies conclude of approaches, as a table: never councils' own findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Prefetch

from casestudies.models import Approach, CaseStudyApproach, Finding, WiderEvidence, WiderReading
from wellbeing_portal.core.export.fetching import AT_ONCE, Field, fetched, named, tabulated
from wellbeing_portal.core.export.table import ColumnKind, Table
from wellbeing_portal.core.words import in_sentence

from .headings import column
from .strategies import address_field, updated_field


def wider_evidence(approaches: Iterable[int], site: str) -> Table:
    """Return what research says of these approaches, the newest edition first."""
    fields: list[Field] = [
        (column("approach", width=30), "approach.name"),
        (column("approach_slug"), "approach.slug"),
        (column("body", width=36), "body"),
        (column("title", width=44, wraps=True), "title"),
        (column("edition"), "edition"),
        (column("year", ColumnKind.NUMBER), "year"),
        (column("web_address", width=40), "url"),
        (column("scope", width=50, wraps=True), "scope"),
        (column("concludes", width=70, wraps=True), "concludes"),
        (column("rating", width=30), "rating"),
        (column("certainty", width=30), "certainty"),
        (column("limits", width=50, wraps=True), "limits"),
        (column("readings", ColumnKind.LIST, width=50), _readings),
        (column("slug"), "slug"),
        address_field(site),
        updated_field(),
    ]
    return tabulated("wider_evidence", "Wider research", fields, _rows(approaches))


def of_case_studies(keys: Sequence[int], site: str) -> Table:
    """Return what research says of the approaches that these case studies took."""
    return wider_evidence(_taken(keys), site)


def _rows(approaches: Iterable[int]) -> Iterator[Any]:
    """Yield what is published, approach by approach; nothing is read before it is asked for."""
    rows = (
        WiderEvidence.objects.published()
        .prefetch_related(
            named("approach", Approach, "name", "slug"),
            Prefetch("readings", WiderReading.objects.select_related("outcome")),
        )
        .order_by("-year", "title")
    )
    yield from fetched(rows, list(approaches), by="approach_id")


def _taken(keys: Sequence[int]) -> Iterator[int]:
    """Yield the approaches of case studies, those of their findings too, by name, each once."""
    found: set[int | None] = set()
    for start in range(0, len(keys), AT_ONCE):
        chunk = keys[start : start + AT_ONCE]
        rows = CaseStudyApproach.objects.filter(case_study__in=chunk).order_by()
        found |= set(rows.values_list("approach", flat=True))
        told = Finding.objects.filter(case_study__in=chunk).order_by()
        found |= set(told.values_list("approaches", flat=True))
    taken = [pk for pk in found if pk is not None]
    yield from Approach.objects.filter(pk__in=taken).order_by("name").values_list("pk", flat=True)


def _readings(evidence: WiderEvidence) -> list[str]:
    """Return our reading for each outcome: ``Works for loneliness (in older people)``."""
    return [
        f"{reading.get_reading_display()}: {in_sentence(str(reading.outcome))}"
        + (f" ({reading.note})" if reading.note else "")
        for reading in evidence.readings.all()
    ]
