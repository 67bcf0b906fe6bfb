"""Names in a line: a few of them, and how many more; and by way of which something is known."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from wellbeing_portal.core.words import joined, spelt

SEVERAL = 2
"""Outcomes and bodies named in one line before it says how many more there are."""


def several(names: Sequence[str], most: int = SEVERAL) -> str:
    """Return a few names, and how many more there are."""
    rest = len(names) - most
    more = [gettext("%(rest)s more") % {"rest": rest}] if rest > 0 else []
    return joined([*names[:most], *more])


def through(narrower: Sequence[str]) -> str:
    """Return by way of what narrower concepts something is known; nothing without any."""
    return gettext("through %(narrower)s") % {"narrower": several(narrower)} if narrower else ""


def through_how_many(narrower: Sequence[str]) -> str:
    """Return the same in few words: only a single one is named."""
    if len(narrower) < 2:
        return through(narrower)
    return gettext("through %(number)s narrower ones") % {"number": spelt(len(narrower))}
