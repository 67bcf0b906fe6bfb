"""How many documents of a search have each value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .broad_counts import BroadCounts
from .clauses import Clauses
from .engine import Engine
from .engine_counts import CountsByEngine
from .matches import Counts, Pairs
from .memory import Memory, Remembered
from .questions import CrossTable, Search

_FACETS: Remembered[Any, Counts] = Remembered("counts of a facet's values")
_LEFT_OUT: Remembered[Any, dict[str, Counts]] = Remembered("counts of what words leave out")
_TABLES: Remembered[Any, Counts] = Remembered("cross tables, by values with signs between")


class CountedValues:
    """Counts what belongs to one search together, and remembers it."""

    def __init__(self, engine: Engine, memory: Memory) -> None:
        self._memory = memory
        self._by_engine = CountsByEngine(engine)
        self.broad = BroadCounts(engine, self._by_engine, memory)

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
        return counts, tuple(
            _pairs(one) for one in self._by_engine.count(clauses.whole, [], tables)[1]
        )

    def know(self, search: Search, facet: str, counts: Counts) -> None:
        """Remember the counts of a facet that were told with something else."""
        there = {value: count for value, count in counts.items() if count}
        _FACETS.keep(self._memory, (facet, search.key), there)

    # ── What is remembered ───────────────────────────────────────────────────────────────

    def _count_missing(
        self, clauses: Clauses, facets: Sequence[str], tables: Sequence[CrossTable]
    ) -> None:
        """Count together what is not remembered of all that heeds the whole search."""
        key = clauses.search.key
        names = [name for name in facets if not _FACETS.known(self._memory, (name, key))]
        missing = [one for one in tables if not _TABLES.known(self._memory, (one.key, key))]
        counts, found = self._by_engine.count(clauses.whole, names, missing)
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
        return _FACETS.once(
            self._memory, key, lambda: self._by_engine.count(but.whole, [name])[0][name]
        )

    def _table(self, clauses: Clauses, table: CrossTable) -> Pairs:
        key = (table.key, clauses.search.key)
        counts = _TABLES.once(
            self._memory, key, lambda: self._by_engine.count(clauses.whole, [], [table])[1][0]
        )
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
        left_out = _LEFT_OUT.once(self._memory, key, lambda: self._by_engine.count(rest, names)[0])
        return {
            name: {
                value: count - left_out[name].get(value, 0)
                for value, count in self._facet(everything, name).items()
                if count > left_out[name].get(value, 0)
            }
            for name in names
        }


def _pairs(counts: Counts) -> Pairs:
    return {tuple(values.split("|")): count for values, count in counts.items()}
