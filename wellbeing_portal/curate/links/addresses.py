"""Which addresses there are to ask, and which of them it is time for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from casestudies.models import WiderEvidence
from strategies.models import Source
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.curate.models import LinkCheck

State = Publishable.State

READ = (State.PUBLISHED, State.WITHDRAWN)
"""What readers see. What a draft cites is nobody's business yet, and no server learns of it."""
AGAIN = dt.timedelta(days=6)
"""An address that answered is asked again after so long; one that failed on another day."""


def with_address() -> Iterator[QuerySet[Any]]:
    """Yield the records that readers can follow to an address, kind by kind."""
    for model in (Source, WiderEvidence):
        yield model._default_manager.filter(state__in=READ).exclude(url="")


def addresses() -> set[str]:
    """Return every address that readers can follow."""
    return {url for rows in with_address() for url in rows.values_list("url", flat=True)}


def due(now: dt.datetime) -> list[str]:
    """Return the addresses that it is time to ask: those that never were, then the oldest first."""
    wanted, today = addresses(), timezone.localdate(now)
    checks = {one.address: one for one in LinkCheck.objects.order_by("checked_at", "pk")}
    known = [one for one in checks.values() if one.address in wanted]
    again = [one.address for one in known if _is_due(one, now, today)]
    return [*sorted(wanted - checks.keys()), *again]


def forget_others() -> int:
    """Forget the addresses that no record has any more, and return how many there were."""
    wanted = addresses()
    stale = [
        key for key, url in LinkCheck.objects.values_list("pk", "address") if url not in wanted
    ]
    return LinkCheck.objects.filter(pk__in=stale).delete()[0] if stale else 0


def _is_due(check: LinkCheck, now: dt.datetime, today: dt.date) -> bool:
    if check.answer == LinkCheck.Answer.FAILS:
        return timezone.localdate(check.checked_at) < today
    return check.checked_at <= now - AGAIN
