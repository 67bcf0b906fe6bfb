"""Queries that narrow a search, and queries joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import tantivy
from tantivy import Occur, Query

from .schema import facet_field, number_field

Selection = Mapping[str, Iterable[str]]
"""The values chosen in each facet: one of them is enough, but in every facet."""

Ranges = Mapping[str, tuple[int | None, int | None]]
"""The least and the greatest number wanted, either of them open."""

NUMBER_LIMIT = 2**62

OTHERS_SHARE = 0.1
"""Of several ways to match, the best counts, and of each other one this share."""


def selected(schema: Any, selection: Selection) -> dict[str, Query]:
    """Return a clause for each facet with chosen values, by its name."""
    return {
        facet: any_of(schema, facet_field(facet), {_safe(value) for value in values})
        for facet, values in ((name, list(chosen)) for name, chosen in selection.items())
        if values
    }


def any_of(schema: Any, name: str, values: Iterable[str]) -> Query:
    """Return what finds documents with one of the values in a field.

    A set of terms costs a walk over all their documents before the search begins; one term by
    itself is walked only as far as the other clauses go.
    """
    terms = sorted(values)
    if len(terms) == 1:
        return Query.term_query(schema, name, terms[0], index_option="basic")
    return Query.term_set_query(schema, name, terms)


def in_ranges(schema: Any, ranges: Ranges) -> list[Query]:
    """Return a clause for each number that is bounded."""
    return [
        Query.range_query(
            schema,
            number_field(name),
            tantivy.FieldType.Integer,
            lower_bound=-NUMBER_LIMIT if least is None else _bounded(least),
            upper_bound=NUMBER_LIMIT if most is None else _bounded(most),
        )
        for name, (least, most) in ranges.items()
        if (least, most) != (None, None)
    ]


def filtered(text: Query | None, clauses: Iterable[Query]) -> Query:
    """Return ``text`` among what all ``clauses`` let through; they do not affect its order."""
    filters = [(Occur.Must, Query.const_score_query(clause, 0.0)) for clause in clauses]
    asked = [] if text is None else [(Occur.Must, text)]
    return Query.boolean_query([*asked, *filters]) if asked or filters else Query.all_query()


def _safe(value: str) -> str:
    """Return a value that the engine can be asked for; half characters match nothing."""
    return value.encode("utf-8", "replace").decode()


def _bounded(number: int) -> int:
    return max(-NUMBER_LIMIT, min(NUMBER_LIMIT, number))


def either(queries: Sequence[Query]) -> Query:
    """Return what finds any of several, and ranks by the best of them."""
    if len(queries) == 1:
        return queries[0]
    if not queries:
        return Query.empty_query()
    return Query.disjunction_max_query(list(queries), OTHERS_SHARE)


def all_of(queries: Sequence[Query]) -> Query:
    """Return what finds what each of several finds."""
    if len(queries) == 1:
        return queries[0]
    if not queries:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def raising(query: Query, raised: Sequence[Query]) -> Query:
    """Return what finds the same, with some of it raised."""
    if not raised:
        return query
    return Query.boolean_query([(Occur.Must, query), *((Occur.Should, one) for one in raised)])
