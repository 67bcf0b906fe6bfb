"""The ways on from a list in which nothing matches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from django.http import QueryDict

from wellbeing_portal.search import Reader

from .chosen_filters import address, changed, only, without
from .results import Results

if TYPE_CHECKING:
    from .bound import Bound

ALTERNATIVES = 8
"""Filters tried one by one when nothing matches, to say which of them stands in the way."""


@dataclass(frozen=True)
class Relief:
    """A filter that could be taken away, or be the only one, and how many there would be then."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Related(Relief):
    """A concept near a chosen one, and how many it would give in the place of its facet."""

    chosen: str


@dataclass(frozen=True)
class WaysOn:
    """What would find something, the most first.

    ``reliefs`` take one filter away, ``related`` put a near concept in the place of a facet;
    only where there are neither, ``alone`` keep one filter by itself.
    """

    reliefs: Sequence[Relief]
    related: Sequence[Related]
    alone: Sequence[Relief]


@dataclass(frozen=True)
class _Trial:
    """Tries other addresses of the same list."""

    bind: Callable[[QueryDict, Reader], Bound]
    path: str
    reader: Reader
    widen: bool

    def fullest(self, offered: Iterable[tuple[str, QueryDict]]) -> list[Relief]:
        found = [self.relief(label, query) for label, query in islice(offered, ALTERNATIVES)]
        return sorted((one for one in found if one.count), key=lambda one: -one.count)

    def relief(self, label: str, query: QueryDict) -> Relief:
        search = replace(self.bind(query, self.reader).search, widen=self.widen)
        return Relief(label, self.reader.total(search), address(self.path, query))


def ways_on(
    bind: Callable[[QueryDict, Reader], Bound], path: str, reader: Reader, results: Results
) -> WaysOn | None:
    """Return the ways on from an address that finds nothing, or None where something is found.

    ``bind`` reads an address as the page does.
    """
    if results.total:
        return None
    bound = results.bound
    trial = _Trial(bind, path, reader, bound.search.widen)
    reliefs: list[Relief] = []
    if len(bound.chosen) > 1:
        reliefs = trial.fullest((one.label, without(bound.query, one)) for one in bound.chosen)
    related = _related(path, results)
    alone: list[Relief] = []
    if not reliefs and not related:
        alone = trial.fullest((one.label, only(one)) for one in bound.chosen)
    return WaysOn(reliefs, related, alone)


def _related(path: str, results: Results) -> list[Related]:
    """Return concepts near the chosen ones that would find something, the fullest first."""
    bound = results.bound
    found = {
        (one.parameter, term.value): Related(
            term.label,
            results.counts[one.parameter][term.value],
            address(path, changed(bound.query, one.parameter, term.value)),
            one.label,
        )
        for one in bound.chosen
        if one.parameter in results.counts
        for term in bound.filterset.facets[one.parameter].vocabulary().near(one.value)
        if results.counts[one.parameter].get(term.value)
    }
    return sorted(found.values(), key=lambda one: -one.count)[:ALTERNATIVES]
