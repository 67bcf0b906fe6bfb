"""Whole strategies as one typed form."""

from wellbeing_portal.core import aggregates

from .strategy import StrategyForm

__all__ = ["StrategyForm", "declare"]


def declare() -> None:
    """Let strategies be read."""
    aggregates.declare(StrategyForm)
