"""Which way one and the same thing went, where several findings tell of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from casestudies.models.claims import Direction

TURNED = (Direction.BETTER, Direction.WORSE, Direction.MIXED)
"""Ways that cannot be told of the same thing side by side; that it did not change can."""


def told_ways(ways: Collection[str]) -> Mapping[Direction, Direction]:
    """Return the way that each of the ways of one thing is told as.

    Better by one finding and worse by another, it went both ways: that is mixed.
    """
    turned = [way for way in TURNED if way in ways]
    return dict.fromkeys(turned, Direction.MIXED) if len(turned) > 1 else {}
