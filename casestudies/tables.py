"""Case studies and what hangs on them as tables to take away: only what the public may see.

Every function takes the primary keys of case studies (or frameworks) in the order wanted, and
``site``, the portal's own address. A row of a part names its case study by title and slug.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Count, F, Prefetch, QuerySet

from strategies.models import Strategy
from strategies.tables import source_fields
from wellbeing_portal.core.export.fetching import Field, fetched, tabulated
from wellbeing_portal.core.export.table import Column, Kind, Table

from .models import (
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
    ContextFact,
    Finding,
    Initiative,
    InitiativeFunder,
)

PUBLISHED = CaseStudy.State.PUBLISHED
Role = CaseStudyCouncil.Role

OF_CASE_STUDY: list[Field] = [
    (Column("Case study", width=40, wraps=True), "case_study.title"),
    (Column("Case study slug"), "case_study.slug"),
]


def names(relation: str) -> Callable[[Any], list[str]]:
    """Return a reader of the names of what ``relation`` leads to."""
    return lambda record: [str(each) for each in getattr(record, relation).all()]


def case_studies(keys: Sequence[int], site: str) -> Table:
    """Return case studies, with their texts in Markdown as the curators wrote them."""
    fields: list[Field] = [
        (Column("Title", width=44, wraps=True), "title"),
        (Column("Slug"), "slug"),
        (Column("Strapline", width=50, wraps=True), "strapline"),
        (Column("Summary", width=70, wraps=True), "summary"),
        (Column("Lead councils", Kind.LIST), _councils(Role.LEAD)),
        (Column("Partner councils", Kind.LIST), _councils(Role.PARTNER)),
        (Column("Learning partners", Kind.LIST), _councils(Role.LEARNING_PARTNER)),
        (Column("Council types", Kind.LIST), _of_leads("get_type_display")),
        (Column("Regions", Kind.LIST), _of_leads("get_region_display")),
        (Column("From", Kind.NUMBER), "start_year"),
        (Column("To", Kind.NUMBER), "end_year"),
        (Column("Stage", width=14), lambda study: study.get_stage_display()),
        (Column("Approaches", Kind.LIST), names("approach_rows")),
        (Column("Enablers", Kind.LIST), names("enabler_rows")),
        (Column("For whom", Kind.LIST), names("population_groups")),
        (Column("Where", Kind.LIST), names("settings")),
        (Column("Partners", Kind.LIST), names("partner_roles")),
        (Column("Strategies", Kind.LIST), names("strategies")),
        (Column("Findings", Kind.NUMBER), "finding_count"),
        (Column("Strongest evidence level", Kind.NUMBER), "strongest_evidence"),
        (Column("Ambition", width=50), "ambition"),
        (Column("What they did", width=50), "approach"),
        (Column("What changed", width=50), "impact"),
        (Column("Will it last", width=50), "sustainability"),
        (Column("During the pandemic", width=50), "pandemic_response"),
        (Column("Inferred", width=30), "inferred"),
        *source_fields(site),
        (Column("Address", width=40), lambda study: site + study.get_absolute_url()),
        (Column("Updated on", Kind.DATE), lambda study: study.updated_at.date()),
    ]
    rows = (
        CaseStudy.objects.published()
        .with_strongest_evidence()
        .annotate(finding_count=Count("findings"))
        .select_related("source")
        .prefetch_related(
            Prefetch(
                "council_roles",
                CaseStudyCouncil.objects.select_related("council").order_by("position"),
            ),
            Prefetch("partner_roles", CaseStudyPartner.objects.select_related("organisation")),
            Prefetch("approach_rows", CaseStudyApproach.objects.select_related("approach")),
            Prefetch("enabler_rows", CaseStudyEnabler.objects.select_related("enabler")),
            Prefetch("strategies", Strategy.objects.published().in_time_order()),
            "population_groups",
            "settings",
        )
    )
    return tabulated("Case studies", fields, fetched(rows, keys))


def _councils(role: CaseStudyCouncil.Role) -> Callable[[Any], list[str]]:
    return lambda study: [
        each.council.name for each in study.council_roles.all() if each.role == role
    ]


def _of_leads(label: str) -> Callable[[Any], list[str]]:
    """Return a reader of something that the lead councils have, each value once."""
    return lambda study: list(
        dict.fromkeys(
            getattr(each.council, label)()
            for each in study.council_roles.all()
            if each.role == Role.LEAD
        )
    )


def findings(keys: Sequence[int], site: str) -> Table:
    """Return the findings of case studies."""
    rows = Finding.objects.filter(case_study__state=PUBLISHED).select_related("case_study")
    return _findings(OF_CASE_STUDY, rows, keys, site, by="case_study_id")


def framework_findings(keys: Sequence[int], site: str, of_item: list[Field]) -> Table:
    """Return the findings that the frameworks of ``keys`` report; ``of_item`` names the item."""
    rows = (
        Finding.objects.filter(framework_item__framework__state=PUBLISHED)
        .select_related("framework_item__framework")
        .annotate(framework_key=F("framework_item__framework_id"))
        .order_by("framework_item__position", "position")
    )
    return _findings(of_item, rows, keys, site, by="framework_key")


def _findings(
    of_parent: list[Field], rows: QuerySet[Finding], keys: Sequence[int], site: str, *, by: str
) -> Table:
    fields: list[Field] = [
        *of_parent,
        (Column("Position", Kind.NUMBER), "position"),
        (
            Column("Initiative"),
            lambda finding: finding.initiative.name if finding.initiative else "",
        ),
        (Column("Statement", width=70, wraps=True), "statement"),
        (Column("Approach"), "approach.name"),
        (Column("Outcomes", Kind.LIST), names("outcomes")),
        (Column("Enablers", Kind.LIST), names("enablers")),
        *_figure_fields(),
        (Column("Direction", width=16), lambda finding: finding.get_direction_display()),
        (Column("Basis", width=26), lambda finding: finding.get_basis_display()),
        (Column("Evidence level", Kind.NUMBER), "evidence_level"),
        (
            Column("Evidence level in words", width=28),
            lambda finding: finding.get_evidence_level_display(),
        ),
        (Column("Key figure", Kind.BOOLEAN), "is_key"),
        *source_fields(site),
    ]
    rows = rows.select_related("initiative", "approach", "source").prefetch_related(
        "outcomes", "enablers"
    )
    if not rows.query.order_by:
        rows = rows.order_by("position")
    return tabulated("Findings", fields, fetched(rows, keys, by=by))


def _figure_fields() -> list[Field]:
    return [
        (Column("Qualifier", width=11), "qualifier"),
        (Column("Value", Kind.NUMBER), "value"),
        (Column("Unit", width=16), lambda figure: figure.get_unit_display()),
        (Column("What the number counts", width=36), "measure"),
        (Column("Sample size", Kind.NUMBER), "sample_size"),
        (Column("Period", width=20), "period"),
    ]


def initiatives(keys: Sequence[int], site: str) -> Table:
    """Return the initiatives of case studies, with who paid for them."""
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (Column("Position", Kind.NUMBER), "position"),
        (Column("Name", width=36, wraps=True), "name"),
        (Column("Description", width=60), "description"),
        (Column("From", Kind.NUMBER), "start_year"),
        (Column("To", Kind.NUMBER), "end_year"),
        (Column("Approaches", Kind.LIST), names("approaches")),
        (Column("Partners", Kind.LIST), names("partners")),
        (
            Column("Funders", Kind.LIST, width=40),
            lambda initiative: [
                f"{funder} ({funder.note})" if funder.note else str(funder)
                for funder in initiative.funders.all()
            ],
        ),
        (
            Column("Amounts in pounds", Kind.LIST),
            lambda initiative: [
                f"{funder.amount:f}"
                for funder in initiative.funders.all()
                if funder.amount is not None
            ],
        ),
        (Column("Place in the source", width=30), "locator"),
        (
            Column("Address", width=40),
            lambda initiative: site + initiative.case_study.get_absolute_url(),
        ),
    ]
    rows = (
        Initiative.objects.filter(case_study__state=PUBLISHED)
        .select_related("case_study")
        .prefetch_related(
            "approaches",
            "partners",
            Prefetch("funders", InitiativeFunder.objects.select_related("organisation", "council")),
        )
        .order_by("position")
    )
    return tabulated("Initiatives", fields, fetched(rows, keys, by="case_study_id"))


def approaches(keys: Sequence[int]) -> Table:
    """Return how the case studies took each of their approaches."""
    return _hows("Approaches", "Approach", "approach", CaseStudyApproach.objects.all(), keys)


def enablers(keys: Sequence[int]) -> Table:
    """Return how each enabler worked in the case studies."""
    return _hows("Enablers", "Enabler", "enabler", CaseStudyEnabler.objects.all(), keys)


def _hows(name: str, heading: str, concept: str, rows: QuerySet[Any], keys: Sequence[int]) -> Table:
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (Column(heading, width=30), f"{concept}.name"),
        (Column("How", width=80, wraps=True), "how"),
        (Column("Place in the source", width=30), "locator"),
    ]
    rows = (
        rows.filter(case_study__state=PUBLISHED)
        .select_related("case_study", concept)
        .order_by("position")
    )
    return tabulated(name, fields, fetched(rows, keys, by="case_study_id"))


def context_facts(keys: Sequence[int], site: str, *, by: str = "case_study_id") -> Table:
    """Return the needs that case studies answered; ``by="council_id"`` takes councils' keys."""
    fields: list[Field] = [
        (
            Column("Case study", width=40, wraps=True),
            lambda fact: fact.case_study.title if fact.case_study else "",
        ),
        (
            Column("Council"),
            lambda fact: fact.council.name if fact.council else "",
        ),
        (Column("Statement", width=70, wraps=True), "statement"),
        *_figure_fields(),
        *source_fields(site),
    ]
    rows = (
        ContextFact.objects.published()
        .select_related("case_study", "council", "source")
        .order_by("position")
    )
    return tabulated("Needs", fields, fetched(rows, keys, by=by))


def of_case_studies(keys: Sequence[int], site: str) -> list[Table]:
    """Return case studies and all their parts."""
    return [
        case_studies(keys, site),
        findings(keys, site),
        initiatives(keys, site),
        approaches(keys),
        enablers(keys),
        context_facts(keys, site),
    ]
