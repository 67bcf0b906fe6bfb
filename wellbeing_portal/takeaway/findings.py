"""Findings and needs as tables to take away: only what the public may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Prefetch

from casestudies.evidence.credit import councils_of
from casestudies.evidence.grammar import sign_of, strength_of
from casestudies.models import (
    Approach,
    ContextFact,
    Enabler,
    Finding,
    Framework,
    FrameworkItem,
    Initiative,
    Outcome,
    PopulationGroup,
)
from casestudies.models.finding import finding_address
from strategies.models import Council
from wellbeing_portal.core.export.fetching import Field, fetched, named, tabulated
from wellbeing_portal.core.export.table import ColumnKind, Table

from .fields import COUNCILS, OF_CASE_STUDY, PARENT, PLACES, PUBLISHED, SOURCE, names
from .headings import column
from .strategies import source_fields


def findings(keys: Sequence[int], site: str, *, by: str = "case_study_id") -> Table:
    """Return the findings of case studies; ``by="pk"`` takes the keys of findings."""
    fields: list[Field] = [
        *OF_CASE_STUDY,
        *_of_every_finding(),
        (
            column("councils", ColumnKind.LIST),
            lambda finding: [council.name for council in councils_of(finding)],
        ),
        *_what_it_says(),
        (column("key_order", ColumnKind.NUMBER), "key_order"),
        *source_fields(site),
        (
            column("address", width=40),
            lambda finding: site + finding_address(finding.case_study.slug, finding.key),
        ),
    ]
    rows = Finding.objects.filter(case_study__state=PUBLISHED).prefetch_related(
        PARENT, PLACES, COUNCILS, named("initiative", Initiative, "name"), *_tied()
    )
    found = fetched(rows.order_by("position"), keys, by=by)
    return tabulated("findings", "Findings", fields, found)


def reported_findings(keys: Sequence[int], site: str) -> Table:
    """Return what frameworks report from elsewhere: never a council's practice on the portal."""
    fields: list[Field] = [
        (column("reported_by", width=40, wraps=True), "framework_item.framework.title"),
        (column("framework_slug"), "framework_item.framework.slug"),
        (column("item", width=40, wraps=True), "framework_item.title"),
        *_of_every_finding(initiative=False),
        *_what_it_says(),
        *source_fields(site),
        (
            column("address", width=40),
            lambda finding: (
                f"{site}{finding.framework_item.framework.get_absolute_url()}"
                f"#item-{finding.framework_item.position}"
            ),
        ),
    ]
    rows = (
        Finding.objects.filter(framework_item__framework__state=PUBLISHED)
        .prefetch_related(
            Prefetch(
                "framework_item", FrameworkItem.objects.only("title", "framework", "position")
            ),
            named("framework_item__framework", Framework, "title", "slug"),
            *_tied(),
        )
        .annotate(framework_key=F("framework_item__framework_id"))
        .order_by("framework_item__position", "position")
    )
    found = fetched(rows, keys, by="framework_key")
    return tabulated("reported_findings", "Reported findings", fields, found)


def _tied() -> list[Prefetch]:
    """Return how to fetch what a finding is tied to."""
    return [
        SOURCE,
        named("approaches", Approach, "name"),
        named("outcomes", Outcome, "name"),
        named("inferred_outcomes", Outcome, "name"),
        named("enablers", Enabler, "name"),
        named("inferred_enablers", Enabler, "name"),
        named("better_for", PopulationGroup, "name"),
        named("worse_for", PopulationGroup, "name"),
    ]


def _of_every_finding(*, initiative: bool = True) -> list[Field]:
    return [
        (column("key"), "key"),
        (column("position", ColumnKind.NUMBER), "position"),
        *(
            [
                (
                    column("initiative"),
                    lambda finding: finding.initiative.name if finding.initiative else "",
                )
            ]
            if initiative
            else []
        ),
    ]


def _what_it_says() -> list[Field]:
    """Return what it claims, and what it is tied to; how sure it is stands only at changes."""
    return [
        (column("claim", width=12), "claim"),
        (column("claim_in_words", width=22), lambda finding: sign_of(finding).words),
        (column("statement", width=70, wraps=True), "statement"),
        (column("output", width=26), lambda finding: finding.get_output_display()),
        (column("direction", width=16), lambda finding: finding.get_direction_display()),
        (
            column("evidence_level_in_words", width=32),
            lambda finding: strength_of(finding) if finding.is_change else "",
        ),
        (column("evidence_level", ColumnKind.NUMBER), "evidence_level"),
        (column("basis", width=26), lambda finding: finding.get_basis_display()),
        (column("method_note", width=40, wraps=True), "method_note"),
        *figure_fields(),
        (column("approaches", ColumnKind.LIST), names("approaches")),
        (column("outcomes", ColumnKind.LIST), names("outcomes")),
        (column("inferred_outcomes", ColumnKind.LIST), names("inferred_outcomes")),
        (column("enablers", ColumnKind.LIST), names("enablers")),
        (column("inferred_enablers", ColumnKind.LIST), names("inferred_enablers")),
        (column("better_for", ColumnKind.LIST), names("better_for")),
        (column("worse_for", ColumnKind.LIST), names("worse_for")),
    ]


def figure_fields() -> list[Field]:
    """Return the columns of a number: ranges and what it was before, unit, sample, period."""
    return [
        (column("qualifier", width=11), "qualifier"),
        (column("from_value", ColumnKind.NUMBER), "from_value"),
        (column("value", ColumnKind.NUMBER), "value"),
        (column("high_value", ColumnKind.NUMBER), "high_value"),
        (column("unit", width=16), lambda figure: figure.get_unit_display()),
        (column("what_the_number_counts", width=36), "measure"),
        (column("as_the_source_writes_it", width=24), "wording"),
        (
            column("shared_total", ColumnKind.BOOLEAN),
            lambda figure: None if figure.value is None else figure.is_shared_total,
        ),
        (column("sample_size", ColumnKind.NUMBER), "sample_size"),
        (column("period", width=20), "period"),
    ]


def context_facts(keys: Sequence[int], site: str, *, by: str = "case_study_id") -> Table:
    """Return the needs that case studies answered; ``by="council_id"`` takes councils' keys."""
    fields: list[Field] = [
        (
            column("case_study", width=40, wraps=True),
            lambda fact: fact.case_study.title if fact.case_study else "",
        ),
        (column("council"), lambda fact: fact.council.name if fact.council else ""),
        (column("statement", width=70, wraps=True), "statement"),
        *figure_fields(),
        *source_fields(site),
    ]
    rows = (
        ContextFact.objects.published()
        .prefetch_related(PARENT, named("council", Council, "name"), SOURCE)
        .order_by("position")
    )
    return tabulated("needs", "Needs", fields, fetched(rows, keys, by=by))
