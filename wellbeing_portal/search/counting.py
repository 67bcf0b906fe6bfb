"""How many documents of a search have each value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from tantivy import Query

from .broad_counts import BroadCounts
from .clauses import Clauses
from .engine import Engine, TooManyCounts
from .matches import Counts, Pairs
from .memory import Memory, Remembered
from .questions import CrossTable
from .schema import facet_field

EVERY_VALUE = 65_000
"""More values than any facet has, so that the engine leaves none out and counts exactly."""

ANY_VALUE = "[^|]*"
"""Any one of the values that are tied together in a compound term."""

_FACETS: Remembered[Any, Counts] = Remembered("counts of a facet's values")
_LEFT_OUT: Remembered[Any, dict[str, Counts]] = Remembered("counts of what words leave out")
_TABLES: Remembered[Any, Counts] = Remembered("cross tables, by values with signs between")


class CountedValues:
    """Counts what belongs to one search together, and remembers it."""

    def __init__(self, engine: Engine, memory: Memory) -> None:
        self._engine = engine
        self._memory = memory
        self.broad = BroadCounts(engine, lambda query, names: self._aggregated(query, names)[0])

    def of(
        self,
        clauses: Clauses,
        facets: Sequence[str],
        tables: Sequence[CrossTable],
        total: Callable[[Clauses], int],
        *,
        keep_tables: bool = True,
    ) -> tuple[dict[str, Counts], tuple[Pairs, ...]]:
        """Return the counts of facets, each without what is chosen in it, and cross tables."""
        counts = self._by_bits(clauses, facets, total)
        left = [name for name in facets if name not in counts]
        if left and self._is_most(clauses, total):
            counts |= self._most(clauses, left)
            left = []
        kept = tables if keep_tables else ()
        self._count_missing(clauses, [one for one in left if one not in clauses.facets], kept)
        counts |= {name: self._facet(clauses, name) for name in left}
        if keep_tables:
            return counts, tuple(self._table(clauses, table) for table in tables)
        return counts, tuple(_pairs(one) for one in self.count(clauses, [], tables)[1])

    # ── The engine ───────────────────────────────────────────────────────────────────────

    def count(
        self, clauses: Clauses, facets: Sequence[str], tables: Sequence[CrossTable] = ()
    ) -> tuple[dict[str, Counts], list[Counts]]:
        """Count the values of a search's documents: the one place where that is done.

        A table comes as counts of its values with signs between them, which take little memory.
        """
        return self._aggregated(clauses.whole, facets, tables)

    def _aggregated(
        self, query: Query, facets: Sequence[str], tables: Sequence[CrossTable] = ()
    ) -> tuple[dict[str, Counts], list[Counts]]:
        """Let the engine count all of it in one pass, or each by itself if that is too much."""
        try:
            return self._in_one_pass(query, facets, tables)
        except TooManyCounts:
            counts = {name: self._in_one_pass(query, [name])[0][name] for name in facets}
            return counts, [self._table_in_parts(query, table) for table in tables]

    def _in_one_pass(
        self, query: Query, facets: Sequence[str], tables: Sequence[CrossTable] = ()
    ) -> tuple[dict[str, Counts], list[Counts]]:
        wanted = {f"facet {name}": {"terms": all_values(name)} for name in facets}
        wanted |= {f"table {place}": _asking(table) for place, table in enumerate(tables)}
        if not wanted:
            return {}, []
        said = self._engine.aggregate(query, wanted)
        return (
            {name: _counts(said[f"facet {name}"]) for name in facets},
            [
                _flat(said[f"table {place}"], len(table.facets))
                for place, table in enumerate(tables)
            ],
        )

    def _table_in_parts(
        self, query: Query, table: CrossTable, values: Sequence[str] | None = None
    ) -> Counts:
        """Count a table by some values of its first facet, halved until the engine gives it."""
        try:
            said = self._engine.aggregate(query, {"table": _asking(table, values)})
        except TooManyCounts:
            if table.only:
                raise
            if values is None:
                values = list(self._in_one_pass(query, table.facets[:1])[0][table.facets[0]])
            if len(values) < 2:
                raise
            half = len(values) // 2
            parts = (values[:half], values[half:])
            return {
                key: count
                for part in parts
                for key, count in self._table_in_parts(query, table, part).items()
            }
        return _flat(said["table"], len(table.facets))

    # ── What is remembered ───────────────────────────────────────────────────────────────

    def _count_missing(
        self, clauses: Clauses, facets: Sequence[str], tables: Sequence[CrossTable]
    ) -> None:
        """Count together what is not remembered of all that heeds the whole search."""
        key = clauses.search.key
        names = [name for name in facets if not _FACETS.known(self._memory, (name, key))]
        missing = [one for one in tables if not _TABLES.known(self._memory, (one.key, key))]
        counts, found = self.count(clauses, names, missing)
        for name in names:
            _FACETS.keep(self._memory, (name, key), counts[name])
        for table, pairs in zip(missing, found, strict=True):
            _TABLES.keep(self._memory, (table.key, key), pairs)

    def _by_bits(
        self, clauses: Clauses, facets: Sequence[str], total: Callable[[Clauses], int]
    ) -> dict[str, Counts]:
        """Return the counts of those facets that are not remembered and that bits count sooner."""
        missing = [
            name
            for name in facets
            if not _FACETS.known(self._memory, (name, clauses.but(name).search.key))
        ]
        counts = self.broad.counts(clauses, missing, total(clauses)) if missing else {}
        for name, found in counts.items():
            _FACETS.keep(self._memory, (name, clauses.but(name).search.key), found)
        return counts

    def _facet(self, clauses: Clauses, name: str) -> Counts:
        but = clauses.but(name)
        key = (name, but.search.key)
        return _FACETS.once(self._memory, key, lambda: self.count(but, [name])[0][name])

    def _table(self, clauses: Clauses, table: CrossTable) -> Pairs:
        key = (table.key, clauses.search.key)
        counts = _TABLES.once(self._memory, key, lambda: self.count(clauses, [], [table])[1][0])
        return _pairs(counts)

    # ── Words that are in most documents ─────────────────────────────────────────────────

    def _is_most(self, clauses: Clauses, total: Callable[[Clauses], int]) -> bool:
        """Tell whether the words are in most documents, and nothing else is asked."""
        if clauses.text is None or clauses.facets:
            return False
        return total(clauses) > total(clauses.without_words()) / 2

    def _most(self, clauses: Clauses, names: Sequence[str]) -> dict[str, Counts]:
        """Return the counts of facets by counting what the words leave out, which is the less.

        The counts of everything are remembered.
        """
        everything = clauses.without_words()
        self._count_missing(everything, names, ())
        key = (tuple(names), clauses.search.key)
        rest = clauses.left_out_by_words()
        left_out = _LEFT_OUT.once(self._memory, key, lambda: self._aggregated(rest, names)[0])
        return {
            name: {
                value: count - left_out[name].get(value, 0)
                for value, count in self._facet(everything, name).items()
                if count > left_out[name].get(value, 0)
            }
            for name in names
        }


def all_values(name: str) -> dict[str, Any]:
    """Return what asks the engine for the exact count of every value of a facet."""
    return {"field": facet_field(name), "size": EVERY_VALUE, "segment_size": EVERY_VALUE}


def _asking(table: CrossTable, values: Sequence[str] | None = None) -> dict[str, Any]:
    """Return what asks the engine for a table: each facet within the one before.

    Of the first facet it is for ``values`` alone, where these are given.
    """
    asking: dict[str, Any] = {}
    for name in reversed(table.facets):
        asking = {"terms": all_values(name)} | ({"aggs": {"inner": asking}} if asking else {})
    if table.only:
        names = table.facets[0].split("|")
        pattern = r"\|".join(table.only.get(name, ANY_VALUE) for name in names)
        asking["terms"]["include"] = pattern
    if values is not None:
        asking["terms"]["include"] = "|".join(map(re.escape, values))
    return asking


def _flat(said: dict[str, Any], depth: int) -> dict[str, int]:
    """Return the counts of a table by its values with signs between them."""
    if depth == 1:
        return _counts(said)
    return {
        f"{bucket['key']}|{values}": count
        for bucket in said["buckets"]
        for values, count in _flat(bucket["inner"], depth - 1).items()
    }


def _pairs(counts: Counts) -> Pairs:
    return {tuple(values.split("|")): count for values, count in counts.items()}


def _counts(said: dict[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in said["buckets"]}
