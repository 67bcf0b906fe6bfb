"""What of a text is marked for a search: the words that made it match, and no others."""

from __future__ import annotations

from dataclasses import dataclass

from .analysis import stem_of
from .lexicon import Spread


@dataclass(frozen=True, slots=True)
class WordMark:
    """One word to be marked: by stems; where its own says too much, only in some of its words.

    ``start`` is what all of these begin with.
    """

    start: str
    stem: str = ""
    only: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()

    @classmethod
    def of(cls, word: str, spread: Spread) -> WordMark:
        """Return the mark for a word and its forms."""
        own, *others = spread.stems
        start = word
        for stem in (*spread.stems, *spread.only):
            start = _shared(start, stem)
        return cls(start, own, frozenset(spread.only), frozenset(others))

    @classmethod
    def written(cls, word: str) -> WordMark:
        """Return the mark for a word just as it is written."""
        return cls(word, "", frozenset([word]))

    def fits(self, word: str) -> bool:
        """Tell whether a word, given as it is indexed, is to be marked."""
        if not word.startswith(self.start):
            return False
        if word in self.only:
            return True
        stem = stem_of(word)
        return stem in self.related or (not self.only and stem == self.stem)


Mark = tuple[WordMark, ...]
"""Words that are marked where they stand next to one another."""


def _shared(one: str, other: str) -> str:
    length = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return one[:length]
