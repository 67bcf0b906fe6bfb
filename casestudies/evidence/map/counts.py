"""What the index counts for the evidence map.

Whatever the filters are, all that is asked of findings must hold in one and the same finding,
together with the two concepts and the claim: just as in the list that the number leads to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from casestudies.facets import ITSELF
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import Finding
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.search import Grid, Meeting, PartGrid, Reader

Claim = Finding.Claim

AIMED: tuple[str, ...] = (Claim.INTENDED, Claim.MODELLED)
"""The claims that a change was aimed at or calculated, and not found."""
LEVELS = tuple(str(level.value) for level in Finding.EvidenceLevel)
WAYS = tuple(Finding.Direction.values)
NONE = Meeting((0, 0, 0), 0)


@dataclass(frozen=True)
class Counted:
    """Case studies where two concepts meet, by what their findings claim.

    ``changed`` have a finding that says what changed, ``aimed`` one that aims at a change or
    calculates it, ``done`` one that tells of work, where that counts; ``count`` is all of them,
    each once. ``level`` is the strongest evidence of a change, ``ways`` are where changes went.
    ``firm`` are the first three without ties that were inferred.
    """

    changed: int = 0
    aimed: int = 0
    done: int = 0
    count: int = 0
    level: int | None = None
    ways: frozenset[str] = frozenset()
    firm: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True)
class Sides:
    """The concepts wanted of two families, by the parameters ``rows`` and ``columns``."""

    rows: str
    row_values: Sequence[str]
    columns: str
    column_values: Sequence[str]
    counts_done: bool


def counted(reader: Reader, bound: Bound, sides: Sides) -> Mapping[tuple[str, str], Counted]:
    """Return where two families meet among the case studies that filters leave."""
    filters = cast("CaseStudyFilterSet", bound.filterset)
    names = filters.index_names()
    whole = _grid(reader, bound, sides, names)
    firm = whole
    firmly = filters.firm_names()
    if any(firmly[name] != names[name] for name in (sides.rows, sides.columns)):
        firm = _grid(reader, bound, sides, firmly)
    return {pair: _counted(one, firm.get(pair, NONE)) for pair, one in whole.items()}


def levels_itself(reader: Reader, bound: Bound, sides: Sides) -> Mapping[tuple[str, str], int]:
    """Return how sure the surest change is that is tied to just the concept of a row.

    Nothing where a pair has only changes of what is narrower, or none at all.
    """
    names = cast("CaseStudyFilterSet", bound.filterset).index_names()
    itself = {**names, sides.rows: ITSELF[names[sides.rows]]}
    grid = _grid(reader, bound, sides, itself)
    told = {pair: _counted(one, NONE) for pair, one in grid.items()}
    return {pair: one.level for pair, one in told.items() if one.changed and one.level is not None}


def _grid(reader: Reader, bound: Bound, sides: Sides, names: Mapping[str, str]) -> Grid:
    done: tuple[str, ...] = (Claim.DONE,) if sides.counts_done else ()
    return reader.grid_in_parts(
        bound.search,
        PartGrid(
            names[sides.rows],
            tuple(sides.row_values),
            names[sides.columns],
            tuple(sides.column_values),
            "claim",
            ((Claim.CHANGED,), AIMED, done),
            (("evidence", LEVELS), ("change", WAYS)),
        ),
    )


def _counted(whole: Meeting, firm: Meeting) -> Counted:
    changed, aimed, done = whole.layers
    levels = [int(value) for facet, value in whole.told if facet == "evidence"]
    ways = frozenset(value for facet, value in whole.told if facet == "change")
    level = max(levels, default=None)
    one, two, three = firm.layers
    return Counted(changed, aimed, done, whole.together, level, ways, (one, two, three))
