"""Searches for two groups or two subjects at once: the accounts that are about both."""

from __future__ import annotations

from collections.abc import Sequence

from wellbeing_portal.search import FoundDocument, Reader
from wellbeing_portal.search.worded import Unit
from wellbeing_portal.search.words import parts_joined

from .cards import ANSWERED, LISTED, Card
from .list_words import AskedOfList
from .listed import CASE_STUDIES, list_card, of_joined_name
from .phrases import named_by, plain, value_of

MOST = 3
"""Things that are asked for at once."""
WORDS = "q"
"""The parameter of what is asked for by its words: a list finds either of two in one facet."""


def both_list(reader: Reader, text: str) -> Card | None:
    """Return the list of case studies on all that is named, where nothing else was typed."""
    named = _all_named(reader, text)
    if not named:
        return None
    read = AskedOfList()
    for facet, slug, name in named:
        if facet == WORDS or facet in read.about:
            read.words.append(name)
        else:
            read.about[facet] = [slug]
    return list_card(reader, CASE_STUDIES, read, whole=False)


def both_subjects(reader: Reader, text: str) -> Sequence[FoundDocument]:
    """Return the subjects that are named, of the family of the first."""
    named = [one for one in _all_named(reader, text) if one[0] in ANSWERED]
    return [
        hit
        for facet, slug, name in named
        for hit in named_by(reader, name, (facet,))
        if facet == named[0][0] and hit.slug == slug
    ]


def _all_named(reader: Reader, text: str) -> Sequence[tuple[str, str, str]]:
    """Return what is named: groups, or subjects that “and” joins; nothing where more is said."""
    said = reader.worded(plain(text))
    units = said.units
    if len(units) < 2 or any(one.widening is None or one.is_name for one in units):
        return ()
    named = list(dict.fromkeys(_named(reader, one) for one in units))
    facets = [facet for facet, _slug, _name in named]
    if not 1 < len(named) <= MOST or all(one == WORDS for one in facets):
        return ()
    joined = len(parts_joined(text)) > 1 and not said.asks
    return named if joined or all(one in LISTED for one in facets) else ()


def _named(reader: Reader, unit: Unit) -> tuple[str, str, str]:
    """Return the facet, the value and the name that words choose; a theme is asked by its words."""
    concepts = unit.widening.concepts if unit.widening else ()
    value = value_of(concepts, unit.words, CASE_STUDIES.about, ANSWERED)
    if value is not None:
        return value.facet, value.slug, value.names[0]
    if chosen := of_joined_name(reader, unit.words, CASE_STUDIES.about, ANSWERED):
        facet, slug = chosen
        names = (one.names[0] for one in reader.concepts().all if (one.facet, one.slug) == chosen)
        return facet, slug, next(names)
    return WORDS, "", unit.words
