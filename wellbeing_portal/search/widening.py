"""Synonyms: a word that names a concept also finds what is tagged with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import tantivy
from tantivy import Query

from .declarations import registry
from .schema import KIND, STORED, stemmed
from .words import canonical

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A value of a facet, and all the ways to say it."""

    facet: str
    slug: str
    names: tuple[str, ...]
    stems: frozenset[Stems]


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
    def longest(self) -> int:
        """How many words the longest name has."""
        return max(map(len, self.by_name), default=0)


NO_CONCEPTS = Concepts()


@dataclass(frozen=True, slots=True)
class Widening:
    """Words of a search that name concepts, and what was searched for as well.

    ``names`` are the other ways to say it: the concepts' own names first, then synonyms.
    """

    words: str
    concepts: tuple[NamedValue, ...]
    names: tuple[str, ...]
    start: int
    end: int


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
            names = (stored["title"], *stored.get("synonyms", ()))
            stems = frozenset(form for name in names for form in _forms(name))
            concepts.append(NamedValue(kind.names_values_of, stored["slug"], names, stems - {()}))
    return Concepts(tuple(sorted(concepts, key=lambda one: (one.facet, one.slug))))


def find(words: Sequence[str], concepts: Concepts) -> list[Widening]:
    """Return where words name concepts, from left to right, the longest names first."""
    by_name, longest = concepts.by_name, concepts.longest
    said = [stemmed().analyze(canonical(word)) for word in words]
    found: list[Widening] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + longest), start, -1):
            stems = tuple(stem for word in said[start:end] for stem in word)
            if stems in by_name:
                found.append(_widening(words, by_name[stems], stems, start, end))
                start = end
                break
        else:
            start += 1
    return found


def _widening(
    words: Sequence[str], concepts: Sequence[NamedValue], said: Stems, start: int, end: int
) -> Widening:
    names = [concept.names[0] for concept in concepts]
    names += [name for concept in concepts for name in concept.names[1:]]
    others = dict.fromkeys(name for name in names if said not in _forms(name))
    return Widening(" ".join(words[start:end]), tuple(concepts), tuple(others), start, end)


def _forms(name: str) -> set[Stems]:
    """Return the stems of a name: as written, with hyphens opened, and with words joined."""
    joined = canonical(name).split()
    loose = name.replace("-", " ").split()
    forms = [joined, loose] + [
        [*loose[:i], loose[i] + loose[i + 1], *loose[i + 2 :]] for i in range(len(loose) - 1)
    ]
    return {tuple(stemmed().analyze(canonical(" ".join(form)))) for form in forms}
