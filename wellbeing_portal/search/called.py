"""Records that are called just what somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

from tantivy import Occur, Query

from .analysis import name_key
from .asked import subject_of
from .declarations import registry
from .matches import Found
from .narrowing import any_of, filtered
from .reader import Reader
from .schema import CALLED
from .words import parse

MANY = 12


def called(reader: Reader, text: str) -> Sequence[Found]:
    """Return the records whose name, or other name, is all of ``text`` or what it asks about.

    Those come first that the words also fit best.
    """
    parts = parse(text)
    if any(one.excluded for one in parts):
        return ()
    words = [one.text for one in parts]
    for said in (words, subject_of(words)):
        key = name_key(" ".join(said))
        if key and (found := _called(reader, text, [key])):
            return found
    return _named(reader, " ".join(words))


def named_in(reader: Reader, text: str) -> list[str]:
    """Return the parts of a search that name a concept, where it has other parts as well."""
    units = reader.worded(text).units
    if len(units) < 2:
        return []
    return [one.words for one in units if one.widening and one.widening.told]


def _named(reader: Reader, text: str) -> Sequence[Found]:
    """Return the concept that all the words together name in other forms, if it is one."""
    units = reader.worded(text).units
    if len(units) != 1 or units[0].widening is None or units[0].is_name:
        return ()
    concepts = units[0].widening.concepts
    keys = {key for one in concepts for key in one.keys}
    slugs = {(one.facet, one.slug) for one in concepts}
    hits = _called(reader, text, sorted(keys))
    return [one for one in hits if (one.kind, one.slug) in slugs]


def _called(reader: Reader, text: str, keys: Sequence[str]) -> Sequence[Found]:
    kinds = [kind.name for kind in registry.kinds.values() if kind.suggest]
    alike = Query.const_score_query(any_of(reader.schema, CALLED, keys), 1.0)
    units = reader.worded(text).units
    ranked = [(Occur.Must, alike), *((Occur.Should, one.query) for one in units)]
    return reader.found(filtered(Query.boolean_query(ranked), [reader.kind_of(kinds)]), MANY)
