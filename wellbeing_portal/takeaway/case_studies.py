"""Case studies and what hangs on them as tables to take away: only what the public may see.

Every function takes the primary keys of case studies (or frameworks) in the order wanted, and
``site``, the portal's own address. A row of a part names its case study by title and slug.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from casestudies.facets import APPROACH, CASE_STUDY, ENABLER
from casestudies.models import (
    Approach,
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
    Initiative,
    InitiativeFunder,
    Organisation,
)
from strategies.models import Strategy
from wellbeing_portal.core.export.fetching import Field, fetched, named, tabulated
from wellbeing_portal.core.export.table import Column, ColumnKind, Table
from wellbeing_portal.core.facets import Family

from .declared import declared_fields, declared_prefetches
from .fields import OF_CASE_STUDY, PARENT, PUBLISHED, SOURCE, names
from .findings import context_facts, findings
from .strategies import source_fields

Role = CaseStudyCouncil.Role


def case_studies(keys: Sequence[int], site: str) -> Table:
    """Return case studies, with their texts in Markdown as the curators wrote them."""
    fields: list[Field] = [
        (Column("title", "Title", width=44, wraps=True), "title"),
        (Column("slug", "Slug"), "slug"),
        (Column("strapline", "Strapline", width=50, wraps=True), "strapline"),
        (Column("summary", "Summary", width=70, wraps=True), "summary"),
        (Column("lead_councils", "Lead councils", ColumnKind.LIST), _councils(Role.LEAD)),
        (Column("partner_councils", "Partner councils", ColumnKind.LIST), _councils(Role.PARTNER)),
        (
            Column("learning_partners", "Learning partners", ColumnKind.LIST),
            _councils(Role.LEARNING_PARTNER),
        ),
        (Column("council_types", "Council types", ColumnKind.LIST), _of_leads("get_type_display")),
        (Column("regions", "Regions", ColumnKind.LIST), _of_leads("get_region_display")),
        (Column("from", "From", ColumnKind.NUMBER), "start_year"),
        (Column("to", "To", ColumnKind.NUMBER), "end_year"),
        *declared_fields(CASE_STUDY),
        (Column("partners", "Partners", ColumnKind.LIST), names("partner_roles")),
        (Column("strategies", "Strategies", ColumnKind.LIST), names("strategies")),
        (Column("findings", "Findings", ColumnKind.NUMBER), "finding_count"),
        (
            Column("strongest_evidence_level", "Strongest evidence level", ColumnKind.NUMBER),
            "strongest_evidence",
        ),
        (Column("ambition", "Ambition", width=50), "ambition"),
        (Column("what_they_did", "What they did", width=50), "approach"),
        (Column("what_changed", "What changed", width=50), "impact"),
        (Column("will_it_last", "Will it last", width=50), "sustainability"),
        (Column("during_the_pandemic", "During the pandemic", width=50), "pandemic_response"),
        (Column("inferred", "Inferred", width=30), "inferred"),
        *source_fields(site),
        (Column("address", "Address", width=40), lambda study: site + study.get_absolute_url()),
        (
            Column("updated_on", "Updated on", ColumnKind.DATE),
            lambda study: study.updated_at.date(),
        ),
    ]
    rows = (
        CaseStudy.objects.published()
        .with_strongest_evidence()
        .with_finding_count()
        .prefetch_related(
            SOURCE,
            Prefetch(
                "council_roles",
                _in_place(CaseStudyCouncil, "council", "role", "council__type", "council__region"),
            ),
            Prefetch("partner_roles", _in_place(CaseStudyPartner, "organisation")),
            Prefetch("strategies", Strategy.objects.published().in_time_order().only("title")),
            *declared_prefetches(CASE_STUDY),
        )
    )
    return tabulated("case_studies", "Case studies", fields, fetched(rows, keys))


def _in_place(model: type[Model], named_by: str, *fields: str) -> QuerySet[Any]:
    """Return the rows of a case study in their order, with the name of what they tie to it."""
    rows = model._default_manager.select_related(named_by).order_by("position")
    return rows.only("case_study_id", "position", f"{named_by}__name", *fields)


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


def initiatives(keys: Sequence[int], site: str) -> Table:
    """Return the initiatives of case studies, with who paid for them."""
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (Column("position", "Position", ColumnKind.NUMBER), "position"),
        (Column("name", "Name", width=36, wraps=True), "name"),
        (Column("description", "Description", width=60), "description"),
        (Column("from", "From", ColumnKind.NUMBER), "start_year"),
        (Column("to", "To", ColumnKind.NUMBER), "end_year"),
        (Column("approaches", "Approaches", ColumnKind.LIST), names("approaches")),
        (Column("partners", "Partners", ColumnKind.LIST), names("partners")),
        (
            Column("funders", "Funders", ColumnKind.LIST, width=40),
            lambda initiative: [
                f"{funder} ({funder.note})" if funder.note else str(funder)
                for funder in initiative.funders.all()
            ],
        ),
        (
            Column("amounts_in_pounds", "Amounts in pounds", ColumnKind.LIST),
            lambda initiative: [
                f"{funder.amount:f}"
                for funder in initiative.funders.all()
                if funder.amount is not None
            ],
        ),
        (Column("place_in_the_source", "Place in the source", width=30), "locator"),
        (
            Column("address", "Address", width=40),
            lambda initiative: site + initiative.case_study.get_absolute_url(),
        ),
    ]
    rows = (
        Initiative.objects.filter(case_study__state=PUBLISHED)
        .prefetch_related(
            PARENT,
            named("approaches", Approach, "name"),
            named("partners", Organisation, "name"),
            Prefetch("funders", InitiativeFunder.objects.select_related("organisation", "council")),
        )
        .order_by("position")
    )
    return tabulated("initiatives", "Initiatives", fields, fetched(rows, keys, by="case_study_id"))


def approaches(keys: Sequence[int]) -> Table:
    """Return how the case studies took each of their approaches."""
    return _hows(APPROACH, CaseStudyApproach.objects.all(), keys)


def enablers(keys: Sequence[int]) -> Table:
    """Return how each enabler worked in the case studies."""
    return _hows(ENABLER, CaseStudyEnabler.objects.all(), keys)


def _hows(family: Family, rows: QuerySet[Any], keys: Sequence[int]) -> Table:
    concept = family.name
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (Column(concept, family.label, width=30), f"{concept}.name"),
        (Column("how", "How", width=80, wraps=True), "how"),
        (Column("place_in_the_source", "Place in the source", width=30), "locator"),
    ]
    rows = (
        rows.filter(case_study__state=PUBLISHED)
        .prefetch_related(PARENT, named(concept, family.model, "name"))
        .order_by("position")
    )
    return tabulated(family.table, family.title, fields, fetched(rows, keys, by="case_study_id"))


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
