"""How a search was read: what was asked for, in which forms, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .analysis import unstemmed
from .asked import subject_of
from .marks import WordMark
from .questions import Search
from .reader import Reader
from .widening import Widening
from .worded import Unit
from .words import STOP_WORDS, canonical, parse

FORMS = 12
"""Forms of a word that are told."""


@dataclass(frozen=True)
class ReadUnit:
    """One thing that was asked for, and how it is looked for.

    ``forms`` are words of the content that count as the same, ``number`` the documents that have
    it or what it means, ``typed`` those that have it as it was typed. ``required`` says whether
    a document must have it.
    """

    words: str
    forms: tuple[str, ...]
    number: int
    typed: int
    required: bool
    widening: Widening | None


@dataclass(frozen=True)
class ReadSearch:
    """How a search was read, word for word.

    ``question`` are words that only ask, ``small`` those that are too common to be looked for,
    ``respelled`` pairs of a word and the way in which the content writes it.
    """

    units: tuple[ReadUnit, ...]
    question: tuple[str, ...]
    small: tuple[str, ...]
    quoted: tuple[str, ...]
    excluded: tuple[str, ...]
    respelled: tuple[tuple[str, str], ...]
    absent: bool


def how_read(reader: Reader, search: Search) -> ReadSearch:
    """Return how the words of a search were read."""
    said, settled = reader.settled(search)
    parts = parse(search.text)
    words = [one.text for one in parts if one.is_word]
    subject = reader.texts.words.subject(parts)
    as_written = reader.texts.words.read(parts)
    whole = {word.lower() for one in (*said.units, *said.aside) for word in one.words.split()}
    return ReadSearch(
        tuple(_read_unit(reader, one, one in settled.kept) for one in (*said.units, *said.aside)),
        tuple(_left_out(words, subject)),
        tuple(one for one in subject if one.lower() in STOP_WORDS - whole),
        tuple(one.text for one in parts if one.is_phrase),
        tuple(one.text for one in parts if one.excluded),
        tuple(_respelled(subject, as_written)),
        settled.absent,
    )


def forms_of(reader: Reader, word: str) -> tuple[str, ...]:
    """Return the words of the content that count as forms of one word, without itself."""
    said = unstemmed().analyze(canonical(word))
    if len(said) != 1:
        return ()
    spread = reader.lexicon.spread(said[0])
    mark = WordMark.of(said[0], spread)
    starts = {one[: len(mark.start)] for one in (*spread.stems, *spread.only)}
    near = (form for start in sorted(starts) for form in reader.lexicon.begun_alike(start))
    found = dict.fromkeys(one for one in near if one != said[0] and mark.fits(one))
    return tuple(found)[:FORMS]


def _read_unit(reader: Reader, unit: Unit, required: bool) -> ReadUnit:
    words = unit.words.split()
    return ReadUnit(
        unit.words,
        forms_of(reader, unit.words) if len(words) == 1 else (),
        reader.count(unit.query),
        reader.count(unit.typed),
        required,
        unit.widening,
    )


def _left_out(words: Sequence[str], subject: Sequence[str]) -> Iterable[str]:
    """Yield the words that are not among those of the subject, which keep their order."""
    if list(subject) != list(subject_of(words)) and len(subject) == len(words):
        return
    rest = list(subject)
    for word in words:
        if rest and word == rest[0]:
            rest.pop(0)
        else:
            yield word


def _respelled(subject: Sequence[str], written: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield what the content writes in another way, also two words as one."""
    before = list(subject)
    for word in written:
        taken: list[str] = [before.pop(0)] if before else []
        while before and "-".join(taken) != word and word.startswith("-".join([*taken, before[0]])):
            taken.append(before.pop(0))
        said = " ".join(taken)
        if said != word:
            yield said, word
