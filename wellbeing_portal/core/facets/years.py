"""The years of whatever has a period: from when it goes on, and until when."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_noop

from wellbeing_portal.core.models.period import YEAR

from .ranges import Range, RangeEnd

FIRST_YEAR, LAST_YEAR = YEAR[0].limit_value, YEAR[1].limit_value

DATED = Q(start_year__isnull=False) | Q(end_year__isnull=False)
"""Without any year a record is neither before nor after."""


def goes_on_until(year: int) -> Q:
    """Return the condition that something had not ended before ``year``; no end is no end yet."""
    return DATED & (Q(end_year__isnull=True) | Q(end_year__gte=year))


def began_by(year: int) -> Q:
    """Return the condition that something had begun by ``year``."""
    return DATED & (Q(start_year__isnull=True) | Q(start_year__lte=year))


def period_numbers(start: int | None, end: int | None) -> dict[str, int]:
    """Return the years for filtering. An end that is not known is open; no years, no numbers."""
    if start is None and end is None:
        return {}
    return {"start": start or FIRST_YEAR, "end": end or LAST_YEAR}


def years() -> Range:
    """Return the range of a period."""
    return Range(
        ("start_year", "end_year"),
        ("start", "end"),
        period_numbers,
        (
            RangeEnd(
                "from",
                "end",
                gettext_noop("Running in this year or later"),
                gettext_noop("running in {} or later"),
                goes_on_until,
            ),
            RangeEnd(
                "to",
                "start",
                gettext_noop("Started in this year or earlier"),
                gettext_noop("started in {} or earlier"),
                began_by,
                at_most=True,
            ),
        ),
    )
