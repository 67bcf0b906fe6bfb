"""Whole strategies and sources as one typed form each."""

from wellbeing_portal.core import aggregates

from .source import SourceForm
from .strategy import StrategyForm

__all__ = ["SourceForm", "StrategyForm", "declare"]


def declare() -> None:
    """Let all of them be read."""
    aggregates.declare(SourceForm, StrategyForm)
