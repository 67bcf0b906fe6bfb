"""The strategies of a council that are shown where there may be many: the latest."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Prefetch

from .models import Council, Strategy
from .models.strategy import StrategyQuerySet

STRATEGIES_SHOWN = 12


def latest_strategies(strategies: StrategyQuerySet) -> Prefetch[Any]:
    """Return what fetches the latest published strategies of councils, for ``in_time_order``."""
    latest = strategies.published().latest_first()
    return Prefetch("strategies", latest[:STRATEGIES_SHOWN], to_attr="latest_strategies")


def in_time_order(council: Council) -> list[Strategy]:
    """Return the strategies of ``council`` that were fetched: earliest first, undated ones last."""

    def when(strategy: Strategy) -> tuple[bool, int, bool, int, str]:
        start, end = strategy.start_year, strategy.end_year
        return start is None, start or 0, end is None, end or 0, strategy.title

    return sorted(cast("Any", council).latest_strategies, key=when)
