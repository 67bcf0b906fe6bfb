"""Where in its text a document matches: a whole sentence of one text, with the words marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import unstemmed
from .marks import Mark
from .matches import FoundDocument
from .reader import Reader
from .widening import NO_CONCEPTS
from .words import canonical

SENTENCES = 40
"""Sentences of a document that hold a word and are compared; the best of them is shown."""

LONG = 240
"""Letters from which a sentence stands alone; a shorter one may take the next along."""

BEGINNING = 2
TELLING = 6
"""Letters by which marks are kept, and by which it is looked for words that may be theirs."""

_ENDS = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9£])|\n+")
_TOKEN = re.compile(r"[^\W_]+(?:(?:['’‑‐.-]|(?<=\d),(?=\d))[^\W_]+)*")
_OF_OTHERS = re.compile(r"[^\W\x00-\x7f]")
"""A letter that the index may know by another, such as one with an accent."""
_SIGNS = r"[\W_]{0,2}"
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|vs|St|Dr|Mr|Mrs|Ms|No|[A-Z])\.$")
_LONGEST = 5
"""Signs of an abbreviation with its dot, and of what stands before it."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A sentence of a text, where the words stand in it, and how well it tells why it was found."""

    text: str
    places: tuple[tuple[int, int], ...]
    found: int


@dataclass(frozen=True, slots=True)
class _LookedFor:
    """What is to be marked, by what the first word of each begins with, or "" where that varies.

    ``beginnings`` finds where a word begins that may be the first of any: no text is without in
    which one stands, and to look for that costs a tenth of making the forms of all its words.
    Signs may stand between letters that are one word to the index, and a letter of others may be
    any. ``known`` are the marks that words begin, for texts say the same words again and again.
    """

    number: int
    begun: Mapping[str, Sequence[Mark]]
    beginnings: re.Pattern[str]
    known: dict[str, tuple[Mark, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> _LookedFor:
        begun: dict[str, list[Mark]] = {}
        for mark in marks:
            start = mark[0].start
            key = start[:BEGINNING] if len(start) >= BEGINNING else ""
            begun.setdefault(key, []).append(mark)
        starts = sorted({mark[0].start[:TELLING] for mark in marks})
        either = "|".join(_SIGNS.join(map(re.escape, start)) for start in starts)
        # Without a length, so that none is passed over that begins inside another.
        return cls(
            len(marks), begun, re.compile(f"(?=(?<![^\\W_])(?:{either})|{_OF_OTHERS.pattern})")
        )

    def may_be_in(self, text: str) -> bool:
        """Tell whether any may stand in a text: no is certain."""
        return self.beginnings.search(text.lower()) is not None

    def may_begin_at(self, text: str) -> Sequence[int]:
        """Return the places in a text in or after whose words any may begin; others are none."""
        lowered = text.lower()
        if len(lowered) != len(text):
            return range(len(text))
        return [found.start() for found in self.beginnings.finditer(lowered)]

    def begun_by(self, word: str) -> tuple[Mark, ...]:
        """Return the marks of which a word of a text is the first."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = self._begun_by(word) if self.may_be_in(word) else ()
        return found

    def _begun_by(self, word: str) -> tuple[Mark, ...]:
        forms = _forms(word)
        likely = {mark for form in forms for mark in self.begun.get(form[:BEGINNING], ())}
        either = (*likely, *self.begun.get("", ()))
        return tuple(mark for mark in either if any(map(mark[0].fits, forms)))


def snippets(
    reader: Reader,
    documents: Iterable[FoundDocument],
    text: str,
    *,
    widen: bool = True,
    open_: bool = False,
) -> list[SafeString]:
    """Return HTML for each document; it is empty where no word of ``text`` stands in its body.

    With ``open_`` it is then the first sentence. Everything is escaped but the ``<mark>`` around
    the words found.
    """
    marks = reader.texts.marks(text, reader.concepts() if widen else NO_CONCEPTS)
    looked_for = _LookedFor.of(marks)
    found = []
    for one in documents:
        texts = reader.stored(one.address)["text"]
        hit = _best_sentence(texts, looked_for)
        if hit is None and open_ and texts:
            hit = _Hit(next(sentences(texts[0]), ""), (), 0)
        found.append(_html(hit.text, hit.places) if hit else SafeString(""))
    return found


def marked(reader: Reader, title: str, text: str, *, widen: bool = True) -> SafeString:
    """Return a title as HTML, with the words marked."""
    marks = reader.texts.marks(text, reader.concepts() if widen else NO_CONCEPTS)
    return _html(title, _places(title, _LookedFor.of(marks))[0])


def best_sentence(texts: Sequence[str], marks: Sequence[Mark]) -> _Hit | None:
    """Return the sentence that holds most of what is marked, the earlier of equals."""
    return _best_sentence(texts, _LookedFor.of(marks))


def _best_sentence(texts: Sequence[str], looked_for: _LookedFor) -> _Hit | None:
    best: _Hit | None = None
    tried = 0
    for text in texts:
        if not looked_for.may_be_in(text):
            continue
        for sentence in sentences(text):
            places, number = _places(sentence, looked_for)
            if not number:
                continue
            if best is None or number > best.found:
                best = _Hit(sentence, places, number)
            tried += 1
            if number == looked_for.number or tried > SENTENCES:
                return best
    return best


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text."""
    at, waiting = 0, ""
    for end in _ENDS.finditer(text):
        waiting += text[at : end.end()]
        at = end.end()
        if not _ABBREVIATED.search(waiting.rstrip()[-_LONGEST:]):
            if said := " ".join(waiting.split()):
                yield said
            waiting = ""
    if said := " ".join((waiting + text[at:]).split()):
        yield said


def _places(text: str, looked_for: _LookedFor) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return what is to be marked, and how many of it are found."""
    likely = looked_for.may_begin_at(text)
    if not likely:
        return (), 0
    tokens = list(_TOKEN.finditer(text))
    starts = [token.start() for token in tokens]
    places: list[tuple[int, int]] = []
    found = set()
    for at in {bisect_right(starts, place) - 1 for place in likely} - {-1}:
        token = tokens[at]
        for mark in looked_for.begun_by(token[0]):
            there = tokens[at : at + len(mark)]
            if len(there) == len(mark) and all(
                any(map(word.fits, _forms(one[0])))
                for word, one in zip(mark[1:], there[1:], strict=True)
            ):
                places.append((token.start(), there[-1].end()))
                found.add(mark)
    return tuple(_merged(places)), len(found)


def _merged(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = -1
    for start, until in sorted(places, key=lambda one: (one[0], -one[1])):
        if start >= end:
            yield start, until
            end = until


def _forms(token: str) -> tuple[str, ...]:
    """Return a word of a text as it is indexed, and the parts that signs divide it into."""
    lowered = token.lower()
    if lowered.isascii() and lowered.isalnum():
        return (lowered,)
    joined = unstemmed().analyze(canonical(token))
    apart = unstemmed().analyze(token)
    return tuple(dict.fromkeys([*(joined if len(joined) == 1 else ()), *apart]))


def _html(text: str, places: Iterable[tuple[int, int]]) -> SafeString:
    parts, at = [], 0
    for start, end in places:
        parts += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
        at = end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part of it is escaped
