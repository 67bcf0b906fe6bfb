"""The parameters of the list of case studies, of its files, feed and maps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from strategies.filtersets import began_by, goes_on_until
from strategies.vocabularies import council_types, councils_with, nations, regions
from wellbeing_portal.core.lists.filtersets import (
    Chosen,
    FacetFilter,
    PortalFilterSet,
    RangeFilter,
    TextFilter,
)

from . import vocabularies
from .evidence.ties import TieFilter, parse_tie
from .models import CaseStudy, CaseStudyCouncil, Finding

TAKES_PART = Q(council_roles__role__in=[CaseStudyCouncil.Role.LEAD, CaseStudyCouncil.Role.PARTNER])
"""A council that only shared its learning does not make a case study one of its region."""


class LeastLevelFilter(FacetFilter):
    """Case studies with a finding whose evidence is at least as strong as asked."""

    def filter(self, qs: QuerySet[Any], value: Sequence[str]) -> QuerySet[Any]:
        """Keep those with a finding at the level or above; of several levels the least counts."""
        if not value:
            return qs
        strong = Finding.objects.filter(evidence_level__gte=min(map(int, value)))
        return qs.filter(Exists(strong.filter(case_study=OuterRef("pk"))))


class CaseStudyFilterSet(PortalFilterSet):
    """What ``/case-studies/`` can be asked for."""

    q = TextFilter(label="Search")
    approach = FacetFilter(
        ["approaches__slug", "findings__approach__slug", "initiatives__approaches__slug"],
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
        ["council_roles__council__slug"],
        councils_with("case_studies"),
        label="Council",
        phrase="by {}",
    )
    stage = FacetFilter(["stage"], vocabularies.stages, label="Stage", phrase="at stage {}")
    evidence = LeastLevelFilter(
        [],
        vocabularies.least_levels,
        label="Strength of evidence",
        phrase="with evidence at {}",
        single=True,
    )
    from_ = RangeFilter(
        goes_on_until,
        number="end",
        label="Going on in or after",
        phrase="going on in or after {}",
    )
    to = RangeFilter(
        began_by,
        number="start",
        at_most=True,
        label="Begun in or before",
        phrase="begun in or before {}",
    )
    tie = TieFilter(label="Tied by a finding")

    class Meta:
        model = CaseStudy
        fields: list[str] = []

    @property
    def ties(self) -> list[str]:
        """The pairs of concepts asked for, as the address gives them."""
        return list(self.values.get("tie") or ())

    def selection(self) -> dict[str, Sequence[str]]:
        """Return the chosen values of each facet, pairs of concepts among them."""
        found: dict[str, Sequence[str]] = super().selection()
        for tie in filter(None, map(parse_tie, self.ties)):
            found[tie.facet] = [*found.get(tie.facet, ()), tie.term]
        return found

    def chosen(self) -> list[Chosen]:
        """Return every filter in force, pairs of concepts last."""
        known = self.filters["tie"].vocabulary()
        label = self.filters["tie"].label
        return super().chosen() + [
            Chosen("tie", each, label, known.label(each)) for each in self.ties
        ]

    def problems(self) -> dict[str, list[str]]:
        """Return what could not be used, pairs of concepts among it."""
        found = super().problems()
        for value in self.form.fields["tie"].ignored:
            found.setdefault("tie", []).append(
                f"“{value[:80]}” is no pair of concepts that a finding can tie together."
            )
        return found
