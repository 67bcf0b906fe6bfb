"""Why a search finds what it finds: what each document's score is made of.

Everything is asked with the very queries of the search; nothing is worked out a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import Query

from .analysis import unstemmed
from .marks import WordMark
from .matches import FoundDocument
from .narrowing import any_of, filtered
from .questions import Search
from .raised import raised
from .reader import Reader
from .reading import FORMS
from .schema import ID, WEIGHTS
from .widening import NO_CONCEPTS, NamedValue
from .worded import Met, Unit
from .words import canonical, parse

LEAST = 0.005
"""What a part of a score is at least, to be told."""


@dataclass(frozen=True)
class ScorePart:
    """A part of a score: in which way words were met, how much that counts, in which texts.

    ``forms`` are the words of the document that were taken for what was typed.
    """

    how: Met
    words: str
    score: float
    texts: tuple[tuple[str, float], ...] = ()
    forms: tuple[str, ...] = ()
    concept: NamedValue | None = None


@dataclass(frozen=True)
class UnitScore:
    """What one thing that was asked for adds to a score: its best part, and a little of others."""

    words: str
    score: float
    parts: tuple[ScorePart, ...]
    required: bool


@dataclass(frozen=True)
class Explained:
    """A document's score, in parts that add up to it.

    ``units`` are for what was asked for, ``bonus`` for fitting better, ``raised`` is for being of
    a sort that comes before others.
    """

    found: FoundDocument
    score: float
    units: tuple[UnitScore, ...]
    bonus: tuple[ScorePart, ...]
    raised: float


def explain(reader: Reader, search: Search, documents: Sequence[FoundDocument]) -> list[Explained]:
    """Return what the score of each document is made of.

    The engine is asked a number of questions that does not grow with the documents.
    """
    said, settled = reader.settled(search)
    scores = _Scores(reader, documents)
    texts = _by_text(reader, search)
    phrases = [one.text for one in parse(search.text) if one.is_phrase]
    quoted = [
        Unit.plain(words, query, ()) for words, query in zip(phrases, said.exactly, strict=True)
    ]
    asked = (*said.units, *said.aside, *quoted)
    marks = [reader.texts.mark(one.words) for one in asked]
    units = [
        _Unit(
            scores,
            unit,
            {
                name: [one * unit.weight for one in scores.of(queries[place])]
                for name, queries in texts.items()
            },
            required=unit in quoted or unit in settled.kept,
        )
        for place, unit in enumerate(asked)
    ]
    bonus = [(one, scores.of(one.query)) for one in said.bonus]
    lifted = [scores.of(one) for one in raised(reader, search.kind)]
    found = []
    for place, document in enumerate(documents):
        standing = _words_of(reader, document)
        told = tuple(
            one.told(place, _fitting(standing, those))
            for one, those in zip(units, marks, strict=True)
        )
        extra = tuple(
            ScorePart(way.how, way.words, score[place])
            for way, score in bonus
            if score[place] >= LEAST
        )
        above = sum(score[place] for score in lifted)
        whole = sum(one.score for one in told) + sum(one.score for one in extra) + above
        found.append(Explained(document, whole, told, extra, above))
    return found


class _Scores:
    """What single queries score for some documents; the engine is asked once for all of them."""

    def __init__(self, reader: Reader, documents: Sequence[FoundDocument]) -> None:
        self._reader = reader
        self._places = {_address(one.address): place for place, one in enumerate(documents)}
        self._among = any_of(reader.schema, ID, {f"{one.kind}:{one.pk}" for one in documents})
        self._none = [0.0] * len(documents)

    def of(self, query: Query) -> list[float]:
        """Return the score of each document, in their order."""
        if not self._none:
            return []
        scores = list(self._none)
        asked = filtered(query, [self._among])
        for score, address in self._reader.hits(asked, None, 0, len(self._none)):
            scores[self._places[_address(address)]] = float(score)
        return scores


class _Unit:
    """The scores of one thing that was asked for: in each text, and by each way to answer to it."""

    def __init__(
        self,
        scores: _Scores,
        unit: Unit,
        texts: Mapping[str, Sequence[float]],
        *,
        required: bool,
    ) -> None:
        self._words = unit.words
        self._texts = texts
        self._required = required
        self._whole = scores.of(unit.query)
        self._ways = [
            (way, [one * unit.weight for one in scores.of(way.query)]) for way in unit.ways
        ]

    def told(self, place: int, forms: tuple[str, ...]) -> UnitScore:
        """Return what it adds to the score of one document, in which these forms stand."""
        parts = [
            ScorePart(way.how, way.words, score[place], self._where(place), forms, way.concept)
            if way.how is Met.TYPED
            else ScorePart(way.how, way.words, score[place], concept=way.concept)
            for way, score in self._ways
            if score[place] >= LEAST
        ]
        parts.sort(key=lambda one: -one.score)
        return UnitScore(self._words, self._whole[place], tuple(parts), self._required)

    def _where(self, place: int) -> tuple[tuple[str, float], ...]:
        there = [(name, one[place]) for name, one in self._texts.items() if one[place] >= LEAST]
        return tuple(sorted(there, key=lambda one: -one[1]))


def _words_of(reader: Reader, document: FoundDocument) -> dict[str, None]:
    """Return the words of a document's title and text, each once."""
    texts = (document.title, *reader.stored(document.address)["text"])
    return dict.fromkeys(word for one in texts for word in unstemmed().analyze(canonical(one)))


def _fitting(standing: Iterable[str], marks: Sequence[WordMark]) -> tuple[str, ...]:
    """Return the words that are taken for those of one thing that was asked for."""
    found = [word for word in standing if any(mark.fits(word) for mark in marks)]
    return tuple(found[:FORMS])


def _by_text(reader: Reader, search: Search) -> Mapping[str, Sequence[Query]]:
    """Return what finds the same words in each text alone, in the order in which they are asked."""
    concepts = reader.concepts() if search.widen else NO_CONCEPTS
    found = {name: reader.texts.within(name).ask(search.text, concepts) for name in WEIGHTS}
    return {
        name: [*(unit.typed for unit in (*said.units, *said.aside)), *said.exactly]
        for name, said in found.items()
    }


def _address(address: Any) -> tuple[int, int]:
    return address.segment_ord, address.doc
