"""The words of the content: which there are, and which of them are forms of one another."""

from __future__ import annotations

from dataclasses import dataclass

import tantivy
from tantivy import Query

from .analysis import asked_keys, stem_of, unstemmed
from .families import british, family, kin, relatives, simple_forms
from .memory import Memory, Remembered
from .schema import CALLED, WORDS

CANDIDATES = 5000
PREFIX = 4
"""Letters that forms of a word have in common."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How a word is looked for.

    ``stems`` are those of the forms of the word that the content has, its own first. ``only`` are
    the words that may stand for it, where its stem also covers words of another meaning.
    """

    stems: tuple[str, ...]
    only: tuple[str, ...] = ()


_SPREADS: Remembered[str, Spread] = Remembered("forms of a word")


class Lexicon:
    """The words of one version of the content."""

    def __init__(self, searcher: tantivy.Searcher, memory: Memory) -> None:
        self._searcher = searcher
        self._memory = memory

    def is_word(self, word: str) -> bool:
        """Tell whether a word stands anywhere in the content."""
        terms = unstemmed().analyze(word)
        return len(terms) == 1 and self.stands_in(terms[0]) > 0

    def stands_in(self, term: str) -> int:
        """Return about how many documents a word stands in."""
        return self._searcher.doc_freq(WORDS, term)

    def holds(self, query: Query) -> bool:
        """Tell whether anything is found."""
        return bool(self._searcher.search(query, limit=1).hits)

    def is_called(self, name: str) -> bool:
        """Tell whether a record is, or was lately, called so, however it is written."""
        return any(key and self._searcher.doc_freq(CALLED, key) > 0 for key in asked_keys(name))

    def spread(self, word: str) -> Spread:
        """Return how to look for a word, given as it is indexed."""
        return _SPREADS.once(self._memory, word, lambda: self._spread(word))

    def begun_alike(self, start: str) -> list[str]:
        """Return the words that begin so."""
        found = self._searcher.terms_with_prefix(WORDS, start, limit=CANDIDATES)
        return [term for term, _ in found]

    def _spread(self, word: str) -> Spread:
        stem = stem_of(word)
        if any(sign.isdigit() for sign in word):
            return Spread((stem,))
        others = self.begun_alike(word[:PREFIX]) if len(word) >= PREFIX else []
        forms = [*simple_forms(word), british(word), *relatives(word)]
        others = list(dict.fromkeys([*others, *(form for form in forms if self.is_word(form))]))
        stems = {other: stem_of(other) for other in others}
        alike = [other for other in others if stems[other] == stem]
        true = [other for other in alike if kin(word, other)]
        related = (stems[other] for other in family(word, others))
        only = () if len(true) == len(alike) else tuple(sorted({word, *true}))
        return Spread(tuple(dict.fromkeys([stem, *related])), only)
