"""Searches that a list or a page of the portal answers, and not a record."""

from __future__ import annotations

from wellbeing_portal.search import Reader

from .asked_on_front import asked_on_front
from .aspects import aspect_asked
from .briefed import briefing
from .cards import Card
from .failed_for import failed_for
from .guides import guide_to
from .listed import listed, place_alone
from .phrases import plain
from .prioritised import prioritised
from .side_by_side import compared, like
from .works_for import works_for


def way_to(reader: Reader, text: str) -> Card | None:
    """Return the list or the page that answers a search, if one does."""
    asked = plain(text)
    if not asked:
        return None
    return (
        asked_on_front(reader, asked)
        or guide_to(asked)
        or failed_for(reader, asked)
        or compared(reader, asked)
        or like(reader, asked)
        or briefing(reader, asked)
        or prioritised(reader, asked)
        or listed(reader, asked)
        or place_alone(reader, asked)
        or works_for(reader, asked)
        or aspect_asked(reader, asked)
    )
