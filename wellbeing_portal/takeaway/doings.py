"""What was done in case studies, and what helped, as tables: initiatives, approaches, enablers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from casestudies.evidence.credit import Doing, acted_in, councils_of, credited
from casestudies.facets import APPROACH, ENABLER
from casestudies.models import (
    Approach,
    CaseStudyApproach,
    CaseStudyEnabler,
    Finding,
    Initiative,
    InitiativeFunder,
    Organisation,
)
from strategies.models import Council
from wellbeing_portal.core.export.fetching import Field, fetched, named, tabulated
from wellbeing_portal.core.export.table import ColumnKind, Table
from wellbeing_portal.core.facets import Family

from .fields import COUNCILS, OF_CASE_STUDY, PARENT, PLACES, PUBLISHED, names
from .headings import column


def initiatives(keys: Sequence[int], site: str, *, by: str = "case_study_id") -> Table:
    """Return the initiatives of case studies, with whose they are and who paid for them.

    ``by="pk"`` takes the keys of initiatives.
    """
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (column("position", ColumnKind.NUMBER), "position"),
        (column("name", width=36, wraps=True), "name"),
        (column("description", width=60), "description"),
        (
            column("councils", ColumnKind.LIST),
            lambda initiative: [council.name for council in councils_of(initiative)],
        ),
        (column("from", ColumnKind.NUMBER), "start_year"),
        (column("to", ColumnKind.NUMBER), "end_year"),
        (column("approaches", ColumnKind.LIST), names("approaches")),
        (column("partners", ColumnKind.LIST), names("partners")),
        (
            column("funders", ColumnKind.LIST, width=40),
            lambda initiative: [
                f"{funder} ({funder.note})" if funder.note else str(funder)
                for funder in initiative.funders.all()
            ],
        ),
        (
            column("amounts_in_pounds", ColumnKind.LIST),
            lambda initiative: [
                f"{funder.amount:f}"
                for funder in initiative.funders.all()
                if funder.amount is not None
            ],
        ),
        (column("place_in_the_source", width=30), "locator"),
        (
            column("address", width=40),
            lambda initiative: site + initiative.case_study.get_absolute_url(),
        ),
    ]
    rows = (
        Initiative.objects.filter(case_study__state=PUBLISHED)
        .prefetch_related(
            PARENT,
            PLACES,
            COUNCILS,
            named("approaches", Approach, "name"),
            named("partners", Organisation, "name"),
            Prefetch("funders", InitiativeFunder.objects.select_related("organisation", "council")),
        )
        .order_by("position")
    )
    return tabulated("initiatives", "Initiatives", fields, fetched(rows, keys, by=by))


def approaches(keys: Sequence[int]) -> Table:
    """Return how the case studies took each of their approaches, and which councils did."""
    whose: Field = (column("councils", ColumnKind.LIST), _who_did)
    kinds, whom = named("approaches", Approach, "slug"), named("councils", Council, "slug")
    parts = (
        Prefetch(
            f"case_study__{relation}", rows.only("case_study_id").prefetch_related(kinds, whom)
        )
        for relation, rows in (
            ("findings", Finding.objects.all()),
            ("initiatives", Initiative.objects.all()),
        )
    )
    rows = CaseStudyApproach.objects.prefetch_related(PARENT, *parts, PLACES)
    return _hows(APPROACH, rows, keys, [whose])


def _who_did(row: CaseStudyApproach) -> list[str]:
    """Return the councils that took an approach, row by row."""
    study = row.case_study
    parts: list[Finding | Initiative] = [*study.findings.all(), *study.initiatives.all()]
    doings = [
        Doing(
            {str(each.pk) for each in part.approaches.all()},
            {str(each.pk) for each in part.councils.all()},
        )
        for part in parts
    ]
    acted = {str(council.pk): council.name for council in acted_in(study)}
    taken = str(row.approach_id)
    did = credited(set(acted), doings, [taken]).get(taken, set())
    return [role.council.name for role in study.council_roles.all() if str(role.council_id) in did]


def enablers(keys: Sequence[int]) -> Table:
    """Return how each enabler worked in the case studies."""
    return _hows(ENABLER, CaseStudyEnabler.objects.prefetch_related(PARENT), keys, [])


def _hows(family: Family, rows: QuerySet[Any], keys: Sequence[int], more: list[Field]) -> Table:
    concept = family.name
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (column(concept, width=30), f"{concept}.name"),
        *more,
        (column("how", width=80, wraps=True), "how"),
        (column("place_in_the_source", width=30), "locator"),
    ]
    rows = (
        rows.filter(case_study__state=PUBLISHED)
        .prefetch_related(named(concept, family.model, "name"))
        .order_by("position")
    )
    return tabulated(family.table, family.title, fields, fetched(rows, keys, by="case_study_id"))
