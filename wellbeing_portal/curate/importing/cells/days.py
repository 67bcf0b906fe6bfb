"""Reads days as people in Britain write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.core.words import day_in_words

from .naming import FileNames
from .reader import NotAccepted, ReadCell

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NUMBERS = re.compile(r"(\d{1,4})[/.\- ](\d{1,2})[/.\- ](\d{2,4})(?:[ T]00:00(?::00)?)?$")
_NAMED = re.compile(
    r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-]([a-z]{3,9})\.?,?[ \-](\d{2,4})$"
)


@dataclass(frozen=True)
class DateReader:
    """A day as British people write it: the day first. Years first are understood too."""

    @property
    def accepts(self) -> str:
        return gettext("a day such as 31/03/2024, 31 March 2024 or 2024-03-31")

    @property
    def example(self) -> str:
        return "31/03/2024"

    def read(self, text: str, _names: FileNames) -> ReadCell:
        parts = _date_parts(" ".join(text.casefold().split()))
        try:
            day = dt.date(*parts) if parts else None
        except ValueError:
            day = None
        if day is None:
            raise NotAccepted(gettext("This is no day of the calendar."))
        if not 1000 <= day.year <= 2200:
            raise NotAccepted(gettext("This year cannot be meant."))
        return ReadCell(day, "" if text == day.isoformat() else day_in_words(day))

    def written(self, value: Any) -> Any:
        return value


def _date_parts(text: str) -> tuple[int, int, int] | None:
    found = _NUMBERS.match(text)
    if found:
        first, middle, last = (int(part) for part in found.groups())
        if len(found[1]) == 4:
            return (first, middle, last) if len(found[3]) == 2 else None
        return (_year(found[3]), middle, first) if len(found[1]) < 3 else None
    found = _NAMED.match(text)
    if found and found[2][:3] in _MONTHS:
        return _year(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1])
    return None


def _year(text: str) -> int:
    """Return a year; of two digits it is one within fifty years."""
    if len(text) == 3:
        return 0
    year = int(text)
    if len(text) == 2:
        year += 2000 if year < 50 else 1900
    return year
