"""How many documents of a query have each value, as the engine counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tantivy import Query

from .engine import Engine, TooManyCounts
from .matches import Counts
from .questions import CrossTable
from .schema import facet_field

EVERY_VALUE = 65_000
"""More values than any facet has, so that the engine leaves none out and counts exactly."""

ANY_VALUE = "[^|]*"
"""Any one of the values that are tied together in a compound term."""


class CountsByEngine:
    """Counts the values of the documents that a query finds: the one place where that is done."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def count(
        self, query: Query, facets: Sequence[str], tables: Sequence[CrossTable] = ()
    ) -> tuple[dict[str, Counts], list[Counts]]:
        """Count all of it in one pass, or each by itself if that is too much.

        A table comes as counts of its values with signs between them, which take little memory.
        """
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


def _counts(said: dict[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in said["buckets"]}
