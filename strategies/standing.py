"""Whether a strategy has ended, in words that stay true: said of its years, never in the present.

A document of years ago may say that something “is” so; what the portal says of it rests on its
years and on today's, and on how far its source says that it had come.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from wellbeing_portal.core.words import Said

from .models import Strategy

STATUS = Said(
    {
        Strategy.Status.DRAFT: gettext_noop("a draft when its source was written"),
        Strategy.Status.CONSULTATION: gettext_noop("in consultation when its source was written"),
        Strategy.Status.ADOPTED: gettext_noop("adopted"),
        Strategy.Status.SUPERSEDED: gettext_noop("replaced by a later one"),
    }
)


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
        return gettext("Ended in %(end)s") % {"end": end}
    return (
        gettext("Ran in %(end)s; ended") % {"end": end}
        if start == end
        else gettext("Ran from %(start)s to %(end)s; ended") % {"start": start, "end": end}
    )


def _runs(strategy: Strategy, year: int) -> str:
    start, end = strategy.start_year, strategy.end_year
    if start is None:
        return (
            gettext("Set to end in %(end)s") % {"end": end} if end else gettext("Years not stated")
        )
    if start > year:
        return (
            gettext("Set to run from %(start)s to %(end)s") % {"start": start, "end": end}
            if end
            else gettext("Set to begin in %(start)s") % {"start": start}
        )
    return (
        gettext("Began in %(start)s, set to end in %(end)s") % {"start": start, "end": end}
        if end
        else gettext("Began in %(start)s; no end stated") % {"start": start}
    )
