"""The parameters of the lists of strategies, priorities and councils."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from wellbeing_portal.core.lists.filtersets import PortalFilterSet
from wellbeing_portal.search import Search

from .facets import COUNCIL, PRIORITIES, STRATEGY, existing_on
from .models import Council, Priority, Strategy
from .models.council import existing


class StrategyFilterSet(PortalFilterSet):
    """What ``/strategies/`` can be asked for."""

    record = STRATEGY

    class Meta:
        model = Strategy
        fields: list[str] = []


class PriorityFilterSet(PortalFilterSet):
    """What ``/priorities/`` and the pages of themes can be asked for."""

    record, part = STRATEGY, PRIORITIES
    # The page has the themes as its rows, and says of strategies no more than their councils.
    but = ("theme", "strategy_kind", "status", "nation")

    class Meta:
        model = Priority
        fields: list[str] = []


class CouncilFilterSet(PortalFilterSet):
    """What ``/councils/`` can be asked for."""

    record = COUNCIL

    def ranges(self) -> dict[str, tuple[int | None, int | None]]:
        """Return the bounds of the list: only councils that exist today are in it."""
        return super().ranges() | existing_on(localdate())

    def search(
        self, kind: str, *, widen: bool = True, always: Mapping[str, Sequence[str]] | None = None
    ) -> Search:
        """Return what the index is asked; the last word of a name may be only its beginning."""
        return replace(super().search(kind, widen=widen, always=always), typing=True)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what every filter keeps of the councils that exist today."""
        return super().filter_queryset(queryset.filter(existing(localdate())))

    class Meta:
        model = Council
        fields: list[str] = []
