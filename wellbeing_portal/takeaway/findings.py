"""Findings and needs as tables to take away: only what the public may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Prefetch, QuerySet

from casestudies.models import (
    Approach,
    ContextFact,
    Enabler,
    Finding,
    Framework,
    FrameworkItem,
    Initiative,
    Outcome,
)
from strategies.models import Council
from wellbeing_portal.core.export.fetching import Field, fetched, named, tabulated
from wellbeing_portal.core.export.table import Column, ColumnKind, Table

from .fields import OF_CASE_STUDY, PARENT, PUBLISHED, SOURCE, names
from .strategies import source_fields


def findings(keys: Sequence[int], site: str) -> Table:
    """Return the findings of case studies."""
    rows = Finding.objects.filter(case_study__state=PUBLISHED).prefetch_related(PARENT)
    return _findings(OF_CASE_STUDY, rows, keys, site, by="case_study_id")


def framework_findings(keys: Sequence[int], site: str, of_item: list[Field]) -> Table:
    """Return the findings that the frameworks of ``keys`` report; ``of_item`` names the item."""
    rows = (
        Finding.objects.filter(framework_item__framework__state=PUBLISHED)
        .prefetch_related(
            Prefetch("framework_item", FrameworkItem.objects.only("title", "framework")),
            named("framework_item__framework", Framework, "title", "slug"),
        )
        .annotate(framework_key=F("framework_item__framework_id"))
        .order_by("framework_item__position", "position")
    )
    return _findings(of_item, rows, keys, site, by="framework_key")


def _findings(
    of_parent: list[Field], rows: QuerySet[Finding], keys: Sequence[int], site: str, *, by: str
) -> Table:
    fields: list[Field] = [
        *of_parent,
        (Column("position", "Position", ColumnKind.NUMBER), "position"),
        (
            Column("initiative", "Initiative"),
            lambda finding: finding.initiative.name if finding.initiative else "",
        ),
        (Column("statement", "Statement", width=70, wraps=True), "statement"),
        (Column("approach", "Approach"), "approach.name"),
        (Column("outcomes", "Outcomes", ColumnKind.LIST), names("outcomes")),
        (Column("enablers", "Enablers", ColumnKind.LIST), names("enablers")),
        *_figure_fields(),
        (
            Column("direction", "Direction", width=16),
            lambda finding: finding.get_direction_display(),
        ),
        (Column("basis", "Basis", width=26), lambda finding: finding.get_basis_display()),
        (Column("evidence_level", "Evidence level", ColumnKind.NUMBER), "evidence_level"),
        (
            Column("evidence_level_in_words", "Evidence level in words", width=28),
            lambda finding: finding.get_evidence_level_display(),
        ),
        (Column("key_figure", "Key figure", ColumnKind.BOOLEAN), "is_key"),
        *source_fields(site),
    ]
    rows = rows.prefetch_related(
        named("initiative", Initiative, "name"),
        named("approach", Approach, "name"),
        SOURCE,
        named("outcomes", Outcome, "name"),
        named("enablers", Enabler, "name"),
    )
    if not rows.query.order_by:
        rows = rows.order_by("position")
    return tabulated("findings", "Findings", fields, fetched(rows, keys, by=by))


def _figure_fields() -> list[Field]:
    return [
        (Column("qualifier", "Qualifier", width=11), "qualifier"),
        (Column("value", "Value", ColumnKind.NUMBER), "value"),
        (Column("unit", "Unit", width=16), lambda figure: figure.get_unit_display()),
        (Column("what_the_number_counts", "What the number counts", width=36), "measure"),
        (Column("sample_size", "Sample size", ColumnKind.NUMBER), "sample_size"),
        (Column("period", "Period", width=20), "period"),
    ]


def context_facts(keys: Sequence[int], site: str, *, by: str = "case_study_id") -> Table:
    """Return the needs that case studies answered; ``by="council_id"`` takes councils' keys."""
    fields: list[Field] = [
        (
            Column("case_study", "Case study", width=40, wraps=True),
            lambda fact: fact.case_study.title if fact.case_study else "",
        ),
        (
            Column("council", "Council"),
            lambda fact: fact.council.name if fact.council else "",
        ),
        (Column("statement", "Statement", width=70, wraps=True), "statement"),
        *_figure_fields(),
        *source_fields(site),
    ]
    rows = (
        ContextFact.objects.published()
        .prefetch_related(PARENT, named("council", Council, "name"), SOURCE)
        .order_by("position")
    )
    return tabulated("needs", "Needs", fields, fetched(rows, keys, by=by))
