"""Synonyms: a word that names a concept also finds what is tagged with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import tantivy
from tantivy import Query

from .analysis import (
    asked_keys,
    name_key,
    name_keys,
    proper_keys,
    stem_of,
    stemmed,
    unstemmed,
)
from .declarations import registry
from .families import family, kin, relatives
from .schema import KIND, STORED
from .wordings import (
    alike,
    are_joined,
    forms,
    is_form,
    other_wordings,
    shorter_names,
    turned_round,
    without_articles,
)
from .words import NO_PART_OF_NAMES, STOP_WORDS, STRAY, canonical, is_small

Stems = tuple[str, ...]
Beginnings = tuple[str, ...]

BEGINNING = 4
"""Letters that forms of a word have in common."""

ALIKE = 3
"""Letters that words of a name have in common with their forms."""

CALLED_WORDS = 4
"""Words of a record's name that count as one; longer names are rather sentences."""


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A value of a facet, and all the ways to say it; ``proper`` names are no words for things."""

    facet: str
    slug: str
    names: tuple[str, ...]
    stems: frozenset[Stems]
    proper: bool = False

    @property
    def is_place(self) -> bool:
        """Whether it is a place, and no word for a kind of record."""
        return self.proper and self.facet != KIND

    @property
    def keys(self) -> list[str]:
        """What its names are equal by, however they are written."""
        return proper_keys(self.names) if self.proper else name_keys(self.names)

    @property
    def single_words(self) -> list[str]:
        """Those of its names that are one word, as they are indexed."""
        return [words[0] for words in self._names_as_words() if len(words) == 1]

    @property
    def names_of_words(self) -> list[list[str]]:
        """Those of its names that have several words, as they are indexed."""
        return [words for words in self._names_as_words() if len(words) > 1]

    def _names_as_words(self) -> list[list[str]]:
        return [unstemmed().analyze(canonical(name)) for name in self.names]


@dataclass(frozen=True)
class Concepts:
    """Every concept of an index, to be looked up by any of its names."""

    all: tuple[NamedValue, ...] = ()

    @cached_property
    def by_name(self) -> dict[Stems, list[NamedValue]]:
        """The concepts by the stems of each name."""
        found: dict[Stems, list[NamedValue]] = {}
        for concept in self.all:
            for stems in concept.stems:
                found.setdefault(stems, []).append(concept)
        return found

    @cached_property
    def by_key(self) -> dict[str, list[NamedValue]]:
        """The concepts by what is equal for each name."""
        found: dict[str, list[NamedValue]] = {}
        for concept in self.all:
            for key in concept.keys:
                found.setdefault(key, []).append(concept)
        return found

    def called(self, name: str) -> list[NamedValue]:
        """Return the concepts and the places that are called just so, however it is written."""
        keys = [*asked_keys(name), name_key(name.replace("-", " "))]
        return next((found for key in keys if (found := self.by_key.get(key))), [])

    @cached_property
    def by_word(self) -> dict[str, list[tuple[str, NamedValue]]]:
        """The concepts that one word is a name of, by what the word begins with; no places."""
        found: dict[str, list[tuple[str, NamedValue]]] = {}
        for concept in self.all:
            for word in () if concept.proper else concept.single_words:
                found.setdefault(word[:BEGINNING], []).append((word, concept))
        return found

    @cached_property
    def by_words(self) -> dict[Beginnings, list[tuple[list[str], NamedValue]]]:
        """The concepts that several words are a name of, by what these begin with; no places."""
        found: dict[Beginnings, list[tuple[list[str], NamedValue]]] = {}
        for concept in self.all:
            for words in () if concept.proper else concept.names_of_words:
                found.setdefault(beginnings(words), []).append((words, concept))
        return found

    @cached_property
    def longest(self) -> int:
        """How many words the longest name has."""
        return max(map(len, self.by_name), default=0)


NO_CONCEPTS = Concepts()


@dataclass(frozen=True, slots=True)
class Widening:
    """Words of a search that name concepts, and what was searched for as well.

    ``names`` are the other ways to say it: the concepts' own names first, then synonyms. Words
    that are only a record's name have neither.
    """

    words: str
    concepts: tuple[NamedValue, ...]
    names: tuple[str, ...]
    start: int
    end: int

    @property
    def is_proper(self) -> bool:
        """Whether the words name a place or the like, and nothing else."""
        return all(one.proper for one in self.concepts)

    @property
    def told(self) -> bool:
        """Whether it is worth telling that other words were looked for."""
        return bool(self.names) and not self.is_proper


def read_concepts(
    searcher: tantivy.Searcher, schema: Any, left: Callable[[Query], Query]
) -> Concepts:
    """Return every concept with its names that ``left`` leaves of the index."""
    concepts = []
    for kind in registry.kinds.values():
        if not kind.names_values_of:
            continue
        asked = left(Query.term_query(schema, KIND, kind.name))
        # The order is fixed, so that two hosts widen alike.
        hits = searcher.search(asked, limit=max(1, searcher.num_docs)).hits
        for _, address in hits:
            stored = json.loads(searcher.doc(address)[STORED][0])
            names = (stored["title"], *stored.get("called", ()))
            said = names if kind.proper else (*names, *shorter_names(stored["title"]))
            stems = frozenset(form for name in said for form in forms(name))
            concepts.append(
                NamedValue(kind.names_values_of, stored["slug"], names, stems - {()}, kind.proper)
            )
    for (facet, value), names in registry.places.items():
        stems = frozenset(form for name in names for form in forms(name))
        concepts.append(NamedValue(facet, value, names, stems - {()}, proper=True))
    return Concepts(tuple(sorted(concepts, key=lambda one: (one.facet, one.slug))))


def find(
    words: Sequence[str], concepts: Concepts, is_called: Callable[[str], bool] = lambda _name: False
) -> list[Widening]:
    """Return where words are names, from left to right, the longest names first.

    They are names of concepts, or what ``is_called`` says of several words together: these mean no
    more than themselves.
    """
    by_name, longest = concepts.by_name, max(concepts.longest, CALLED_WORDS)
    said = [stemmed().analyze(canonical(word)) for word in words]
    found: list[Widening] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + longest), start, -1):
            stems = tuple(stem for word in said[start:end] for stem in word)
            if words[start].lower() in STOP_WORDS and end - start == 1:
                continue
            if {words[start].lower(), words[end - 1].lower()} & NO_PART_OF_NAMES:
                continue
            name = " ".join(words[start:end])
            named = (
                concepts.called(name)
                or _meant(words[start:end], by_name.get(stems, []))
                or _in_other_forms(words[start:end], concepts)
                or named_otherwise(words[start:end], concepts)
                or _in_other_forms(without_articles(words[start:end]), concepts)
            )
            if named or (1 < end - start <= CALLED_WORDS and is_called(name)):
                found.append(_widening(words, named, stems, start, end))
                start = end
                break
        else:
            start += 1
    return found


def _meant(words: Sequence[str], named: list[NamedValue]) -> list[NamedValue]:
    """Return what a word names, without what its stem alone would take it for."""
    if len(words) > 1 or not named:
        return [one for one in named if one.proper or _is_said_by(words, one)]
    (word, *others) = unstemmed().analyze(canonical(words[0])) or [""]
    if others:
        return named
    # A place has one name only: who reads means no Reading.
    return [
        one
        for one in named
        if not one.proper and any(kin(word, other) for other in one.single_words)
    ]


def _is_said_by(words: Sequence[str], concept: NamedValue) -> bool:
    """Tell whether words are forms of those of a name, and not only alike by their stems."""
    said = unstemmed().analyze(canonical(" ".join(words)))
    stems = list(map(stem_of, said))
    alike = [one for one in concept.names_of_words if list(map(stem_of, one)) == stems]
    return not alike or any(all(map(is_form, said, one)) for one in alike)


def beginnings(words: Sequence[str]) -> Beginnings:
    """Return what words begin with."""
    return tuple(word[:ALIKE] for word in words)


def _in_other_forms(words: Sequence[str], concepts: Concepts) -> list[NamedValue]:
    """Return what words surely are forms of the name of, as ``lonely`` is of ``loneliness``."""
    said = unstemmed().analyze(canonical(" ".join(words)))
    if len(said) > 1:
        fitting = concepts.by_words.get(beginnings(said), [])
        return list(dict.fromkeys(one for name, one in fitting if all(map(is_form, said, name))))
    if not said:
        return []
    near = concepts.by_word.get(said[0][:BEGINNING], [])
    named = [one for word, one in near if family(said[0], [word])]
    for other in () if named else relatives(said[0]):
        named += [one for word, one in concepts.by_word.get(other[:BEGINNING], []) if word == other]
    return list(dict.fromkeys(named))


def named_otherwise(words: Sequence[str], concepts: Concepts) -> list[NamedValue]:
    """Return what words name that say it in another order, or with another word for help."""
    if is_small(words[0]) or is_small(words[-1]):
        return []
    worded = (one for said in other_wordings(words) for one in concepts.called(said))
    if named := [one for one in dict.fromkeys(worded) if not one.proper]:
        return named
    pair = turned_round(words)
    said = unstemmed().analyze(canonical(" ".join(pair)))
    if not pair or len(said) != len(pair):
        return []
    joined = are_joined(words)
    found = [
        one
        for name, one in concepts.by_words.get(beginnings(said), [])
        if all(map(is_form, said, name)) and alike(said, name) in ((1, 2) if joined else (1,))
    ]
    return list(dict.fromkeys(found))


def _widening(
    words: Sequence[str], concepts: Sequence[NamedValue], said: Stems, start: int, end: int
) -> Widening:
    names = [concept.names[0] for concept in concepts]
    names += [name for one in concepts if not one.proper for name in one.names[1:]]
    others = dict.fromkeys(name for name in names if said not in forms(name))
    said_so = " ".join(words[start:end]).strip(STRAY)
    return Widening(said_so, tuple(concepts), tuple(others), start, end)
