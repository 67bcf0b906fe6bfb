"""The parameters of the lists of strategies, priorities and councils."""

from __future__ import annotations

from wellbeing_portal.core.lists.filtersets import (
    PortalFilterSet,
)

from .facets import COUNCIL, PRIORITIES, STRATEGY
from .models import Council, Priority, Strategy


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

    class Meta:
        model = Council
        fields: list[str] = []
