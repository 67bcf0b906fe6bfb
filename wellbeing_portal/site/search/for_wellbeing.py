"""Searches for a subject or a group and wellbeing: all here is about that, the other is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wellbeing_portal.search import FoundDocument, Reader

from .cards import ANSWERED, LISTED
from .phrases import named_by, plain, value_called

_GOOD = r"(?:(?:mental|physical|public|emotional|our|people s|residents) )*"
_WELLBEING = rf"{_GOOD}(?:health|well ?-?being|mental ill(?:ness| health))"
_BOTH = rf"{_WELLBEING}(?: and {_WELLBEING})?"
_ASKED = (
    re.compile(rf"^(?P<what>.+?) (?:and|for|on|&) {_BOTH}$"),
    re.compile(rf"^{_BOTH} (?:and|&) (?P<what>.+)$"),
    re.compile(
        rf"^(?:the )?(?:{_BOTH} )?(?:benefits?|impacts?|effects?) (?:of|from) (?P<what>.+?)"
        rf"(?: (?:on|for) {_BOTH})?$"
    ),
)


_OF_WHOM = (
    re.compile(rf"^(?P<what>.+?)(?:['’]s?)? {_BOTH}$"),
    re.compile(rf"^{_BOTH} (?:of|for|in|among) (?P<what>.+)$"),
)


def for_wellbeing(reader: Reader, text: str) -> Sequence[FoundDocument]:
    """Return the subject that is asked for beside wellbeing, or the group: carers' wellbeing."""
    asked = plain(text)
    for said in _said_by(_ASKED, asked):
        if hits := named_by(reader, said, ANSWERED) or _joined(reader, said):
            return hits[:1]
    for said in _said_by(_OF_WHOM, asked):
        if hits := named_by(reader, said, LISTED):
            return hits[:1]
    return ()


def _said_by(patterns: Sequence[re.Pattern[str]], asked: str) -> Iterator[str]:
    found = (pattern.match(asked) for pattern in patterns)
    yield from (one["what"] for one in found if one)


def _joined(reader: Reader, said: str) -> Sequence[FoundDocument]:
    """Return the subject whose name joins what is said with more: nature and green space."""
    for family in ANSWERED:
        slug = value_called(reader, said, family)
        values = (one for one in reader.concepts().all if (one.facet, one.slug) == (family, slug))
        name = next((one.names[0] for one in values), "")
        if name and "," not in name:
            return named_by(reader, name, (family,))
    return ()
