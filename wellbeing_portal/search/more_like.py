"""Which documents have much in common."""

from __future__ import annotations

from typing import Any

from tantivy import Occur, Query

from .counting import all_values
from .declarations import registry
from .matches import Found
from .reader import Reader
from .schema import ID, facet_field


def more_like(reader: Reader, kind: str, pk: int, *, limit: int = 5) -> tuple[Found, ...]:
    """Return documents of the same kind that have most in common with this one."""
    address = reader.address(kind, pk)
    if address is None:
        return ()
    itself = Query.term_query(reader.schema, ID, f"{kind}:{pk}")
    shared: list[tuple[Any, Query]] = []
    for name in registry.kinds[kind].alike:
        buckets = reader.aggregate(itself, {"values": {"terms": all_values(name)}})
        for bucket in buckets["values"]["buckets"]:
            term = Query.term_query(reader.schema, facet_field(name), bucket["key"])
            shared.append((Occur.Should, term))
    text = " ".join([reader.stored(address)["title"], *reader.stored(address)["text"]])
    words = Query.more_like_this_document_fields_query(
        reader.schema,
        {"body": [text], "summary": [text]},
        min_doc_frequency=2,
        min_term_frequency=1,
        boost_factor=0.3,
    )
    alike = Query.boolean_query([*shared, (Occur.Should, words)])
    others = Query.boolean_query(
        [(Occur.Must, alike), (Occur.Must, reader.kind_of([kind])), (Occur.MustNot, itself)]
    )
    return reader.found(others, limit)
