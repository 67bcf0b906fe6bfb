"""Which documents have much in common, and what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query

from .declarations import registry
from .engine_counts import all_values
from .matches import FoundDocument
from .reader import Reader
from .schema import ID, facet_field

MOST_TELLING = 8
"""Values by which others are looked for: the rarest say most, and cost least."""

Shared = Mapping[str, tuple[str, ...]]
"""Values by facet, the rarest first."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A document that has something in common with another: what, by facet, the rarest first.

    ``own`` and ``theirs`` are all values that the other and the document have.
    """

    document: FoundDocument
    shared: Shared
    own: Shared
    theirs: Shared


def more_like(
    reader: Reader, kind: str, pk: int, *, sharing: Sequence[str], limit: int = 3
) -> tuple[Alike, ...]:
    """Return the documents of a kind that have most in common with one of them.

    They share a value of one of the facets ``sharing``; the other facets by which the kind is
    ``alike`` decide which of them come first.
    """
    itself = Query.term_query(reader.schema, ID, f"{kind}:{pk}")
    own = _values(reader, itself, registry.kinds[kind].alike)
    telling = _rarest(reader, [(name, value) for name in sharing for value in own[name]])
    if not telling:
        return ()
    others = [(name, value) for name in own if name not in sharing for value in own[name]]
    query = Query.boolean_query(
        [
            (Occur.Must, _any(reader, telling[:MOST_TELLING])),
            *((Occur.Should, _term(reader, *one)) for one in others),
            (Occur.Must, Query.const_score_query(reader.kind_of([kind]), 0.0)),
            (Occur.MustNot, itself),
        ]
    )
    return tuple(_compared(reader, own, one) for one in reader.found(query, limit))


def _compared(reader: Reader, own: Shared, other: FoundDocument) -> Alike:
    document = Query.term_query(reader.schema, ID, f"{other.kind}:{other.pk}")
    theirs = _values(reader, document, own)
    shared = {name: tuple(v for v in own[name] if v in theirs[name]) for name in own}
    return Alike(other, shared, own, theirs)


def _values(reader: Reader, document: Query, names: Iterable[str]) -> Shared:
    """Return what one document has of these facets."""
    counted = reader.aggregate(document, {name: {"terms": all_values(name)} for name in names})
    return {
        name: tuple(
            value for _, value in _rarest(reader, [(name, one["key"]) for one in found["buckets"]])
        )
        for name, found in counted.items()
    }


def _rarest(reader: Reader, values: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    def how_common(one: tuple[str, str]) -> tuple[int, str]:
        name, value = one
        return reader.searcher.doc_freq(facet_field(name), value), value

    return sorted(values, key=how_common)


def _term(reader: Reader, name: str, value: str) -> Query:
    return Query.term_query(reader.schema, facet_field(name), value)


def _any(reader: Reader, values: Iterable[tuple[str, str]]) -> Query:
    return Query.boolean_query([(Occur.Should, _term(reader, *one)) for one in values])
