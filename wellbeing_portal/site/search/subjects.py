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
        stems = _stems_of_names(reader, hit)
        return (hit.kind, hit.slug) in values or any(one <= stems for one in told)

    return [hit if is_named(hit) else replace(hit, score=hit.score * UNNAMED) for hit in hits]


def _stems_of_names(reader: Reader, hit: FoundDocument) -> set[str]:
    """Return the stems of all that a subject is called."""
    called = reader.stored(hit.address).get("called", ())
    return {stem for name in (hit.title, *called) for stem in stems_of(name)}
