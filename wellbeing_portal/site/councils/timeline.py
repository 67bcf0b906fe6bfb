"""Strategies of a council laid out in time, for drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from strategies.models import Strategy

WIDTH = 720
"""Width of the drawing in its own units."""
ROW = 44
TOP = 28
OPEN_END = 3
"""Years drawn for a strategy whose end is not known."""


@dataclass(frozen=True)
class Bar:
    """A strategy's bar: ``x``, ``y`` and ``width`` in units of the drawing."""

    title: str
    years: str
    url: str
    x: float
    y: int
    width: float
    open_ended: bool

    @property
    def text_y(self) -> int:
        """Where the label's baseline stands, above the bar."""
        return self.y - 6

    @property
    def label_at_end(self) -> bool:
        """Whether the label ends where the bar ends, because it would run out of the drawing."""
        return self.x > WIDTH / 2

    @property
    def label_x(self) -> float:
        """Where the label starts, or ends when it is ``label_at_end``."""
        return round(self.x + self.width, 1) if self.label_at_end else self.x


@dataclass(frozen=True)
class Tick:
    """A year on the axis."""

    year: int
    x: float


@dataclass(frozen=True)
class Timeline:
    """Bars under a common axis of years."""

    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    height: int
    first: int
    last: int
    width: int = WIDTH


def build_timeline(strategies: Iterable[Strategy]) -> Timeline | None:
    """Lay out the strategies whose start is known, earliest first; None if there are none."""
    dated = sorted(
        (s for s in strategies if s.start_year),
        key=lambda s: (s.start_year or 0, s.end_year or 9999, s.title),
    )
    if not dated:
        return None
    first = min(s.start_year or 0 for s in dated)
    last = max(_end(s) for s in dated) + 1
    scale = WIDTH / (last - first)
    bars = [
        Bar(
            title=strategy.title,
            years=strategy.years,
            url=strategy.get_absolute_url(),
            x=round(((strategy.start_year or 0) - first) * scale, 1),
            y=TOP + index * ROW + 20,
            width=round((_end(strategy) + 1 - (strategy.start_year or 0)) * scale, 1),
            open_ended=strategy.end_year is None,
        )
        for index, strategy in enumerate(dated)
    ]
    step = max(1, -(-(last - first) // 10))
    ticks = [Tick(year, round((year - first) * scale, 1)) for year in range(first, last, step)]
    return Timeline(bars, ticks, TOP + len(dated) * ROW + 8, first, last - 1)


def _end(strategy: Strategy) -> int:
    """Return the year in which a bar ends; an open end is drawn a few years long."""
    return strategy.end_year or (strategy.start_year or 0) + OPEN_END
