"""How often a link to a new password may be asked for.

It is counted for whatever address somebody gives, whether or not there is such an account, so
that nobody learns from it who has one.
"""

from __future__ import annotations

import datetime as dt
import unicodedata

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wellbeing_portal.curate.models import LinkAsked

WITHIN = dt.timedelta(hours=1)
FOR_ONE_ACCOUNT, FOR_ONE_VISITOR = 3, 10
"""Links within that time: to one e-mail address, and asked for from one place."""


def may_ask(address: str, visitor: str) -> bool:
    """Note that a link to ``address`` is asked for from ``visitor``, and say whether it may be.

    What is refused is not counted: whoever goes on asking may ask again when the time is over.
    """
    wanted = [
        (_digest("account", address), FOR_ONE_ACCOUNT),
        (_digest("visitor", visitor), FOR_ONE_VISITOR),
    ]
    lately = LinkAsked.objects.filter(asked_at__gt=timezone.now() - WITHIN)
    if any(lately.filter(digest=digest).count() >= most for digest, most in wanted):
        return False
    LinkAsked.objects.bulk_create([LinkAsked(digest=digest) for digest, _most in wanted])
    return True


def no_longer_counted() -> QuerySet[LinkAsked]:
    """Return what counts no more."""
    return LinkAsked.objects.filter(asked_at__lte=timezone.now() - WITHIN)


def remove_old(limit: int) -> int:
    """Remove up to so many that count no more, and return how many there were."""
    keys = list(no_longer_counted().order_by("asked_at").values_list("pk", flat=True)[:limit])
    return LinkAsked.objects.filter(pk__in=keys).delete()[0] if keys else 0


def _digest(kind: str, said: str) -> str:
    """Return what stands for an address, however it is written."""
    plain = unicodedata.normalize("NFKC", said).strip().casefold()
    return salted_hmac(f"curate.link_asked.{kind}", plain, algorithm="sha256").hexdigest()
