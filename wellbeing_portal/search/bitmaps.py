"""Which documents of a kind have which value, as bits of long numbers.

The engine counts a facet by walking over every document that matches, most of a microsecond each.
Here a set of documents is one number with a bit for each of them, and the count of a value is one
``&`` and one ``bit_count``, whatever the set. Python's own numbers do: with a hundred thousand
documents all values of all facets take four milliseconds, where libraries for such sets take one
or two, in pages that take thirty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property, reduce
from itertools import compress
from operator import or_
from typing import Any, Self

import tantivy
from tantivy import Occur, Query

from .engine import Engine, TooManyCounts
from .narrowing import all_of, any_of
from .schema import OWNER, PK, facet_field
from .values_by_key import values_by_key

Counted = Mapping[str, Mapping[str, int]]
"""How many documents have each value of each facet."""

SLICE = 16_384
"""Keys of documents that are asked for at a time, so that the largest sets take little memory."""
SPREAD = 4
"""Keys per document up to which a number has a bit for every key there may be."""
MOST_BYTES = 24_000_000
"""Memory that the bits of a kind may take: facets with the most values go without."""
WHOLE_BYTE = 8
_AS_TRUTH = bytes.maketrans(b"0", b"\0")


class Unsuitable(Exception):
    """There is no room for a bit for each document."""


class Bitmaps:
    """The documents of one kind that one reader finds: a bit for each key from ``low`` on."""

    def __init__(
        self,
        engine: Engine,
        kind: str,
        ends: tuple[int, int],
        everything: int = 0,
        values: Mapping[str, Mapping[str, int]] | None = None,
    ) -> None:
        self._engine = engine
        self._name = kind
        self._kind = engine.kind_of([kind])
        self._low, self._size = ends
        self.everything = everything
        self._values = values or {}

    @classmethod
    def made(cls, engine: Engine, kind: str, counted: Counted) -> Self:
        """Return the bits of a kind.

        ``counted`` says which values there are, and how many documents have them. Those facets
        have bits for which there is memory, the ones with the fewest values first; the engine
        counts the others.

        Raises:
            Unsuitable: keys lie too far apart, or there is no memory for the bits of any facet.
        """
        of_kind = engine.kind_of([kind])
        ends = _ends(engine, of_kind)
        number, fitting = engine.count(of_kind), _fitting(counted, ends[1])
        if ends[1] > SPREAD * number or not fitting:
            raise Unsuitable
        made = cls(engine, kind, ends)
        everything = made._in_slices(of_kind)
        if everything.bit_count() != number:
            raise Unsuitable
        values = {
            name: {value: made._of_value(name, value, n) for value, n in counted[name].items()}
            for name in fitting
        }
        return cls(engine, kind, ends, everything, values)

    def after(self, engine: Engine, owners: Collection[str]) -> Self | None:
        """Return the bits of what another reader finds, which differs in what these owners have.

        None where bits have to be made anew.
        """
        theirs = all_of([self._kind, any_of(engine.schema, OWNER, owners)])
        gone = self.of(theirs, self._size)
        try:
            there = values_by_key(engine, theirs, self._values)
        except TooManyCounts:
            return None
        least, most = min(there, default=self._low), max(there, default=self._low)
        size = max(self._size, most - self._low + 1)
        if least < self._low or size > SPREAD * self.everything.bit_count():
            return None
        everything = self.everything & ~gone
        values = {
            name: {value: bits & ~gone for value, bits in known.items()}
            for name, known in self._values.items()
        }
        for key, said in there.items():
            bit = 1 << (key - self._low)
            everything |= bit
            for name, value in said:
                values[name][value] = values[name].get(value, 0) | bit
        return type(self)(engine, self._name, (self._low, size), everything, values)

    def __contains__(self, facet: str) -> bool:
        return facet in self._values

    @cached_property
    def number(self) -> int:
        """How many documents there are."""
        return self.everything.bit_count()

    def having(self, facet: str, values: Iterable[str]) -> int:
        """Return the documents that have any of these values."""
        known = self._values[facet]
        return reduce(or_, (known.get(value, 0) for value in values), 0)

    def of(self, query: Query, most: int) -> int:
        """Return the documents of this kind, ``most`` at the most, that a query finds."""
        return self.of_hits(self._engine.any_hits(query, most))

    def of_hits(self, hits: Sequence[Any]) -> int:
        """Return the documents of this kind that the engine has found."""
        addresses = [address for _, address in hits]
        keys = self._engine.searcher.fast_field_values(PK, addresses)
        return _bits(keys, self._low, self._size)

    def keys(self, documents: int) -> list[int]:
        """Return the keys of documents."""
        digits = f"{documents:b}"[::-1].encode().translate(_AS_TRUTH)
        return list(compress(range(self._low, self._low + len(digits)), digits))

    def counts(self, documents: int, facet: str) -> dict[str, int]:
        """Return how many of ``documents`` have each value; what none has is left out."""
        return {
            value: count
            for value, having in self._values[facet].items()
            if (count := (documents & having).bit_count())
        }

    def _of_value(self, facet: str, value: str, count: int) -> int:
        term = any_of(self._engine.schema, facet_field(facet), [value])
        query = Query.boolean_query([(Occur.Must, self._kind), (Occur.Must, term)])
        return self.of(query, count) if count <= SLICE else self._in_slices(query)

    def _in_slices(self, query: Query) -> int:
        bits = 0
        for first in range(self._low, self._low + self._size, SLICE):
            slice_ = Query.range_query(
                self._engine.schema,
                PK,
                tantivy.FieldType.Unsigned,
                lower_bound=first,
                upper_bound=first + SLICE - 1,
            )
            part = Query.boolean_query([(Occur.Must, query), (Occur.Must, slice_)])
            bits |= self.of(part, SLICE)
        return bits


def _ends(engine: Engine, kind: Query) -> tuple[int, int]:
    """Return the least key of a kind's documents, and how far the greatest is from it."""
    ends = engine.aggregate(kind, {"least": {"min": {"field": PK}}, "most": {"max": {"field": PK}}})
    if ends["least"]["value"] is None:
        raise Unsuitable
    low = int(ends["least"]["value"])
    return low, int(ends["most"]["value"]) - low + 1


def _fitting(counted: Counted, size: int) -> list[str]:
    """Return the facets for whose values there is memory, the ones with the fewest first."""
    found, left = [], MOST_BYTES * WHOLE_BYTE
    for name in sorted(counted, key=lambda name: len(counted[name])):
        left -= len(counted[name]) * size
        if left < 0:
            break
        found.append(name)
    return found


def _bits(keys: Iterable[Any], low: int, size: int) -> int:
    """Return a number with a bit for each key: written as digits, which is the quickest way.

    That of ``low`` is the lowest, whatever the size.
    """
    digits = bytearray(b"0") * size
    one = ord("1")
    for key in keys:
        digits[low - key - 1] = one
    return int(digits, 2)
