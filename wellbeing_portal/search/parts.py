"""Which records have one part that fulfils everything, as bits of long numbers.

Each part, such as a finding, is one bit; those of a record stand side by side. What one and the
same part must have is an ``&`` of the bits of each value. How many records have such a part is
one addition: where any bit of a record is set, it carries into the record's last.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, TypeAlias

from tantivy import Occur, Query

from .engine import Engine
from .matches import Counts
from .narrowing import Selection, any_of
from .schema import PK, facet_field, number_field

SPREAD = 4
"""Keys per part up to which each key there may be has a place of its own."""
LONG = array("L").itemsize

Places: TypeAlias = "array[int] | defaultdict[int, int]"
"""The digit of each key, the highest first, from 1 on; 0 where a key has none."""

RECORD = "record"
"""The number by which the document of a part says which record it belongs to."""


class Parts:
    """The parts of one kind that one reader finds, each with its record.

    A part that names no record is none of any, and is left out.
    """

    def __init__(self, engine: Engine, kind: str) -> None:
        self._engine = engine
        self._kind = engine.kind_of([kind])
        found = self._all()
        self._size = len(found)
        self._records = array("Q")
        self._firsts = array("Q")
        self._digits = _by_key(max((pk for _, pk in found), default=0), self._size)
        for slot, (record, pk) in enumerate(found):
            self._digits[pk] = self._size - slot
            if not self._records or self._records[-1] != record:
                self._records.append(record)
                self._firsts.append(slot)
        self.everything = (1 << self._size) - 1
        ends = (*self._firsts[1:], self._size) if found else ()
        self._first_digits = self._of_each_record(self._firsts)
        self._last_digits = self._of_each_record(slot - 1 for slot in ends)
        self._lasts = self._bits(self._last_digits, self._records)
        self._before_lasts = self.everything & ~self._lasts
        self._values: dict[tuple[str, str], int] = {}

    def having(self, facet: str, values: Iterable[str]) -> int:
        """Return the parts that have any of these values."""
        return reduce(or_, (self._having(facet, value) for value in values), 0)

    def fulfilling(self, selection: Selection, but: str = "") -> int:
        """Return the parts that have one of the values of each facet chosen, one left out."""
        chosen = ((name, values) for name, values in selection.items() if values and name != but)
        return reduce(and_, (self.having(*one) for one in chosen), self.everything)

    def records(self, parts: int) -> int:
        """Return the records with any of these parts: a bit for each, that of its last part."""
        carried = (parts & self._before_lasts) + self._before_lasts
        return (carried | parts) & self._lasts

    def count(self, parts: int) -> int:
        """Return how many records have any of these parts."""
        return self.records(parts).bit_count()

    def counts(self, parts: int, facet: str, values: Iterable[str]) -> Counts:
        """Return how many records have a part among these with each value; none is left out."""
        return {
            value: count
            for value in values
            if (count := self.count(parts & self._having(facet, value)))
        }

    def keys(self, parts: int) -> list[int]:
        """Return the primary keys of the records with any of these parts, in their order."""
        digits = f"{self.records(parts):b}"[::-1]
        found, place = [], digits.find("1")
        while place >= 0:
            found.append(self._records[self._record_at(place)])
            place = digits.find("1", place + 1)
        return found

    def of_records(self, keys: Sequence[int]) -> int:
        """Return every part of these records."""
        # From the bit of its first part to that of its last, each is one difference.
        lasts, firsts = self._bits(self._last_digits, keys), self._bits(self._first_digits, keys)
        return (lasts << 1) - firsts

    def _of_each_record(self, slots: Iterable[int]) -> Places:
        """Return the digit of one part of each record, by the record's key."""
        digits = _by_key(max(self._records, default=0), len(self._records))
        for record, slot in zip(self._records, slots, strict=True):
            digits[record] = self._size - slot
        return digits

    def _record_at(self, slot: int) -> int:
        place = bisect_left(self._firsts, slot)
        is_first = place < len(self._firsts) and self._firsts[place] == slot
        return place if is_first else place - 1

    def _having(self, facet: str, value: str) -> int:
        known = self._values.get((facet, value))
        if known is None:
            term = any_of(self._engine.schema, facet_field(facet), [value])
            query = Query.boolean_query([(Occur.Must, self._kind), (Occur.Must, term)])
            known = self._bits(self._digits, self._fast(query, PK)[0])
            self._values[facet, value] = known
        return known

    def _bits(self, digits: Places, keys: Iterable[int]) -> int:
        """Return a number with the digits that keys have: written down, which is the quickest way.

        A key that has none is left out.
        """
        if isinstance(digits, array):
            end = len(digits)
            keys = (key for key in keys if key < end)
        written = bytearray(b"0") * (self._size + 1)
        one = ord("1")
        for key in keys:
            written[digits[key]] = one
        written[0] = ord("0")
        return int(written, 2)

    def _all(self) -> list[tuple[int, int]]:
        """Return record and key of every part, in this order."""
        records, keys = self._fast(self._kind, number_field(RECORD), PK)
        pairs = zip(records, keys, strict=True)
        return sorted(pair for pair in pairs if pair[0] is not None)

    def _fast(self, query: Query, *fields: str) -> list[list[Any]]:
        """Return some fields of the parts that a query finds."""
        number = self._engine.count(query)
        hits = self._engine.any_hits(query, number) if number else []
        addresses = [address for _, address in hits]
        return [self._engine.searcher.fast_field_values(name, addresses) for name in fields]


def _by_key(most: int, number: int) -> Places:
    """Return what keeps a digit by key, for so many keys of which ``most`` is the greatest."""
    if most < SPREAD * number:
        return array("L", bytes(LONG * (most + 1)))
    return defaultdict(int)
