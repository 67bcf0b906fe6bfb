"""A search as queries of the engine, each made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tantivy import Occur, Query

from .narrowing import filtered
from .questions import Search


@dataclass(frozen=True)
class Clauses:
    """What documents must fulfil: the words, the kind, and each facet in which values are chosen.

    ``others`` are the kind and the ranges, ``same`` what one and the same part must have. Whatever
    is counted of the same search is asked with these very clauses.
    """

    search: Search
    text: Query | None
    others: Sequence[Query]
    facets: Mapping[str, Query]
    same: Query | None = None

    @cached_property
    def whole(self) -> Query:
        """What finds the documents of the search."""
        return filtered(self.text, self.around_words)

    def but(self, facet: str) -> Clauses:
        """Return them without what is chosen in a facet, if anything is."""
        if facet not in self.facets:
            return self
        left = {name: clause for name, clause in self.facets.items() if name != facet}
        chosen = {name: values for name, values in self.search.selection.items() if name != facet}
        return replace(self, search=replace(self.search, selection=chosen), facets=left)

    @property
    def around_words(self) -> list[Query]:
        """What documents must meet besides the words."""
        same = [] if self.same is None else [self.same]
        return [*self.others, *same, *self.facets.values()]

    def without_words(self) -> Clauses:
        """Return those of the same search without its words."""
        return replace(self, search=replace(self.search, text=""), text=None)

    def left_out_by_words(self) -> Query:
        """Return what finds the documents that only the words keep out."""
        kept = [(Occur.Must, clause) for clause in self.around_words]
        words = [] if self.text is None else [(Occur.MustNot, self.text)]
        return Query.boolean_query([*kept, *words])
