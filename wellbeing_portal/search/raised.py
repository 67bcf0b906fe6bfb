"""Which documents come before others of their kind, whatever was typed."""

from __future__ import annotations

from tantivy import Query

from .declarations import registry
from .engine import Engine
from .narrowing import all_of
from .schema import facet_field


def raised(engine: Engine, kind: str) -> list[Query]:
    """Return what raises the documents that are declared to come first, of a kind or of all."""
    kinds = [registry.kinds[kind]] if kind in registry.kinds else registry.kinds.values()
    return [
        Query.const_score_query(
            all_of(
                [
                    engine.kind_of([one.name]),
                    Query.term_query(engine.schema, facet_field(name), value),
                ]
            ),
            weight,
        )
        for one in kinds
        for name, value, weight in one.raised
    ]
