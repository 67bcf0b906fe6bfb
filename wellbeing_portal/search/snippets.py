"""Where in its text a document matches: a whole sentence of one text, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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

_ENDS = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9£])|\n+")
_TOKEN = re.compile(r"[^\W_]+(?:(?:['’‑‐.-]|(?<=\d),(?=\d))[^\W_]+)*")
_OF_OTHERS = re.compile(r"[^\W\x00-\x7f]")
"""A letter that the index may know by another, such as one with an accent."""
_SIGNS = r"[\W_]{0,2}"
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|vs|St|Dr|Mr|Mrs|Ms|No|[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class _Hit:
    """A sentence of a text, where the words stand in it, and how well it tells why it was found."""

    text: str
    places: tuple[tuple[int, int], ...]
    found: int


@dataclass(frozen=True, slots=True)
class _LookedFor:
    """What is to be marked, by what the first word of each begins with, or "" where that varies.

    ``beginnings`` is what no text is without in which any of it stands: to look for that costs a
    tenth of making the forms of all words of a text. Signs may stand between letters that are one
    word to the index.
    """

    number: int
    begun: Mapping[str, Sequence[Mark]]
    beginnings: re.Pattern[str]

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> _LookedFor:
        begun: dict[str, list[Mark]] = {}
        for mark in marks:
            start = mark[0].start
            key = start[:BEGINNING] if len(start) >= BEGINNING else ""
            begun.setdefault(key, []).append(mark)
        starts = sorted({mark[0].start[:BEGINNING] for mark in marks})
        either = "|".join(_SIGNS.join(map(re.escape, start)) for start in starts)
        return cls(len(marks), begun, re.compile(f"(?<![^\\W_])(?:{either})"))

    def may_be_in(self, text: str) -> bool:
        """Tell whether any may stand in a text: no is certain; letters of others mean yes."""
        lowered = text.lower()
        return bool(self.beginnings.search(lowered) or _OF_OTHERS.search(lowered))


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
    found = []
    for one in documents:
        texts = reader.stored(one.address)["text"]
        hit = best_sentence(texts, marks)
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
    best: _Hit | None = None
    tried = 0
    looked_for = _LookedFor.of(marks)
    for text in texts:
        if not looked_for.may_be_in(text):
            continue
        for sentence in sentences(text):
            if not looked_for.may_be_in(sentence):
                continue
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
        if not _ABBREVIATED.search(waiting.rstrip()):
            if said := " ".join(waiting.split()):
                yield said
            waiting = ""
    if said := " ".join((waiting + text[at:]).split()):
        yield said


def _places(text: str, looked_for: _LookedFor) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return what is to be marked, and how many of it are found."""
    tokens = list(_TOKEN.finditer(text))
    places: list[tuple[int, int]] = []
    begun, found = looked_for.begun, set()
    for at, token in enumerate(tokens):
        if not looked_for.may_be_in(token[0]):
            continue
        likely = {mark for form in _forms(token[0]) for mark in begun.get(form[:BEGINNING], ())}
        for mark in (*likely, *begun.get("", ())):
            there = tokens[at : at + len(mark)]
            if len(there) == len(mark) and all(
                any(map(word.fits, _forms(one[0]))) for word, one in zip(mark, there, strict=True)
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
