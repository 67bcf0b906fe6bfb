"""What somebody means who types a name: a record that is called so."""

from __future__ import annotations

from collections.abc import Sequence

from wellbeing_portal.search import (
    FoundDocument,
    Reader,
    called,
    is_in_a_title,
    keys_of,
    name_key,
    shorter_names,
)

from .cards import ANSWERED, LISTED
from .crossed import crossed
from .effects import effect_asked
from .for_wellbeing import for_wellbeing
from .groups import KINDS
from .phrases import councils_called

MEANT = 4
"""Records of one name that are shown as what is meant."""


def what_is_meant(reader: Reader, text: str) -> Sequence[FoundDocument]:
    """Return the records that are called what was typed, of the one kind that it most likely is.

    Councils are known in every way of writing their names. Of a question whether one thing does
    another, the first of them is meant.
    """
    keys = keys_of(text)
    hits = [
        hit
        for hit in called(reader, text)
        if hit.kind in RANKED and (hit.kind not in LISTED or _is_a_group(reader, hit, text, keys))
    ]
    hits.sort(key=lambda hit: (not _is_named(hit, keys), RANKED.index(hit.kind)))
    if not hits:
        asked = effect_asked(reader, text)
        hits = [asked.cause] if asked else councils_called(reader, text)
    hits = hits or list(for_wellbeing(reader, text)) or list(crossed(reader, text))
    return [hit for hit in hits if hit.kind == hits[0].kind][:MEANT]


RANKED = (
    "council",
    "approach",
    "outcome",
    "enabler",
    "theme",
    "framework",
    "strategy",
    "case-study",
    "initiative",
    "population",
    "setting",
)
"""Kinds by how likely somebody means them who types just a name; a source is never meant."""
OF_SUBJECTS = ("council", *KINDS["concepts"])


def _is_a_group(reader: Reader, hit: FoundDocument, text: str, keys: Sequence[str]) -> bool:
    """Tell whether a group or a setting is meant: by its very name, or by one in no title.

    These have no page that answers, so that an account or a subject that is called so comes first.
    """
    if _is_named(hit, keys):
        return True
    said = " ".join(one.words for one in reader.worded(text).units)
    return not is_in_a_title(reader, said, (*ANSWERED, "case-study"))


def _is_named(hit: FoundDocument, keys: Sequence[str]) -> bool:
    """Tell whether a subject or a council is named by its very name, and not by another."""
    names = (hit.title, *shorter_names(hit.title))
    return hit.kind in OF_SUBJECTS and any(name_key(name) in keys for name in names)
