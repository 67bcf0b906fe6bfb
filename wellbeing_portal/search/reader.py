"""What the index answers, of one version of the content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from threading import Event
from typing import Any

import tantivy
from tantivy import Occur, Query

from .behind import Behind
from .broad_counts import BroadCounts
from .declarations import registry
from .engine import FIRST, Engine
from .matches import Counts, Found, Matches, Search
from .memory import Memory
from .queries import Asked, TextQueries, filtered, in_ranges, selected
from .schema import WORDS, facet_field, sort_field, unstemmed
from .widening import NO_CONCEPTS, Concepts, Widening, read_concepts

EVERY_VALUE = 65_000
"""More values than any facet has, so that the engine leaves none out and counts exactly."""

ANY_VALUE = "[^|]*"
"""Any one of the values that are tied together in a compound term."""


class Reader(Engine):
    """Answers what pages ask, and remembers it for as long as it lives."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        gone: Sequence[str] = (),
        behind: Behind | None = None,
        fault: Event | None = None,
    ) -> None:
        super().__init__(searcher, schema, gone, behind, fault)
        self.memory = Memory()
        self.once = self.memory.once
        self.texts = TextQueries(schema, self.is_word)
        self.broad = BroadCounts(self, self._count)

    def without(self, gone: Sequence[str], behind: Behind) -> Reader:
        """Return a reader of the same commit that does not find the documents of these records.

        It remembers nothing of what was answered when they were still there.
        """
        return Reader(self.searcher, self.schema, gone, behind, self._fault)

    # ── Lists ────────────────────────────────────────────────────────────────────────────

    def search(
        self,
        asked: Search,
        *,
        sort: str = "relevance",
        offset: int = 0,
        limit: int = 20,
        facets: Iterable[str] = (),
    ) -> Matches:
        """Return the matching documents in order, and the counts of ``facets``.

        Values of one facet are alternatives; every facet must be met. The counts of a facet
        ignore what is chosen in it and heed everything else. Without words, "relevance" sorts
        by title.
        """
        text, relaxed, widenings = self._text(asked)
        query = self._query(asked, text)
        total = self._total(asked, query)
        found: tuple[Found, ...] = ()
        if limit > 0 and 0 <= offset < total:
            by_score = sort == "relevance" and text is not None
            limit = min(limit, total - offset)
            if by_score and offset + limit <= FIRST:
                hits = self._first(asked, query)[1][offset : offset + limit]
            else:
                order = None if by_score else sort_field("title" if sort == "relevance" else sort)
                hits = self.hits(query, order, offset, limit)
            found = self._found(hits)
        counts = self._counts(asked, text, list(facets)) if facets else {}
        return Matches(found, total, counts, relaxed, widenings)

    def facet(self, asked: Search, name: str) -> Counts:
        """Return how many documents each value of a facet would give."""
        return self._facet(asked, self._text(asked)[0], name)

    def cross_table(
        self,
        asked: Search,
        rows: str,
        columns: str = "",
        *,
        only: Mapping[str, str] | None = None,
    ) -> dict[tuple[str, ...], int]:
        """Return how many documents have each pair of values.

        With one name it is a compound such as ``approach|outcome``, whose values are tied
        together within a document; with two, both values only stand in the same document. What
        is chosen in any facet counts. Of a compound, ``only`` keeps what names these slugs, such
        as ``{"outcome": "skills"}``.
        """
        key = ("table", rows, columns, tuple(sorted((only or {}).items())), asked.key())
        counts = self.once(key, lambda: self._table(asked, rows, columns, only or {}))
        return {tuple(values.split("|")): count for values, count in counts.items()}

    def _table(
        self, asked: Search, rows: str, columns: str, only: Mapping[str, str]
    ) -> dict[str, int]:
        """Return the counts under values with signs between them, which take little memory."""
        terms = all_values(rows)
        if only:
            names = rows.split("|")
            terms["include"] = r"\|".join(only.get(name, ANY_VALUE) for name in names)
        inner = {"aggs": {"inner": {"terms": all_values(columns)}}} if columns else {}
        query = self._query(asked, self._text(asked)[0])
        buckets = self.aggregate(query, {"outer": {"terms": terms, **inner}})["outer"]["buckets"]
        if not columns:
            return {one["key"]: one["doc_count"] for one in buckets}
        return {
            f"{one['key']}|{other['key']}": other["doc_count"]
            for one in buckets
            for other in one["inner"]["buckets"]
        }

    # ── Parts that other modules build on ────────────────────────────────────────────────

    def ask(self, text: str, *, widen: bool = True, typing: bool = False) -> Asked:
        """Return the queries for what a visitor typed."""
        return self.texts.ask(text, self.concepts() if widen else NO_CONCEPTS, typing=typing)

    def concepts(self) -> Concepts:
        """Return the concepts whose names widen searches."""
        return self.once("concepts", lambda: read_concepts(self.searcher, self.schema, self.left))

    def is_word(self, word: str) -> bool:
        """Tell whether a word stands anywhere in the content."""
        terms = unstemmed().analyze(word)
        return len(terms) == 1 and self.searcher.doc_freq(WORDS, terms[0]) > 0

    # ── How ──────────────────────────────────────────────────────────────────────────────

    def _kind(self, kind: str) -> Query:
        kinds = [kind] if kind else sorted(registry.kinds)
        return Query.const_score_query(self.kind_of(kinds), 0.0)

    def _text(self, asked: Search) -> tuple[Query | None, bool, tuple[Widening, ...]]:
        """Return the query for the words, and how it was made.

        Whether all words are required is decided by the words and the kind alone: otherwise the
        counts of facets would not be those of the lists they lead to.
        """
        if not asked.text:
            return None, False, ()
        key = ("words", asked.kind, asked.text, asked.widen, asked.typing)
        return self.once(key, lambda: self._made(asked))

    def _made(self, asked: Search) -> tuple[Query | None, bool, tuple[Widening, ...]]:
        said = self.ask(asked.text, widen=asked.widen, typing=asked.typing)
        if not said:
            return None, False, ()
        number = self._required(asked, said)
        return said.requiring(number), number < len(said.wanted), said.widenings

    def _required(self, asked: Search, said: Asked) -> int:
        """Return how many of the words stand together anywhere, at most all of them."""
        words = replace(asked, selection={}, ranges={})
        for number in range(len(said.wanted), 1, -1):
            first = self.counted(self._query(words, said.requiring(number)))
            if first[0]:
                # The list asks for it next, unless something is chosen as well.
                self.memory.keep(("first", words.key()), first)
                return number
        return min(1, len(said.wanted))

    def _query(self, asked: Search, text: Query | None, but: str = "") -> Query:
        return filtered(text, self._clauses(asked, but))

    def _clauses(self, asked: Search, but: str = "") -> list[Query]:
        return [
            self._kind(asked.kind),
            *selected(self.schema, asked.selection, but),
            *in_ranges(self.schema, asked.ranges),
        ]

    def _total(self, asked: Search, query: Query) -> int:
        if asked.text:
            return self._first(asked, query)[0]
        return self.once(("total", asked.key()), lambda: self.count(query))

    def _first(self, asked: Search, query: Query) -> tuple[int, list[Any]]:
        """Return how many documents match the words, and the best of them."""
        return self.once(("first", asked.key()), lambda: self.counted(query))

    def _counts(self, asked: Search, text: Query | None, names: list[str]) -> dict[str, Counts]:
        """Return the counts of facets, those without a choice counted in one go."""
        missing = self._count_broad(asked, text, names)
        if missing and text is not None and not any(asked.selection.values()):
            whole = replace(asked, text="")
            total = self._total(whole, self._query(whole, None))
            if self._total(asked, self._query(asked, text)) > total / 2:
                return self._counts_but(asked, text, names)
        self._count_together(asked, text, names)
        return {name: self._facet(asked, text, name) for name in names}

    def _count_broad(self, asked: Search, text: Query | None, names: list[str]) -> list[str]:
        """Count what is sooner counted without the engine, and return what is left for it."""
        missing = [name for name in names if ("facet", name, asked.key()) not in self.memory]
        if missing:
            total = self._total(asked, self._query(asked, text))
            clauses = partial(self._clauses, asked)
            counted = self.broad.counts(asked, text, missing, total, clauses)
            for name, counts in counted.items():
                self.memory.keep(("facet", name, asked.key()), counts)
            missing = [name for name in missing if name not in counted]
        return missing

    def _counts_but(self, asked: Search, text: Query, names: list[str]) -> dict[str, Counts]:
        """Return the counts of facets by counting what the words leave out, which is the less.

        The counts of everything are remembered.
        """
        everything = self._counts(replace(asked, text=""), None, names)
        clauses = [(Occur.Must, one) for one in self._clauses(asked)]
        rest = Query.boolean_query([*clauses, (Occur.MustNot, text)])
        key = ("rest", tuple(names), asked.key())
        left_out = self.once(key, lambda: self._count(rest, names))
        return {
            name: {
                value: count - left_out[name].get(value, 0)
                for value, count in everything[name].items()
                if count > left_out[name].get(value, 0)
            }
            for name in names
        }

    def _count(self, query: Query, names: list[str]) -> dict[str, dict[str, int]]:
        counted = self.aggregate(query, {name: {"terms": all_values(name)} for name in names})
        return {name: _counts(counted[name]) for name in names}

    def _count_together(self, asked: Search, text: Query | None, names: list[str]) -> None:
        free = [name for name in names if not list(asked.selection.get(name, ()))]
        missing = [name for name in free if ("facet", name, asked.key()) not in self.memory]
        if missing:
            query = self._query(asked, text)
            for name, counts in self._count(query, missing).items():
                self.memory.keep(("facet", name, asked.key()), counts)

    def _facet(self, asked: Search, text: Query | None, name: str) -> Counts:
        query = self._query(asked, text, but=name)
        counts: Counts = self.once(
            ("facet", name, asked.key()),
            lambda: self._count(query, [name])[name],
        )
        return counts


def all_values(name: str) -> dict[str, Any]:
    """Return what asks the engine for the exact count of every value of a facet."""
    return {"field": facet_field(name), "size": EVERY_VALUE, "segment_size": EVERY_VALUE}


def _counts(answer: dict[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}
