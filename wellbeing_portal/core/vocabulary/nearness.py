"""Concepts of one family that may mean the same: suggested here, decided by people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from wellbeing_portal.core.models import Concept
from wellbeing_portal.search.analysis import stems_of
from wellbeing_portal.search.words import is_small

from .uses import Uses

MUCH = 0.5
"""The part of all records of two concepts that names both, from which on they are near."""
SOME = 2
"""So many records at least have to name both."""
ALIKE = 0.35
"""The part of all words of two definitions that stand in both."""
FEW = 3
"""So many words at least have to stand in both definitions."""


@dataclass(frozen=True)
class NearPair:
    """Two concepts that may mean the same, and why: the words and the records that both have."""

    one: Any
    other: Any
    words: tuple[str, ...]
    shared: int
    together: int

    @property
    def weight(self) -> float:
        """How near they are; only good for an order."""
        return self.shared / max(self.together, 1) + len(self.words)


def near_pairs(concepts: Sequence[Concept], uses: Uses) -> list[NearPair]:
    """Return the pairs that are near in records or in words, the nearest first.

    A concept and what is broader than it share their records by what they are, and are no pair.
    """
    named = {one.pk: uses.records_of(one.pk) for one in concepts}
    titles = {one.pk: [_words(name) for name in one.names()] for one in concepts}
    meanings = {one.pk: _words(one.definition) for one in concepts}
    above = {one.pk: set(uses.with_broader(one.pk)) for one in concepts}
    found = []
    for one, other in combinations(concepts, 2):
        if one.pk in above[other.pk] or other.pk in above[one.pk]:
            continue
        both, every = named[one.pk] & named[other.pk], named[one.pk] | named[other.pk]
        words = {*_in_names(titles[one.pk], titles[other.pk])}
        meant = meanings[one.pk] & meanings[other.pk]
        if len(meant) >= FEW and len(meant) >= ALIKE * len(meanings[one.pk] | meanings[other.pk]):
            words |= meant
        if words or (len(both) >= SOME and len(both) >= MUCH * len(every)):
            found.append(NearPair(one, other, tuple(sorted(words)), len(both), len(every)))
    return sorted(found, key=lambda pair: (-pair.weight, pair.one.name, pair.other.name))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in stems_of(text) if len(word) > 2 and not is_small(word))


def _in_names(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> Iterator[str]:
    """Yield the words of a name of the one that all stand in a name of the other."""
    for mine in one:
        for theirs in other:
            less, more = sorted((mine, theirs), key=len)
            if less and less <= more and len(more) - len(less) <= 1:
                yield from less
