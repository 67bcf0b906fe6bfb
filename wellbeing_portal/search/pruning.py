"""Keeps the change log short, a little at a time, by whoever has just brought an index up to date.

A host that missed more than is kept builds its index anew, which takes no longer than to follow.
"""

from __future__ import annotations

import logging
import time

from django.db import Error
from django.db.models import Max, Min

from .models import IndexChange

KEPT = 50_000
"""Rows of the log that are kept: as many changed records as take about as long as a build."""

STEP = 1000
"""Rows that are removed together, unless one version has more."""

EVERY = 60.0
"""Seconds after which a process looks again whether there is something to remove."""

log = logging.getLogger(__name__)


class Pruning:
    """Removes what no host needs, now and then."""

    def __init__(self) -> None:
        self._next = 0.0

    def is_due(self) -> bool:
        """Tell whether it is time to look again; it is not time for another while."""
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + EVERY
        return True


def prune() -> int:
    """Remove some of the oldest rows past those that are kept; return how many.

    A version goes whole or not at all: a host that lacks it must not take the rest for all.
    """
    rows = IndexChange.objects.order_by()
    try:
        ends = rows.aggregate(first=Min("pk"), last=Max("pk"))
        if ends["last"] is None or ends["last"] - ends["first"] < KEPT:
            return 0
        edge = min(
            _version_at(ends["last"] - KEPT + 1),
            max(
                _version_at(min(ends["first"] + STEP, ends["last"])), _version_at(ends["first"]) + 1
            ),
        )
        return rows.filter(version__lt=edge).delete()[0]
    except Error as error:
        # It is tried again; nobody waits for it.
        log.debug("The change log was not shortened: %s", error)
        return 0


def _version_at(key: int) -> int:
    """Return the version of the first row from this key on."""
    rows = IndexChange.objects.filter(pk__gte=key).order_by("pk")
    return rows.values_list("version", flat=True)[:1].get()
