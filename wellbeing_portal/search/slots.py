"""Which bit of a long number each part has, and which bits are one record's.

The bits of a record's parts stand side by side. How many records have any of some parts is then
one addition: where any bit of a record is set, it carries into the record's last.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import TypeAlias

SPREAD = 4
"""Keys per part up to which each key there may be has a place of its own."""
LONG = array("L").itemsize
FEW = 64
"""Keys up to which their bits are set one by one."""
WASTED = 4
"""When more than one in so many bits is of no part any more, all are laid out anew."""

Places: TypeAlias = "array[int] | defaultdict[int, int]"
"""The place of the bit of each key, from 1 on; 0 where a key has none."""

Pairs: TypeAlias = Sequence[tuple[int, int]]
"""The keys of records and of their parts, in this order."""


class Slots:
    """The bits of all parts of a kind, laid out by ``pairs``; ``moved`` makes the next."""

    def __init__(self, pairs: Pairs = ()) -> None:
        self.size = 0
        self.everything = 0
        self._lasts = 0
        self._records = array("Q")
        self._firsts = array("Q")
        records = {record for record, _ in pairs}
        self._of_part = _by_key({part for _, part in pairs})
        self._first_of, self._last_of = _by_key(records), _by_key(records)
        self._add(pairs)

    def moved(self, gone: Sequence[int], there: Pairs) -> Slots | None:
        """Return the bits after some parts went, and others came: new ones, or the same again.

        What stayed keeps its bits. None where all are better laid out anew: a record would have
        bits in two places, a key has no place, or too many bits are of no part any more.
        """
        dead = self.bits(gone)
        touched = [*self.keys(dead), *(record for record, _ in there)]
        live = self.everything & ~dead
        more = self.size + len(there)
        if self.of_records(touched) & live or (more - live.bit_count()) * WASTED > more:
            return None
        after = Slots()
        after.size, after.everything = self.size, live
        after._lasts = self._lasts & live
        after._records, after._firsts = self._records[:], self._firsts[:]
        try:
            after._of_part = _with_room(self._of_part, gone, [part for _, part in there])
            after._first_of = _with_room(self._first_of, touched, touched)
            after._last_of = _with_room(self._last_of, touched, touched)
        except IndexError:
            return None
        after._add(there)
        return after

    @property
    def number_of_records(self) -> int:
        """How many records have any parts."""
        return self._lasts.bit_count()

    def bits(self, parts: Iterable[int]) -> int:
        """Return a number with the bits of parts; a key that has none is left out."""
        return self._bits(self._of_part, parts)

    def records(self, parts: int) -> int:
        """Return the records with any of these parts: a bit for each, that of its last part."""
        carried = (parts & self._before_lasts) + self._before_lasts
        return (carried | parts) & self._lasts

    def keys(self, parts: int) -> list[int]:
        """Return the primary keys of the records with any of these parts, as they are laid out."""
        digits = f"{self.records(parts):b}"[::-1]
        found, place = [], digits.find("1")
        while place >= 0:
            found.append(self._records[bisect_right(self._firsts, place) - 1])
            place = digits.find("1", place + 1)
        return found

    def of_records(self, keys: Sequence[int]) -> int:
        """Return every part of these records."""
        # From the bit of its first part to that of its last, each is one difference.
        return (self._bits(self._last_of, keys) << 1) - self._bits(self._first_of, keys)

    def _add(self, pairs: Pairs) -> None:
        """Give bits above all others to parts, those of a record side by side."""
        started = len(self._firsts)
        for place, (record, part) in enumerate(pairs, self.size + 1):
            self._of_part[part] = place
            if len(self._firsts) == started or self._records[-1] != record:
                self._records.append(record)
                self._firsts.append(place - 1)
                self._first_of[record] = place
            self._last_of[record] = place
        self.everything |= ((1 << len(pairs)) - 1) << self.size
        self.size += len(pairs)
        self._lasts |= self._bits(self._last_of, self._records[started:])
        self._before_lasts = self.everything & ~self._lasts

    def _bits(self, places: Places, keys: Iterable[int]) -> int:
        """Return a number with the bits that keys have: written down, which is the quickest way.

        A few are set one by one. A key that has none is left out.
        """
        keys = list(keys)
        if isinstance(places, array) and max(keys, default=0) >= len(places):
            keys = [key for key in keys if key < len(places)]
        if len(keys) <= FEW:
            return reduce(or_, (1 << places[key] >> 1 for key in keys), 0)
        written = bytearray(b"0") * (self.size + 1)
        one = ord("1")
        for key in keys:
            written[-places[key]] = one
        written[0] = ord("0")
        return int(written, 2)


def _by_key(keys: Iterable[int]) -> Places:
    """Return what keeps a place by key, as far as they lie close."""
    known = list(keys)
    most = max(known, default=0)
    if most < SPREAD * len(known):
        return array("L", bytes(LONG * (most + 1)))
    return defaultdict(int)


def _with_room(places: Places, gone: Iterable[int], there: Sequence[int]) -> Places:
    """Return a copy in which some keys have no place any more, and others may get one.

    Raises:
        IndexError: a key lies too far from the others.
    """
    after = places[:] if isinstance(places, array) else places.copy()
    most = max(there, default=0)
    if isinstance(after, array) and most >= len(after):
        if most > SPREAD * len(after):
            raise IndexError(most)
        after.frombytes(bytes(LONG * (most + 1 - len(after))))
    for key in gone:
        after[key] = 0
    return after
