"""Which records have one part that fulfils everything, as bits of long numbers.

Each part, such as a finding, is one bit. What one and the same part must have is an ``&`` of the
bits of each value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, Self

from tantivy import Query

from .engine import Engine, TooManyCounts
from .matches import Counts
from .narrowing import Selection, all_of, any_of
from .schema import OWNER, PK, facet_field, number_field
from .slots import Pairs, Slots
from .values_by_key import Value, values_by_key

RECORD = "record"
"""The number by which the document of a part says which record it belongs to."""


class Parts:
    """The parts of one kind that one reader finds, each with its record.

    A part that names no record is none of any, and is left out.
    """

    def __init__(
        self,
        engine: Engine,
        kind: str,
        slots: Slots | None = None,
        values: Mapping[Value, int] | None = None,
    ) -> None:
        self._engine = engine
        self._name = kind
        self._kind = engine.kind_of([kind])
        self._slots = slots or Slots(_pairs(engine, self._kind))
        self._values = dict(values or {})

    def after(self, engine: Engine, owners: Collection[str]) -> Self:
        """Return the parts that another reader finds, which differ in those of these owners.

        Only theirs are read.
        """
        theirs = all_of([self._kind, any_of(engine.schema, OWNER, owners)])
        gone = _fast(self._engine, theirs, PK)[0]
        values = self._values.copy()
        slots = self._slots.moved(gone, _pairs(engine, theirs))
        try:
            said = values_by_key(engine, theirs, {facet for facet, _ in values})
        except TooManyCounts:
            slots = None
        if slots is None:
            return type(self)(engine, self._name)
        having: dict[Value, list[int]] = defaultdict(list)
        for key, known in said.items():
            for value in known:
                having[value].append(key)
        # What went keeps its bits here, and is of ``everything`` no more.
        now = {one: parts | slots.bits(having.get(one, ())) for one, parts in values.items()}
        return type(self)(engine, self._name, slots, now)

    @property
    def everything(self) -> int:
        """All parts."""
        return self._slots.everything

    @property
    def number_of_records(self) -> int:
        """How many records have any parts."""
        return self._slots.number_of_records

    def having(self, facet: str, values: Iterable[str]) -> int:
        """Return the parts that have any of these values."""
        return self.everything & reduce(or_, (self._having(facet, value) for value in values), 0)

    def fulfilling(self, selection: Selection, but: str = "") -> int:
        """Return the parts that have one of the values of each facet chosen, one left out."""
        chosen = ((name, values) for name, values in selection.items() if values and name != but)
        return reduce(and_, (self.having(*one) for one in chosen), self.everything)

    def count(self, parts: int) -> int:
        """Return how many records have any of these parts."""
        return self._slots.records(parts).bit_count()

    def counts(self, parts: int, facet: str, values: Iterable[str]) -> Counts:
        """Return how many records have a part among these with each value; none is left out."""
        return {
            value: count
            for value in values
            if (count := self.count(parts & self._having(facet, value)))
        }

    def keys(self, parts: int) -> list[int]:
        """Return the primary keys of the records with any of these parts."""
        return self._slots.keys(parts)

    def of_records(self, keys: Sequence[int]) -> int:
        """Return every part of these records."""
        return self._slots.of_records(keys)

    def _having(self, facet: str, value: str) -> int:
        known = self._values.get((facet, value))
        if known is None:
            term = any_of(self._engine.schema, facet_field(facet), [value])
            known = self._slots.bits(_fast(self._engine, all_of([self._kind, term]), PK)[0])
            self._values[facet, value] = known
        return known


def _pairs(engine: Engine, query: Query) -> Pairs:
    """Return record and key of every part that a query finds, in this order."""
    records, keys = _fast(engine, query, number_field(RECORD), PK)
    pairs = zip(records, keys, strict=True)
    return sorted(pair for pair in pairs if pair[0] is not None)


def _fast(engine: Engine, query: Query, *fields: str) -> list[list[Any]]:
    """Return some fields of the parts that a query finds."""
    number = engine.count(query)
    hits = engine.any_hits(query, number) if number else []
    addresses = [address for _, address in hits]
    return [engine.searcher.fast_field_values(name, addresses) for name in fields]
