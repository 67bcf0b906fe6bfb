"""The best of several kinds at once, with how many there are of each, in as few passes as can be.

Kinds that readers see as one are a group. The engine is asked once for the best of everything;
only a group that is not among these though it has matches is asked for by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .declarations import registry
from .engine import DEEP
from .matches import FoundDocument, Matches
from .questions import Question, Search
from .reader import Reader
from .schema import KIND, KIND_NUMBER

FEW = 1_000
"""Documents that a group may have so that all of them are looked at."""

KindGroups = Mapping[str, Sequence[str]]
"""The kinds of each group, by the group's name."""


@dataclass(frozen=True)
class Grouped:
    """The answer to one search of everything.

    ``groups`` are the best of each group that has a match, and ``totals`` how many it has.
    ``matches`` says how the words were read.
    """

    matches: Matches
    groups: Mapping[str, tuple[FoundDocument, ...]]
    totals: Mapping[str, int]


def grouped(reader: Reader, search: Search, groups: KindGroups, size: int) -> Grouped:
    """Return the ``size`` best of each group, and how many match in all."""
    matches = reader.ask(Question(search, size=0, facets=(KIND,), told=False))
    counts = matches.facets[KIND]
    totals = {name: sum(counts.get(kind, 0) for kind in kinds) for name, kinds in groups.items()}
    totals = {name: total for name, total in totals.items() if total}
    best = _best(reader, search, groups, DEEP) if totals else {}
    missing = [name for name, n in totals.items() if len(best.get(name, ())) < min(size, n)]
    few = [name for name in missing if totals[name] <= FEW]
    if len(few) > 1:
        # Together they take one walk over what matches, as each of them would.
        of_few = _only(search, [kind for name in few for kind in groups[name]])
        best |= _best(reader, of_few, groups, sum(totals[name] for name in few))
    found = {}
    for name, total in totals.items():
        hits = best.get(name, [])[:size]
        if len(hits) < min(size, total):
            found[name] = of_group(reader, search, groups[name], size=size).found
        else:
            found[name] = reader.told(hits)
    return Grouped(matches, found, totals)


def of_group(
    reader: Reader, search: Search, kinds: Sequence[str], *, size: int, page: int = 1
) -> Matches:
    """Return a page of what one group has."""
    return reader.ask(Question(_only(search, kinds), size=size, page=page))


def _only(search: Search, kinds: Sequence[str]) -> Search:
    return replace(search, selection={**search.selection, KIND: list(kinds)})


def _best(reader: Reader, search: Search, groups: KindGroups, most: int) -> dict[str, list[Any]]:
    """Return the best documents of each group, as the engine knows them."""
    group_of = {kind: name for name, kinds in groups.items() for kind in kinds}
    names = registry.kind_names()
    hits = reader.best(search, most)
    numbers = reader.searcher.fast_field_values(KIND_NUMBER, [address for _, address in hits])
    found: dict[str, list[Any]] = {}
    for hit, number in zip(hits, numbers, strict=True):
        found.setdefault(group_of.get(names[int(number or 0)], ""), []).append(hit)
    return found
