"""What the index answers, of one version of the content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Event
from typing import Any

import tantivy
from tantivy import Query

from .behind import Behind
from .clauses import Clauses
from .counting import CountedValues
from .declarations import registry
from .engine import Engine
from .first_pass import Best, first_pass, is_told
from .kept_best import best_of, keep_best
from .lexicon import Lexicon
from .matches import Matches, Pairs
from .memory import Memory, Remembered
from .narrowing import filtered, in_ranges, raising, selected
from .pages import found_while_counted, pages_of, stretch
from .part_grids import Grid, PartGrid
from .queries import TextQueries
from .questions import ANY_ORDER, Question, Same, Search
from .raised import raised
from .same_part import PartTable, SameParts
from .schema import sort_field
from .settling import Settled, Settling
from .widening import NO_CONCEPTS, Concepts, read_concepts
from .worded import Worded, Words
from .words import parts_joined

QUERIES = 200
"""The weight of what holds queries: with the words and forms that they ask for some 30 KB."""
_WORDS: Remembered[tuple[Any, ...], Words] = Remembered("queries for words", weight=QUERIES)
_SETTLED: Remembered[Any, tuple[Worded, Settled]] = Remembered("what words require", weight=QUERIES)
_CONCEPTS: Remembered[None, Concepts] = Remembered("concepts that widen searches", carried=True)
_TOTALS: Remembered[Any, int] = Remembered("how many documents a search finds")


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
        self.read_by: Concepts | None = None
        self.lexicon = Lexicon(searcher, self.memory)
        self.texts = TextQueries(schema, self.lexicon)
        # Not this object, which would then wait for a search for circles before it goes.
        engine = Engine(searcher, schema, gone, behind, self._fault)
        self.values = CountedValues(engine, self.memory)
        self.same_parts = SameParts(engine, self.memory, self.values)

    def without(self, gone: Sequence[str], behind: Behind) -> Reader:
        """Return a reader of the same commit that does not find the documents of these records.

        It remembers nothing of what was answered when they were still there.
        """
        return Reader(self.searcher, self.schema, gone, behind, self._fault)

    def take_over(self, before: Reader, changed: frozenset[str]) -> None:
        """Know what a reader of an earlier commit knew, which lacked what these owners have now.

        Raises:
            IndexUnavailable: that commit, or this one, cannot be read.
        """
        self.values.broad.take_over(before.values.broad, changed)
        self.same_parts.take_over(before.same_parts, changed)
        self.memory.take_over(before.memory, changed)

    def reading_by(self, concepts: Concepts) -> Reader:
        """Return a reader of the same documents that reads words by other concepts."""
        other = Reader(self.searcher, self.schema, self.gone, self.behind, self._fault)
        other.read_by = concepts
        return other

    def ask(self, question: Question) -> Matches:
        """Return a page of what matches, how many there are, and all that was to be counted.

        Values of one facet are alternatives; every facet must be met. The counts of a facet
        ignore what is chosen in it and heed everything else.
        """
        words = self._words(question.search)
        clauses = self._clauses(question.search, words.query)
        total, page, hits = self._page(question, clauses)
        same = question.search.same
        by_parts = [one for one in question.facets if same is not None and one in same.counted]
        plain = [name for name in question.facets if name not in by_parts]
        facets, tables = self.values.of(
            clauses, plain, question.tables, self._total, keep_tables=question.keep_tables
        )
        facets |= self.same_parts.counts(clauses, by_parts, total)
        return Matches(
            self.keys(hits),
            total,
            self.told(hits) if question.told else (),
            page,
            pages_of(total, question.size),
            {name: facets[name] for name in question.facets},
            tables,
            words.widenings,
            words.dropped,
            words.absent,
            words.near,
        )

    def pairs_in_parts(self, search: Search, *tables: PartTable) -> list[Pairs]:
        """Return how many records found have one part with each pair of values of two facets."""
        clauses, same = self._by_parts(search)
        return [self.same_parts.table(clauses, same, one) for one in tables]

    def grid_in_parts(self, search: Search, grid: PartGrid) -> Grid:
        """Return where values of two facets meet in one part of the records found."""
        return self.same_parts.grid(*self._by_parts(search), grid)

    def _by_parts(self, search: Search) -> tuple[Clauses, Same]:
        if search.same is None:
            raise ValueError("the search says nothing of parts")
        return self._clauses(search, self._words(search).query), search.same

    def best(self, search: Search, limit: int) -> list[Any]:
        """Return the scores and addresses of the best documents for words, and of each kind."""
        clauses = self._clauses(search, self._words(search).query)
        if limit > found_while_counted(search):
            return self.hits(clauses.whole, None, 0, limit)
        best = self._best(clauses)
        return [*best.hits[:limit], *best.deeper] or self.hits(clauses.whole, None, 0, limit)

    def total(self, search: Search) -> int:
        """Return how many documents match."""
        same = search.bound
        if same is None:
            return self.ask(Question(search, size=0)).total
        record = self._clauses(replace(search, same=None), self._words(search).query)
        return _TOTALS.once(self.memory, search.key, lambda: self.same_parts.total(record, same))

    def worded(self, text: str, *, widen: bool = True, typing: bool = False) -> Worded:
        """Return the queries for what a visitor typed."""
        return self.texts.ask(text, self.concepts() if widen else NO_CONCEPTS, typing=typing)

    def concepts(self) -> Concepts:
        """Return the concepts whose names widen searches."""
        return self.read_by or _CONCEPTS.once(self.memory, None, self._read_concepts)

    def _read_concepts(self) -> Concepts:
        former = _CONCEPTS.former(self.memory, None)
        if former and not registry.names_values(former[1]):
            return former[0]
        return read_concepts(self.searcher, self.schema, self.left)

    def _words(self, search: Search) -> Words:
        """Return the query for the words.

        Whether all of them are required is decided by the words and the kind alone: otherwise
        the counts of facets would not be those of the lists they lead to.
        """
        if not search.text:
            return Words()
        key = (search.kind, search.text, search.widen, search.typing)
        return _WORDS.once(self.memory, key, lambda: self._worded(search))

    def _worded(self, search: Search) -> Words:
        said, settled = self.settled(search)
        if not said:
            return Words()
        if settled.absent:
            near = " ".join(one.words for one in settled.kept)
            return Words(Query.empty_query(), said.widenings, (), True, near)
        return Words(
            raising(said.requiring(settled.kept), raised(self, search.kind)),
            said.widenings,
            tuple(one.words for one in settled.dropped),
        )

    def settled(self, search: Search) -> tuple[Worded, Settled]:
        """Return the words, and which are required: of all kinds alike, so that none contradicts.

        A kind that has nothing then may leave out other words. While somebody types, and where a
        kind has plenty, all are required without asking further.
        """
        if not search.kind and not search.typing:
            return self._everywhere(search)
        said = self.worded(search.text, widen=search.widen, typing=search.typing)
        settling = self._settling(search, said)
        whole = Settled(said.units)
        alone = search.typing or len(said.units) == 1 or settling.has_plenty
        if said and alone and settling.is_met(whole):
            return said, self._kept(search, settling, whole)
        if search.typing:
            return said, self._kept(search, settling, settling.settle())
        asked, (said, settled) = said, self._everywhere(search, said)
        settling = settling if said is asked else self._settling(search, said)
        met = settled if settling.is_met(settled) else settling.settle(elsewhere=True)
        return said, self._kept(search, settling, met)

    def _everywhere(self, search: Search, read: Worded | None = None) -> tuple[Worded, Settled]:
        """Settle a search of all kinds; ``read`` are its words, where they have been read."""
        alone = Search("", search.text, widen=search.widen)

        def settle() -> tuple[Worded, Settled]:
            said = read or self.worded(search.text, widen=search.widen)
            settling, whole = self._settling(alone, said), Settled(said.units)
            settled = settling.settle_for(lambda best: is_told(self, best))
            if settled.absent and self._has_each(alone) and settling.is_met(whole):
                settled = whole
            return said, self._kept(alone, settling, settled)

        return _SETTLED.once(self.memory, alone.key, settle)

    def _has_each(self, search: Search) -> bool:
        """Tell whether there is something on each of the subjects that “and” joins."""
        joined = parts_joined(search.text)
        each = (self.settled(replace(search, text=one)) for one in joined)
        return len(joined) > 1 and all(said and not settled.absent for said, settled in each)

    def _settling(self, search: Search, said: Worded) -> Settling:
        kind, first = self._kind(search.kind), raised(self, search.kind)
        most, bits = found_while_counted(search), self.values.broad.bits(search.kind)
        return Settling(
            self.texts,
            said,
            lambda query: self.count(filtered(query, [kind])),
            lambda query: first_pass(
                self, filtered(raising(query, first), [kind]), most, said, search.kind, bits
            ),
        )

    def _kept(self, search: Search, settling: Settling, settled: Settled) -> Settled:
        """Keep the first page: the list asks for it next, unless something is chosen as well."""
        if (best := settling.best_of(settled)) is not None:
            keep_best(self.memory, self.values, search, best)
        return settled

    def _page(self, question: Question, clauses: Clauses) -> tuple[int, int, list[Any]]:
        """Return how many match, the number of the page or of the nearest, and its documents."""
        if question.by_score and clauses.text is not None:
            total, first = self._best(clauses)[:2]
            page, offset, limit = stretch(question, total)
            if offset + limit <= found_while_counted(clauses.search):
                return total, page, first[offset : offset + limit]
            return total, page, self.hits(clauses.whole, None, offset, limit)
        if question.sort == ANY_ORDER and question.size is None:
            total = self._total(clauses)
            return total, 1, self.any_hits(clauses.whole, total)
        order = sort_field("title" if question.sort == "relevance" else question.sort)
        offset = (max(1, question.page) - 1) * (question.size or 0)
        is_new = not _TOTALS.known(self.memory, clauses.search.key)
        # The engine makes room for all that it passes over.
        if question.size and is_new and offset < self.searcher.num_docs:
            total, hits = self.counted(clauses.whole, order, offset, question.size)
            _TOTALS.keep(self.memory, clauses.search.key, total)
            if hits:
                return total, max(1, question.page), hits
        total = self._total(clauses)
        page, offset, limit = stretch(question, total)
        hits = self.hits(clauses.whole, order, offset, limit) if limit else []
        return total, page, hits

    def _total(self, clauses: Clauses) -> int:
        return _TOTALS.once(self.memory, clauses.search.key, lambda: self.count(clauses.whole))

    def _best(self, clauses: Clauses) -> Best:
        """Return how many documents match the words, and the best of them."""
        best = best_of(self, self.memory, clauses)
        _TOTALS.keep(self.memory, clauses.search.key, best.total)
        return best

    def _clauses(self, search: Search, text: Query | None) -> Clauses:
        """Return what the engine is asked with, made once for all that is wanted."""
        others = [self._kind(search.kind), *in_ranges(self.schema, search.ranges)]
        facets, same = selected(self.schema, search.selection), search.bound
        clause = None if same is None else self.same_parts.clause(search, same)
        return Clauses(search, text, others, facets, clause)

    def _kind(self, kind: str) -> Query:
        kinds = [kind] if kind else sorted(registry.kinds)
        return Query.const_score_query(self.kind_of(kinds), 0.0)
