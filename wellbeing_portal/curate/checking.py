"""What the check page says of a record, each thing with the place where it is mended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import RecordForm
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.reason import Reason

from .sections import Noun, RowsSection, nouns


@dataclass(frozen=True)
class CheckPoint:
    """A sentence about a record; ``url`` leads to where it is mended, if the editor has that."""

    text: str
    url: str = ""


FEW = 5
"""So many sentences are read at a glance; more stand under the sections that they are about."""


@dataclass(frozen=True)
class PointsOfSection:
    """What is said of one section of a record; without a heading of all of them."""

    heading: str
    points: list[CheckPoint]


def points(noun: Noun, record: Publishable, reasons: Iterable[str]) -> list[CheckPoint]:
    """Return reasons with the ways to their sections, rows or records."""
    return [CheckPoint(str(reason), _url(noun, record, reason)) for reason in reasons]


def in_parts(noun: Noun, record: Publishable, reasons: Sequence[str]) -> list[PointsOfSection]:
    """Return reasons with the ways to where they are mended, by sections where they are many."""
    if len(reasons) <= FEW:
        return [PointsOfSection("", points(noun, record, reasons))]
    parts: dict[str, list[str]] = {}
    for reason in reasons:
        section = noun.section_of(reason)
        heading = gettext("Elsewhere") if section is None else str(section.title)
        parts.setdefault(heading, []).append(reason)
    return [PointsOfSection(one, points(noun, record, some)) for one, some in parts.items()]


def ready(noun: Noun, said: RecordForm, reasons: Iterable[str]) -> Iterator[CheckPoint]:
    """Yield the sections that hold something and in which nothing stands in the way."""
    missing = [found.root for one in reasons if (found := noun.section_of(one)) is not None]
    for section in noun.sections:
        if section not in missing and (told := section.told(said)):
            yield CheckPoint(f"{section.title}: {told}")


def digest_of(said: RecordForm) -> str:
    """Return a mark that is another whenever the record says something else."""
    return hashlib.sha256(said.model_dump_json().encode()).hexdigest()[:32]


def record_url(record: Publishable) -> str:
    """Return the address of a record in the editor, or nothing if it does not edit the kind."""
    noun = next((one for one in nouns().values() if isinstance(record, one.model)), None)
    return reverse("curate_tasks", args=[noun.key, record.pk]) if noun else ""


def place_url(noun: Noun, record: Publishable, section: str, row: str = "") -> str:
    """Return the address of a section, of a row in it, or of all sections where there is none."""
    found = noun.section(section)
    if found is None:
        return reverse("curate_tasks", args=[noun.key, record.pk])
    if row:
        try:
            return reverse("curate_row", args=[noun.key, record.pk, section, row])
        except NoReverseMatch:
            pass
    return reverse("curate_section", args=[noun.key, record.pk, section])


def _url(noun: Noun, record: Publishable, reason: str) -> str:
    about: Any = reason.about if isinstance(reason, Reason) else None
    if isinstance(about, Publishable) and about != record:
        return record_url(about)
    section = noun.section_of(reason)
    if section is None:
        return ""
    row = ""
    if isinstance(section, RowsSection) and about is not None:
        row = section.key_of(about)
    return place_url(noun, record, section.key, row)
