"""Case studies and what hangs on them as tables to take away: only what the public may see.

Every function takes the primary keys of case studies in the order wanted, and ``site``, the
portal's own address. A row of a part names its case study by title and slug.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Count, Model, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from casestudies.evidence.credit import acted_in
from casestudies.evidence.grammar import strength_at
from casestudies.facets import CASE_STUDY
from casestudies.models import CaseStudy, CaseStudyCouncil, CaseStudyPartner, Cost, Finding
from casestudies.models.roles import CouncilRole
from strategies.models import Priority, Strategy
from wellbeing_portal.core.export.fetching import Field, fetched, tabulated
from wellbeing_portal.core.export.table import ColumnKind, Table

from .account import barriers, corrections, costs, replies
from .declared import declared_fields, declared_prefetches, declared_values
from .doings import approaches, enablers, initiatives
from .fields import SOURCE, names
from .findings import context_facts, findings
from .headings import column
from .strategies import address_field, source_fields, updated_field
from .wider_evidence import of_case_studies as wider_evidence_of

Role = CaseStudyCouncil.Role


def case_studies(keys: Sequence[int], site: str) -> Table:
    """Return case studies, with their texts in Markdown as the curators wrote them."""
    fields: list[Field] = [
        (column("title", width=44, wraps=True), "title"),
        (column("slug"), "slug"),
        (column("told_in", ColumnKind.NUMBER), "told_in"),
        (column("strapline", width=50, wraps=True), "strapline"),
        (column("summary", width=70, wraps=True), "summary"),
        *_councils(),
        (column("from", ColumnKind.NUMBER), "start_year"),
        (column("to", ColumnKind.NUMBER), "end_year"),
        *declared_fields(CASE_STUDY),
        (column("partners", ColumnKind.LIST), names("partner_roles")),
        (column("strategies", ColumnKind.LIST, called="strategies_served"), names("strategies")),
        (column("priorities", ColumnKind.LIST, called="priorities_served"), _priorities),
        *_evidence(),
        (column("caveat", width=50, wraps=True), "caveat"),
        (column("costs_stated", ColumnKind.NUMBER), "cost_count"),
        (column("ambition", width=50), "ambition"),
        (column("what_they_did", width=50), "approach"),
        (column("what_changed", width=50), "impact"),
        (column("will_it_last", width=50), "sustainability"),
        (column("during_the_pandemic", width=50), "pandemic_response"),
        (column("inferred", width=30), "inferred"),
        (column("contact", width=30), "contact"),
        (column("contact_address", width=40), "contact_address"),
        (column("depth", width=26), lambda study: study.get_depth_display()),
        *source_fields(site),
        address_field(site),
        updated_field(),
    ]
    return tabulated("case_studies", "Case studies", fields, fetched(_rows(), keys))


def _rows() -> QuerySet[CaseStudy]:
    """Return case studies with all that stands in the columns."""
    costs = Cost.objects.filter(case_study=OuterRef("pk")).order_by().values("case_study")
    return (
        CaseStudy.objects.published()
        .with_strongest_evidence()
        .with_finding_count()
        .with_claim_counts()
        .annotate(
            cost_count=Coalesce(Subquery(costs.annotate(n=Count("pk")).values("n")), 0),
            **declared_values(CASE_STUDY),
        )
        .prefetch_related(
            SOURCE,
            Prefetch(
                "council_roles",
                _in_place(
                    CaseStudyCouncil,
                    "council",
                    "role",
                    *(f"council__{name}" for name in ("type", "region", "nation")),
                ),
            ),
            Prefetch("partner_roles", _in_place(CaseStudyPartner, "organisation")),
            Prefetch("strategies", Strategy.objects.published().in_time_order().only("title")),
            Prefetch(
                "priorities",
                Priority.objects.filter(strategy__state=Strategy.State.PUBLISHED)
                .select_related("strategy")
                .only("title", "position", "strategy__title")
                .order_by("strategy__title", "position"),
            ),
            *declared_prefetches(CASE_STUDY),
        )
    )


def _in_place(model: type[Model], named_by: str, *fields: str) -> QuerySet[Any]:
    """Return the rows of a case study in their order, with the name of what they tie to it."""
    rows = model._default_manager.select_related(named_by).order_by("position")
    return rows.only("case_study_id", "position", f"{named_by}__name", *fields)


def _councils() -> list[Field]:
    """Return who did it, who learned, where it took place; kind and place of those that acted."""
    return [
        (column("lead_councils", ColumnKind.LIST), _in_role(Role.LEAD)),
        (column("partner_councils", ColumnKind.LIST), _in_role(Role.PARTNER)),
        (column("learning_partners", ColumnKind.LIST), _in_role(Role.LEARNING_PARTNER)),
        (column("areas", ColumnKind.LIST), _in_role(Role.AREA)),
        (column("council_types", ColumnKind.LIST), _of_those_that_acted("get_type_display")),
        (column("regions", ColumnKind.LIST), _of_those_that_acted("get_region_display")),
        (column("nations", ColumnKind.LIST), _of_those_that_acted("get_nation_display")),
    ]


def _in_role(role: CouncilRole) -> Callable[[Any], list[str]]:
    return lambda study: [
        each.council.name for each in study.council_roles.all() if each.role == role
    ]


def _of_those_that_acted(label: str) -> Callable[[Any], list[str]]:
    """Return a reader of something that the councils that acted have, each value once."""
    return lambda study: list(
        dict.fromkeys(getattr(council, label)() for council in acted_in(study))
    )


def _priorities(study: CaseStudy) -> list[str]:
    return [f"{one.strategy.title}: {one.title}" for one in study.priorities.all()]


def _evidence() -> list[Field]:
    """Return how many findings make each claim, and how sure the surest change is."""
    return [
        (column("findings", ColumnKind.NUMBER), "finding_count"),
        *(
            (column(f"findings_{claim}", ColumnKind.NUMBER), f"findings_{claim}")
            for claim in Finding.Claim.values
        ),
        (column("strongest_evidence_in_words", width=32), _strongest),
        (column("strongest_evidence_level", ColumnKind.NUMBER), "strongest_evidence"),
    ]


def _strongest(study: Any) -> str:
    level = study.strongest_evidence
    return "" if level is None else strength_at(level)


def of_case_studies(keys: Sequence[int], site: str) -> list[Table]:
    """Return case studies and all their parts, and what research says of their approaches."""
    return [
        case_studies(keys, site),
        findings(keys, site),
        initiatives(keys, site),
        approaches(keys),
        enablers(keys),
        costs(keys, site),
        barriers(keys, site),
        context_facts(keys, site),
        corrections(keys),
        replies(keys),
        wider_evidence_of(keys, site),
    ]
