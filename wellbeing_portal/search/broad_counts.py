"""Counts of facets among a good part of all documents, which bits answer sooner than the engine.

Bits are made for one version of the content, in a thread, once broad questions have cost about as
much as that will; until then, and for narrow sets, the engine counts. So a portal whose content
changes faster than it is read never pays for them, and no page waits for them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from functools import reduce
from operator import and_
from typing import Any

from django.conf import settings

from .bitmaps import Bitmaps, Unsuitable
from .clauses import Clauses
from .declarations import registry
from .engine import Engine
from .engine_counts import CountsByEngine
from .first_pass import DocumentSet
from .matches import Counts
from .memory import Memory, Remembered
from .questions import Search
from .unavailable import IndexUnavailable

LEAST = 2_000
"""Documents of a kind up to which the engine counts all of them in a moment."""
SHARE = 16
"""A set is broad when it is more than one in so many of its kind's documents."""
WORTH = 8
"""How often the engine could count all documents in the time that making the bits takes."""

log = logging.getLogger(__name__)

_WITH_WORDS: Remembered[Any, DocumentSet] = Remembered("which documents have words")


class BroadCounts:
    """Counts broad sets of one version of the content, and goes with its reader."""

    def __init__(self, engine: Engine, counts: CountsByEngine, memory: Memory) -> None:
        self._engine = engine
        self._counts = counts
        self._memory = memory
        self._kinds: dict[str, _Kind] = {}
        self._lock = threading.Lock()

    def counts(self, clauses: Clauses, names: Sequence[str], total: int) -> dict[str, Counts]:
        """Return the counts of those of ``names`` that are counted sooner so; it may be of none.

        ``total`` is how many documents match.
        """
        if not settings.INDEX_BITMAPS or not clauses.search.kind or clauses.same is not None:
            return {}
        kind = self._kind(clauses.search.kind)
        bits = kind.bits
        if bits is None:
            if kind.is_broad(total) and kind.is_worth_it(total):
                threading.Thread(target=kind.make, name="index-bits").start()
            return {}
        question = _BroadSets(bits, clauses, total, self.with_words(clauses.search))
        found: dict[str, Counts] = {}
        for name in names:
            if name in bits and (documents := question.documents(name, kind.is_broad)):
                found[name] = bits.counts(documents, name)
        if question.found is not None:
            self.know(clauses.search, DocumentSet(question.found))
        return found

    def bits(self, kind: str) -> Bitmaps | None:
        """Return the bits of a kind that is large, where they were made and are asked."""
        if not settings.INDEX_BITMAPS or not kind:
            return None
        known = self._kind(kind)
        return known.bits if known.is_large else None

    def know(self, search: Search, documents: DocumentSet) -> None:
        """Remember which documents have the words of a search, whatever else it asks."""
        _WITH_WORDS.keep(self._memory, _by_words(search), documents)

    def with_words(self, search: Search) -> int | None:
        """Return the documents that have the words of a search, if that is known."""
        if not self.bits(search.kind):
            return None
        known = _WITH_WORDS.get(self._memory, _by_words(search))
        return None if known is None else known.bits

    def documents(self, clauses: Clauses) -> tuple[Bitmaps, int] | None:
        """Return what a search finds, with the bits that it is told in; None if that is unknown."""
        bits = self.bits(clauses.search.kind)
        if bits is None or clauses.same is not None:
            return None
        known = self.with_words(clauses.search) if clauses.text is not None else bits.everything
        question = _BroadSets(bits, clauses, 0, known)
        return None if known is None or not question.is_known else (bits, question.of_all())

    def take_over(self, before: BroadCounts, changed: Collection[str]) -> None:
        """Know the bits that were made for an earlier commit, but for what these owners have."""
        known = before._kinds.copy()
        self._kinds = {
            name: _Kind(self._engine, self._counts, name, kind.bits.after(self._engine, changed))
            for name, kind in known.items()
            if kind.bits is not None
        }

    def prepare(self, kind: str) -> None:
        """Make the bits of a kind now."""
        self._kind(kind).make()

    def _kind(self, name: str) -> _Kind:
        with self._lock:
            if name not in self._kinds:
                self._kinds[name] = _Kind(self._engine, self._counts, name)
            return self._kinds[name]


class _Kind:
    """The bits of one kind, and whether they are worth making."""

    def __init__(
        self, engine: Engine, counts: CountsByEngine, name: str, bits: Bitmaps | None = None
    ) -> None:
        self.bits = bits
        self._engine = engine
        self._counts = counts
        self._name = name
        self._number = engine.count(engine.kind_of([name]))
        self._counted = 0
        self._begun = threading.Lock()

    @property
    def is_large(self) -> bool:
        """Whether bits may count sooner than the engine."""
        return self._number > LEAST

    def is_broad(self, documents: int) -> bool:
        """Tell whether bits count so many documents sooner than the engine."""
        return self.is_large and documents * SHARE > self._number

    def is_worth_it(self, documents: int) -> bool:
        """Tell, once, that the engine has counted so many that the bits should be made."""
        self._counted += documents
        return self._counted >= WORTH * self._number and self._begun.acquire(blocking=False)

    def make(self) -> None:
        """Make the bits, unless there can be none."""
        names = [name for name in registry.kinds[self._name].facets if "|" not in name]
        everything = self._engine.kind_of([self._name])
        try:
            counted = self._counts.count(everything, names)[0]
            self.bits = Bitmaps.made(self._engine, self._name, counted)
        except (Unsuitable, IndexUnavailable) as error:
            log.debug("The engine goes on counting: %r", error)


class _BroadSets:
    """The sets of documents that one question is about: one for each facet that has a choice.

    ``with_words`` are the documents that have its words, if that is known; what the engine finds
    of them is ``found``.
    """

    def __init__(self, bits: Bitmaps, clauses: Clauses, total: int, with_words: int | None) -> None:
        self.found: int | None = None
        self._with_words = with_words
        asked = clauses.search
        self._bits = bits
        self._text = clauses.text
        self._total = total
        self._clauses = clauses
        self._chosen = {name: list(values) for name, values in asked.selection.items() if values}
        self._in_bits = all(name in bits for name in self._chosen)
        self._has_ranges = any(ends != (None, None) for ends in asked.ranges.values())
        self._known: dict[str, int] = {}

    def documents(self, facet: str, is_broad: Callable[[int], bool]) -> int:
        """Return what matches when nothing is chosen in ``facet``, or 0 if that is not broad."""
        but = facet if facet in self._chosen else ""
        if but not in self._known:
            self._known[but] = self._documents(but, is_broad)
        return self._known[but]

    @property
    def is_known(self) -> bool:
        """Whether nothing else is asked than words and what there are bits of."""
        return not self._has_ranges and self._in_bits

    def of_all(self) -> int:
        """Return what has the words, if they are known, and all that is chosen."""
        found = self._filtered("")
        return found if self._with_words is None else found & self._with_words

    def _documents(self, but: str, is_broad: Callable[[int], bool]) -> int:
        if self._text is not None and self._with_words is not None and self.is_known:
            return self._filtered(but) & self._with_words
        if self._text is None and self.is_known:
            found = self._filtered(but)
            return found if is_broad(found.bit_count()) else 0
        # With one facet less there are at least as many.
        if not is_broad(self._total):
            return 0
        if self._text is not None and self.is_known:
            return self._asked_with_words(but)
        return self._bits.of(self._clauses.but(but).whole, self._most)

    def _filtered(self, but: str) -> int:
        chosen = (
            self._bits.having(name, values) for name, values in self._chosen.items() if name != but
        )
        return reduce(and_, chosen, self._bits.everything)

    def _asked_with_words(self, but: str) -> int:
        """Ask the engine for what has the words, or for what lacks them, whichever is less."""
        around = self._filtered(but)
        clauses = self._clauses.but(but)
        if self._total > around.bit_count() / 2:
            documents = around & ~self._bits.of(clauses.left_out_by_words(), self._most)
        else:
            documents = self._bits.of(clauses.whole, self._most)
        if not self._chosen:
            self.found = documents
        return documents

    @property
    def _most(self) -> int:
        return self._bits.number


def _by_words(search: Search) -> Any:
    """Return what is equal for searches that ask the same words of the same kind."""
    return search.kind, search.text, search.widen, search.typing
