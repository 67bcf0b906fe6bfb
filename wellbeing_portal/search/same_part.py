"""What is found and counted by the parts of records: what must hold in one and the same part."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from tantivy import Query

from .clauses import Clauses
from .counting import CountedValues
from .engine import Engine
from .matches import Counts, Pairs
from .memory import Memory, Remembered
from .narrowing import any_of
from .part_grids import Grid, PartGrid, grid_of
from .parts import Parts
from .questions import Same, Search
from .schema import ID

MANY = 10_000
"""Records from which on it takes longer to read them than to ask another question."""

_COUNTS: Remembered[Any, Counts] = Remembered("counts of records by what one part has")
_GRIDS: Remembered[Any, Grid] = Remembered("where values meet in one part of records")


@dataclass(frozen=True)
class PartTable:
    """Numbers of records with one part that has a value of each of two facets.

    ``also`` are further values that the part must have.
    """

    first: str
    second: str
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()


class SameParts:
    """Answers what is asked of the parts of records, of one version of the content."""

    def __init__(self, engine: Engine, memory: Memory, values: CountedValues) -> None:
        self._engine = engine
        self._memory = memory
        self._counted = values
        self._parts: dict[str, Parts] = {}
        self._lock = threading.Lock()

    def parts(self, kind: str) -> Parts:
        """Return the parts of a kind."""
        with self._lock:
            if kind not in self._parts:
                self._parts[kind] = Parts(self._engine, kind)
            return self._parts[kind]

    def take_over(self, before: SameParts, changed: Collection[str]) -> None:
        """Know the parts that a reader of an earlier commit knew, but for those of these owners."""
        known = before._parts.copy()
        self._parts = {kind: parts.after(self._engine, changed) for kind, parts in known.items()}

    def clause(self, search: Search, same: Same) -> Query:
        """Return what lets only records through that have a part with all that must be the same."""
        parts = self.parts(same.kind)
        keys = parts.keys(parts.fulfilling(same.selection))
        return any_of(self._engine.schema, ID, [f"{search.kind}:{key}" for key in keys])

    def total(self, clauses: Clauses, same: Same) -> int:
        """Return how many records have a part with all that must be the same.

        ``clauses`` are what is asked of the record; to name the records that have such a part to
        the engine takes far longer than to count them.
        """
        parts = self.parts(same.kind)
        return parts.count(self._around(clauses, same) & parts.fulfilling(same.selection))

    def counts(self, clauses: Clauses, names: Sequence[str], total: int) -> dict[str, Counts]:
        """Return how many records would be found with each value of facets, one part having it.

        ``total`` is how many the search finds as it is.
        """
        same = clauses.search.same
        if same is None or not names:
            return {}
        key = (clauses.search.key, same.key)
        missing = [name for name in names if not _COUNTS.known(self._memory, (name, key))]
        around = self._around(clauses, same, total) if missing else 0
        for name in missing:
            parts = self.parts(same.kind)
            fulfilling = around & parts.fulfilling(same.selection, but=name)
            counted = parts.counts(fulfilling, name, self._values(same.kind, name))
            _COUNTS.keep(self._memory, (name, key), counted)
        return {name: _COUNTS.once(self._memory, (name, key), dict) for name in names}

    def table(self, clauses: Clauses, same: Same, table: PartTable) -> Pairs:
        """Return how many records have one part with each pair of values, besides what is asked."""
        key = (table, clauses.search.key, same.key)
        counts = _COUNTS.once(self._memory, key, lambda: self._table(clauses, same, table))
        return {tuple(pair.split("|")): number for pair, number in counts.items()}

    def grid(self, clauses: Clauses, same: Same, grid: PartGrid) -> Grid:
        """Return how many records have one part where values meet, besides what is asked."""

        def made() -> Grid:
            parts = self.parts(same.kind)
            here = self._around(clauses, same) & parts.fulfilling(same.selection)
            return grid_of(parts, here, grid)

        return _GRIDS.once(self._memory, (grid, clauses.search.key, same.key), made)

    def combinations(self, search: Search, facets: Sequence[str]) -> Pairs | None:
        """Return how many of the parts that a search finds have one value of each of facets.

        Nothing, where the search asks for more than values: then the engine has to be asked, which
        takes several times as long.
        """
        bounded = any(ends != (None, None) for ends in search.ranges.values())
        if search.text or bounded or search.same is not None or not settings.INDEX_BITMAPS:
            return None
        parts = self.parts(search.kind)
        values = [
            [(value, parts.having(facet, [value])) for value in self._values(search.kind, facet)]
            for facet in facets
        ]
        found: dict[tuple[str, ...], int] = {}

        def count(here: int, key: tuple[str, ...]) -> None:
            for value, having in values[len(key)]:
                if not (both := here & having):
                    continue
                if len(key) + 1 == len(values):
                    found[(*key, value)] = both.bit_count()
                else:
                    count(both, (*key, value))

        count(parts.fulfilling(search.selection), ())
        return found

    def _table(self, clauses: Clauses, same: Same, table: PartTable) -> Counts:
        parts = self.parts(same.kind)
        also = parts.fulfilling(dict(table.also))
        here = self._around(clauses, same) & parts.fulfilling(same.selection) & also
        found: dict[str, int] = {}
        for first in self._values(same.kind, table.first):
            mine = here & parts.having(table.first, [first])
            if mine:
                others = self._values(same.kind, table.second)
                counted = parts.counts(mine, table.second, others)
                found |= {f"{first}|{second}": number for second, number in counted.items()}
        return found

    def _values(self, kind: str, facet: str) -> Counts:
        """Return the values that any part has of a facet."""
        everything = Clauses(Search(kind), None, [self._engine.kind_of([kind])], {})
        return self._counted.of(everything, [facet], (), lambda _: 0)[0][facet]

    def _around(self, clauses: Clauses, same: Same, total: int | None = None) -> int:
        """Return the parts of records that fulfil what is asked of the record itself."""
        parts = self.parts(same.kind)
        record = about_record(clauses, same)
        bounded = any(ends != (None, None) for ends in record.search.ranges.values())
        if record.text is None and not record.facets and not bounded:
            return parts.everything
        if (known := self._counted.broad.documents(record)) is not None:
            bits, documents = known
            if 2 * documents.bit_count() <= bits.number:
                return parts.of_records(bits.keys(documents))
            return parts.everything & ~parts.of_records(bits.keys(bits.everything & ~documents))
        number = total if record.search.key == clauses.search.key else None
        number = self._engine.count(record.whole) if number is None else number
        is_most = number > max(MANY, parts.number_of_records / 2)
        if record.facets or bounded or not is_most:
            return parts.of_records(self._keys(record.whole, number))
        # What words leave out is the less then.
        rest = record.left_out_by_words()
        left_out = self._keys(rest, self._engine.count(rest))
        return parts.everything & ~parts.of_records(left_out)

    def _keys(self, query: Query, number: int) -> Sequence[int]:
        return self._engine.keys(self._engine.any_hits(query, number)) if number else ()


def about_record(clauses: Clauses, same: Same) -> Clauses:
    """Return the clauses of a search without what is asked of parts."""
    given = {name: one for name, one in clauses.facets.items() if name not in same.about_parts}
    chosen = {n: v for n, v in clauses.search.selection.items() if n not in same.about_parts}
    search = replace(clauses.search, selection=chosen, same=None)
    return replace(clauses, search=search, facets=given, same=None)
