"""The parameters of the lists of strategies and councils."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from wellbeing_portal.core.lists.filtersets import (
    FacetFilter,
    PortalFilterSet,
    RangeFilter,
    TextFilter,
)
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary
from wellbeing_portal.core.models import Publishable

from . import vocabularies
from .models import Council, Priority, Strategy

DATED = Q(start_year__isnull=False) | Q(end_year__isnull=False)
"""Without any year a record is neither before nor after."""


def goes_on_until(year: int) -> Q:
    """Return the condition that something had not ended before ``year``; no end is no end yet."""
    return DATED & (Q(end_year__isnull=True) | Q(end_year__gte=year))


def began_by(year: int) -> Q:
    """Return the condition that something had begun by ``year``."""
    return DATED & (Q(start_year__isnull=True) | Q(start_year__lte=year))


class StrategyFilterSet(PortalFilterSet):
    """What ``/strategies/`` can be asked for."""

    q = TextFilter(label="Search")
    theme = FacetFilter(
        ["priorities__themes__slug"], vocabularies.themes, label="Theme", phrase="about {}"
    )
    kind = FacetFilter(
        ["kind"],
        vocabularies.strategy_kinds,
        label="Kind",
        phrase="of kind {}",
        facet="strategy_kind",
    )
    status = FacetFilter(
        ["status"], vocabularies.strategy_statuses, label="Status", phrase="with status {}"
    )
    council_type = FacetFilter(
        ["councils__type"],
        vocabularies.council_types,
        label="Type of council",
        phrase="by {}",
    )
    region = FacetFilter(["councils__region"], vocabularies.regions, label="Region", phrase="in {}")
    nation = FacetFilter(["councils__nation"], vocabularies.nations, label="Nation", phrase="in {}")
    council = FacetFilter(
        ["councils__slug"],
        vocabularies.councils_with("strategies"),
        label="Council",
        phrase="by {}",
    )
    from_ = RangeFilter(
        goes_on_until,
        number="end",
        label="In force in or after",
        phrase="in force in or after {}",
    )
    to = RangeFilter(
        began_by,
        number="start",
        at_most=True,
        label="Begun in or before",
        phrase="begun in or before {}",
    )

    class Meta:
        model = Strategy
        fields: list[str] = []


def strategy_goes_on_until(year: int) -> Q:
    """Return the condition that a priority's strategy had not ended before ``year``."""
    return Q(strategy__in=Strategy.objects.filter(goes_on_until(year)))


def strategy_began_by(year: int) -> Q:
    """Return the condition that a priority's strategy had begun by ``year``."""
    return Q(strategy__in=Strategy.objects.filter(began_by(year)))


class PriorityFilterSet(PortalFilterSet):
    """What ``/priorities/`` and the pages of themes can be asked for."""

    q = TextFilter(label="Search")
    kind = FacetFilter(
        ["kind"],
        vocabularies.priority_kinds,
        label="Kind of priority",
        phrase="of kind {}",
        facet="priority_kind",
    )
    council_type = FacetFilter(
        ["strategy__councils__type"],
        vocabularies.council_types,
        label="Type of council",
        phrase="by {}",
    )
    region = FacetFilter(
        ["strategy__councils__region"], vocabularies.regions, label="Region", phrase="in {}"
    )
    council = FacetFilter(
        ["strategy__councils__slug"],
        vocabularies.councils_with("strategies"),
        label="Council",
        phrase="by {}",
    )
    from_ = RangeFilter(
        strategy_goes_on_until,
        number="end",
        label="In force in or after",
        phrase="in force in or after {}",
    )
    to = RangeFilter(
        strategy_began_by,
        number="start",
        at_most=True,
        label="Begun in or before",
        phrase="begun in or before {}",
    )

    class Meta:
        model = Priority
        fields: list[str] = []


HAS = Vocabulary.of([Term("case-studies", "Case studies"), Term("strategies", "Strategies")])


class HasFilter(FacetFilter):
    """Councils about which the portal holds something that is published."""

    def filter(self, qs: QuerySet[Any], value: Sequence[str]) -> QuerySet[Any]:
        """Keep the councils that have any of the kinds of record asked for."""
        if not value:
            return qs
        published = Publishable.State.PUBLISHED
        held = Q()
        if "case-studies" in value:
            held |= Q(case_studies__state=published)
        if "strategies" in value:
            held |= Q(strategies__state=published)
        return qs.filter(pk__in=Council.objects.filter(held).values("pk"))


class CouncilFilterSet(PortalFilterSet):
    """What ``/councils/`` can be asked for."""

    q = TextFilter(label="Search")
    has = HasFilter([], lambda: HAS, label="On the portal", phrase="with {}")
    type = FacetFilter(
        ["type"],
        vocabularies.council_types,
        label="Type of council",
        phrase="of type {}",
        facet="council_type",
    )
    region = FacetFilter(["region"], vocabularies.regions, label="Region", phrase="in {}")
    nation = FacetFilter(["nation"], vocabularies.nations, label="Nation", phrase="in {}")
    parent = FacetFilter(
        ["parent__slug"], vocabularies.counties, label="County", phrase="in the county of {}"
    )

    class Meta:
        model = Council
        fields: list[str] = []
