"""Which values each document of a few has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tantivy import Query

from .engine import Engine
from .schema import PK, facet_field

EVERY = 65_000
"""More documents, and more values, than the engine counts at once."""

Value = tuple[str, str]
"""A facet, and one of its values."""


def values_by_key(
    engine: Engine, query: Query, facets: Iterable[str]
) -> Mapping[int, Sequence[Value]]:
    """Return by their primary keys the values of the documents that a query finds.

    Raises:
        TooManyCounts: when there are more than the engine counts at once.
    """
    inner = {name: {"terms": {"field": facet_field(name), "size": EVERY}} for name in facets}
    wanted = {"documents": {"terms": {"field": PK, "size": EVERY}, "aggs": inner}}
    return {
        int(document["key"]): [
            (name, value["key"]) for name in inner for value in document[name]["buckets"]
        ]
        for document in engine.aggregate(query, wanted)["documents"]["buckets"]
    }
