"""The parameters of the list of case studies, of its files, feed and maps."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from strategies.vocabularies import council_types, councils, nations, regions
from wellbeing_portal.core.filtersets import (
    FacetFilter,
    PortalFilterSet,
    RangeFilter,
    TextFilter,
)

from . import vocabularies
from .models import CaseStudy, CaseStudyCouncil, Finding

TAKES_PART = Q(council_roles__role__in=[CaseStudyCouncil.Role.LEAD, CaseStudyCouncil.Role.PARTNER])
"""A council that only shared its learning does not make a case study one of its region."""


class CaseStudyFilterSet(PortalFilterSet):
    """What ``/case-studies/`` can be asked for."""

    q = TextFilter(label="Search")
    approach = FacetFilter(
        ["approaches__slug", "findings__approach__slug"],
        vocabularies.approaches,
        label="Approach",
        phrase="with {}",
    )
    outcome = FacetFilter(
        ["findings__outcomes__slug"],
        vocabularies.outcomes,
        label="Outcome",
        phrase="with findings on {}",
    )
    enabler = FacetFilter(
        ["enablers__slug", "findings__enablers__slug"],
        vocabularies.enablers,
        label="Enabler",
        phrase="helped by {}",
    )
    population = FacetFilter(
        ["population_groups__slug"],
        vocabularies.population_groups,
        label="Population group",
        phrase="for {}",
    )
    setting = FacetFilter(
        ["settings__slug"], vocabularies.settings, label="Setting", phrase="set in {}"
    )
    council_type = FacetFilter(
        ["council_roles__council__type"],
        council_types,
        label="Type of council",
        phrase="by {}",
        condition=TAKES_PART,
    )
    region = FacetFilter(
        ["council_roles__council__region"],
        regions,
        label="Region",
        phrase="in {}",
        condition=TAKES_PART,
    )
    nation = FacetFilter(
        ["council_roles__council__nation"],
        nations,
        label="Nation",
        phrase="in {}",
        condition=TAKES_PART,
    )
    council = FacetFilter(
        ["council_roles__council__slug"], councils, label="Council", phrase="by {}"
    )
    stage = FacetFilter(["stage"], vocabularies.stages, label="Stage", phrase="at stage {}")
    evidence = RangeFilter(
        lambda level: Exists(
            Finding.objects.filter(case_study=OuterRef("pk"), evidence_level__gte=level)
        ),
        least=0,
        most=5,
        label="Least level of evidence",
        phrase="with evidence at {} or stronger",
        labels={level.value: f"level {level.value}" for level in Finding.EvidenceLevel},
    )
    from_ = RangeFilter(
        lambda year: Q(end_year__isnull=True) | Q(end_year__gte=year),
        label="Going on in or after",
        phrase="going on in or after {}",
    )
    to = RangeFilter(
        lambda year: Q(start_year__lte=year),
        label="Begun in or before",
        phrase="begun in or before {}",
    )

    class Meta:
        model = CaseStudy
        fields: list[str] = []
