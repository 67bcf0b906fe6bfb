"""Searches for a subject and wellbeing: all here is about that, so that the subject is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wellbeing_portal.search import FoundDocument, Reader

from .cards import ANSWERED
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


def for_wellbeing(reader: Reader, text: str) -> Sequence[FoundDocument]:
    """Return the subject that is asked for beside wellbeing: arts and mental health."""
    asked = plain(text)
    for pattern in _ASKED:
        found = pattern.match(asked)
        if found and (
            hits := named_by(reader, found["what"], ANSWERED) or _joined(reader, found["what"])
        ):
            return hits[:1]
    return ()


def _joined(reader: Reader, said: str) -> Sequence[FoundDocument]:
    """Return the subject whose name joins what is said with more: nature and green space."""
    for family in ANSWERED:
        slug = value_called(reader, said, family)
        values = (one for one in reader.concepts().all if (one.facet, one.slug) == (family, slug))
        if name := next((one.names[0] for one in values), ""):
            return named_by(reader, name, (family,))
    return ()
