"""How well subjects match: by their names rather than by what is told of them elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wellbeing_portal.search import FoundDocument, Reader
from wellbeing_portal.search.analysis import stems_of

UNNAMED = 0.4
"""How much a subject counts whose names say nothing of what was asked for.

Its page tells what accounts say of it: where only that matches, the accounts themselves come first.
"""


def by_their_names(
    reader: Reader, text: str, hits: Sequence[FoundDocument], *, widen: bool
) -> list[FoundDocument]:
    """Return subjects with their scores, as their names deserve them."""
    units = [one for one in reader.worded(text, widen=widen).units if not one.is_general]
    if not units:
        return list(hits)
    rarest = min(units, key=lambda one: reader.count(one.typed))
    told = [set(one.stems) for one in units if one is rarest or one.widening]
    named = [one.widening.concepts for one in units if one.widening]
    values = {(one.facet, one.slug) for concepts in named for one in concepts}

    def is_named(hit: FoundDocument) -> bool:
        names = _stems_of_names(reader, hit)
        return (hit.kind, hit.slug) in values or any(_is_told(one, names) for one in told)

    return [hit if is_named(hit) else replace(hit, score=hit.score * UNNAMED) for hit in hits]


def _is_told(said: set[str], names: Sequence[set[str]]) -> bool:
    """Tell whether words are in the names of a subject, or are half of one alone."""
    held = any(said <= name and len(name) <= 2 * len(said) for name in names)
    return held or (len(said) > 1 and said <= set().union(*names))


def _stems_of_names(reader: Reader, hit: FoundDocument) -> list[set[str]]:
    """Return the stems of each name of a subject."""
    called = reader.stored(hit.address).get("called", ())
    return [set(stems_of(name)) for name in (hit.title, *called)]
