"""Whether a strategy has ended, in words that stay true: said of its years, never in the present.

A document of years ago may say that something “is” so; what the portal says of it rests on its
years and on today's, and on how far its source says that it had come.
"""

from __future__ import annotations

from dataclasses import dataclass

from .models import Strategy

STATUS = {
    Strategy.Status.DRAFT: "a draft when its source was written",
    Strategy.Status.CONSULTATION: "in consultation when its source was written",
    Strategy.Status.ADOPTED: "adopted",
    Strategy.Status.SUPERSEDED: "replaced by a later one",
}


@dataclass(frozen=True)
class StrategyStanding:
    """Whether a strategy is known to be over, and its years and status in words."""

    is_over: bool
    words: str


def standing_of(strategy: Strategy, year: int) -> StrategyStanding:
    """Return how a strategy stands in ``year``: over once that is past its last, or superseded."""
    ended = strategy.end_year is not None and strategy.end_year < year
    superseded = strategy.status == Strategy.Status.SUPERSEDED
    words = _ran(strategy) if ended else _runs(strategy, year)
    status = STATUS[Strategy.Status(strategy.status)] if strategy.status else ""
    if ended and strategy.status == Strategy.Status.ADOPTED:
        status = ""
    return StrategyStanding(ended or superseded, f"{words}; {status}" if status else words)


def _ran(strategy: Strategy) -> str:
    start, end = strategy.start_year, strategy.end_year
    if start is None:
        return f"Ended in {end}"
    return f"Ran in {end}; ended" if start == end else f"Ran from {start} to {end}; ended"


def _runs(strategy: Strategy, year: int) -> str:
    start, end = strategy.start_year, strategy.end_year
    if start is None:
        return f"Set to end in {end}" if end else "Years not stated"
    if start > year:
        return f"Set to run from {start} to {end}" if end else f"Set to begin in {start}"
    return f"Began in {start}, set to end in {end}" if end else f"Began in {start}; no end stated"
