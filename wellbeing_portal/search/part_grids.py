"""Where values of two facets meet in one part of records, and what those parts have besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from .parts import Parts


@dataclass(frozen=True)
class PartGrid:
    """Every one of some values of a facet with every one of another's, in one and the same part.

    ``facet`` splits what meets there into ``layers``, each of some of its values: what has none
    of them does not count. ``told`` are facets whose values are told of the first layer.
    """

    first: str
    firsts: tuple[str, ...]
    second: str
    seconds: tuple[str, ...]
    facet: str
    layers: tuple[tuple[str, ...], ...]
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Meeting:
    """What was counted where two values meet: records with a part in each layer, and in any.

    ``told`` are the values that parts of the first layer have, each with its facet.
    """

    layers: tuple[int, ...]
    together: int
    told: frozenset[tuple[str, str]] = frozenset()


Grid = Mapping[tuple[str, str], Meeting]
"""What was counted by pairs of values; those that meet in no part are left out."""


def grid_of(parts: Parts, here: int, grid: PartGrid) -> Grid:
    """Count a grid among the parts of ``here``."""
    layers = [parts.having(grid.facet, values) for values in grid.layers]
    told = [
        ((facet, value), parts.having(facet, [value]))
        for facet, values in grid.told
        for value in values
    ]
    seconds = [(value, here & parts.having(grid.second, [value])) for value in grid.seconds]
    found: dict[tuple[str, str], Meeting] = {}
    for first in grid.firsts:
        mine = parts.having(grid.first, [first])
        for second, theirs in seconds:
            both = mine & theirs
            each = [both & layer for layer in layers] if both else []
            if any(each):
                numbers = tuple(parts.count(one) if one else 0 for one in each)
                is_alone = sum(map(bool, each)) == 1
                together = max(numbers) if is_alone else parts.count(reduce(or_, each))
                values = frozenset(one for one, bits in told if each[0] & bits)
                found[first, second] = Meeting(numbers, together, values)
    return found
