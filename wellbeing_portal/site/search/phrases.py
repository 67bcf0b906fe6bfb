"""What is typed, made plain for patterns, and what the phrases in it name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from django.utils.timezone import localdate

from strategies.council_names.book import NameBook
from wellbeing_portal.search import FoundDocument, NamedValue, Reader, called, name_key, name_keys
from wellbeing_portal.search.words import NO_PART_OF_NAMES, clean

from .cards import ANSWERED

_SIGNS = re.compile(r"[^\w\s&'’.-]|_|(?<!\w)[.'’-]|[.'’-](?!\w)")
_JOINTS = re.compile(r", | and | or ")
_POSSESSIVE = re.compile(r"['’]s\b")

COMPARED = (
    "council",
    *ANSWERED,
    "case-study",
    "strategy",
)
"""Kinds of records that stand side by side, by how likely somebody means them."""


def plain(text: str) -> str:
    """Return what is typed in small letters, one space apart, without signs around words."""
    return " ".join(_SIGNS.sub(" ", clean(text).lower()).split())


def named_by(reader: Reader, phrase: str, kinds: Sequence[str]) -> Sequence[FoundDocument]:
    """Return the records of these kinds that a phrase is a name of, those of the first kind first.

    A phrase without a word that tells anything names nothing.
    """
    if not name_key(phrase) or set(phrase.split()) <= NO_PART_OF_NAMES:
        return ()
    hits = [hit for hit in called(reader, phrase) if hit.kind in kinds]
    if not hits and "council" in kinds:
        hits = councils_called(reader, phrase)
    return sorted(hits, key=lambda hit: kinds.index(hit.kind))


def councils_called(reader: Reader, text: str) -> list[FoundDocument]:
    """Return the councils that have what is typed as a name, however it is written.

    In the place of those that exist no more, or not yet, stand those that do.
    """
    book, today = NameBook.of(reader.memory), localdate()
    there = (after for one in book.called(text) for after in book.in_place_of(one.council, today))
    known = [reader.address("council", pk) for pk in dict.fromkeys(one.pk for one in there)]
    return list(reader.told([(0.0, address) for address in known if address is not None]))


def council_in(reader: Reader, phrase: str) -> FoundDocument | None:
    """Return the council that a phrase names, also as one that something belongs to."""
    hits = named_by(reader, _POSSESSIVE.sub("", phrase), ("council",))
    return hits[0] if hits else None


def value_of(
    named: Sequence[NamedValue], said: str, facets: Collection[str], first: Sequence[str] = ()
) -> NamedValue | None:
    """Return the one value of these facets that words mean, or none where several may be meant.

    Where the words are its very name, other values that they are a synonym of do not count; of
    several, those of the ``first`` facets are meant before others.
    """
    fitting = [one for one in named if one.facet in facets]
    exact = [one for one in fitting if name_key(one.names[0]) == name_key(said)]
    found = exact or fitting
    for facet in first if len(found) > 1 else ():
        if of_facet := [one for one in found if one.facet == facet]:
            found = of_facet
            break
    return found[0] if len(found) == 1 else None


def value_called(reader: Reader, said: str, facet: str) -> str:
    """Return the value that words are a name of, or one of those that its name joins.

    Its very name counts first, then what its name joins, then other names; where several values
    have it, none is meant.
    """
    key = name_key(said)
    values = [one for one in reader.concepts().all if one.facet == facet]
    surest_first = (
        {one.slug: one.names[:1] for one in values},
        {one.slug: _JOINTS.split(one.names[0]) for one in values},
        {one.slug: one.names for one in values},
    )
    for names in surest_first:
        fitting = [slug for slug, said in names.items() if key in name_keys(said)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else ""
    return ""
