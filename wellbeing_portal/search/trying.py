"""A search as it would be if a concept had one more name; nothing is written for it."""

from __future__ import annotations

from dataclasses import replace

from .reader import Reader
from .widening import Concepts, NamedValue
from .wordings import forms


def with_name(reader: Reader, facet: str, slug: str, name: str) -> Reader | None:
    """Return a reader to whom the concept has one more name; None where it is in no search yet.

    Documents are tagged with concepts and do not hold their names, so that it finds what will be
    found when the name is saved.
    """
    known = reader.concepts()
    there = next((one for one in known.all if (one.facet, one.slug) == (facet, slug)), None)
    if there is None:
        return None
    named = [_named_too(one, name) if one is there else one for one in known.all]
    return reader.reading_by(Concepts(tuple(named)))


def _named_too(concept: NamedValue, name: str) -> NamedValue:
    stems = concept.stems | (forms(name) - {()})
    return replace(concept, names=(*concept.names, name), stems=frozenset(stems))
