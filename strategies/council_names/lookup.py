"""The one way to look a council up."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext

from wellbeing_portal.search import IndexUnavailable, current

from .book import SHOWN, FoundCouncil, NameBook
from .spelling import is_postcode


def name_book() -> NameBook:
    """Return the book of all names, also where there is no index that could keep it.

    Whoever has a reader of the index at hand asks ``NameBook.of(reader.memory)``.
    """
    try:
        return NameBook.of(current().memory)
    except IndexUnavailable:
        return NameBook.read()


def find_councils(
    text: str, *, on: dt.date | None = None, limit: int = SHOWN
) -> list[FoundCouncil]:
    """Return councils that ``text`` names or begins to name, the nearest first.

    Each is found by every name it has: official, short, Welsh, Gaelic, initials, common, former,
    and its GSS code. A former council is followed by those that are there in its place.
    """
    return name_book().find(text, on=on, limit=limit)


def no_postcodes(text: str) -> str:
    """Return what is said to who typed a postcode, or nothing."""
    if not is_postcode(text):
        return ""
    return gettext(
        "Postcodes are not known here. Type the name of a council instead, or of a place that has "
        "one, such as Leeds or Ynys Môn."
    )
