"""The words of what somebody typed: the subject of a question, as the content writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tantivy import Query

from .asked import says_nothing, subject_of, whole_subject_of
from .families import british
from .lexicon import Lexicon
from .widening import CALLED_WORDS
from .words import Part, is_small

IN_TWO, EACH = 7, 3
"""Letters of a word that the content may write in two, and of each of them."""


class AsWritten:
    """Reads words as the content writes them; ``one_phrase`` makes the query for some in a row."""

    def __init__(self, lexicon: Lexicon, one_phrase: Callable[[str], Query]) -> None:
        self._lexicon = lexicon
        self._one_phrase = one_phrase

    def subject(self, parts: Sequence[Part]) -> list[str]:
        """Return the words that are no phrases; of a question only its subject.

        What says nothing of it stays where it is a part of a name: value for money.
        """
        words = [one.text for one in parts if one.is_word]
        if self._lexicon.is_called(" ".join(words)):
            return words
        subject, whole = subject_of(words), whole_subject_of(words)
        if len(whole) in (len(words), len(subject)):
            return subject
        named = self._in_names(whole)
        told = [word for at, word in enumerate(whole) if at in named or not says_nothing(word)]
        return told if any(not is_small(word) for word in told) else whole

    def _in_names(self, words: Sequence[str]) -> set[int]:
        """Return the places of words that stand in the name of a record together."""
        return {
            at
            for size in range(2, CALLED_WORDS + 1)
            for start in range(len(words) - size + 1)
            if self._lexicon.is_called(" ".join(words[start : start + size]))
            for at in range(start, start + size)
        }

    def read(self, parts: Sequence[Part]) -> list[str]:
        """Return the words of the subject as the content writes them."""
        words = [one for word in self.subject(parts) for one in self._apart(word)]
        return self._joined([self._as_written_here(word) for word in words])

    def _apart(self, word: str) -> list[str]:
        """Return the parts of a word with a hyphen that never stand together: resident-led."""
        parts = word.split("-")
        if len(parts) != 2 or not all(one.isalpha() and len(one) >= EACH for one in parts):
            return [word]
        together = self._one_phrase(" ".join(parts))
        known = self._lexicon.is_word("".join(parts)) or self._lexicon.is_called(word)
        return [word] if known or self._lexicon.holds(together) else parts

    def _as_written_here(self, word: str) -> str:
        """Return a word as the content writes it, where it has it in that way alone.

        American spelling is changed, and what is written in two words has a hyphen: food-bank.
        """
        ours = british(word.lower())
        if ours != word.lower() and self._lexicon.is_word(ours):
            return ours
        return self._in_two(word) if len(word) >= IN_TWO else word

    def _in_two(self, word: str) -> str:
        if not word.isalpha() or self._lexicon.is_word(word) or self._lexicon.is_called(word):
            return word
        said = word.lower()
        for at in range(EACH, len(said) - EACH + 1):
            one, other = said[:at], said[at:]
            if not (self._lexicon.is_word(one) and self._lexicon.is_word(other)):
                continue
            if self._lexicon.holds(self._one_phrase(f"{one} {other}")):
                return f"{word[:at]}-{word[at:]}"
        return word

    def _joined(self, words: list[str]) -> list[str]:
        """Hyphenate two words in a row that are also written as one, so that both find it."""
        result: list[str] = []
        for word in words:
            before = result[-1] if result else "-"
            small = is_small(word) or is_small(before)
            if "-" not in before and not small and self._lexicon.is_word(before + word):
                result[-1] = f"{before}-{word}"
            else:
                result.append(word)
        return result
