"""Steps that every verb of publishing takes."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from wellbeing_portal.core.acting import Actor, sign
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.locking import hold


def hold_still(record: Publishable) -> None:
    """Keep a record as it is till the transaction ends, and know its state as it is now.

    Raises:
        ObjectDoesNotExist: when it is not there any more.
    """
    hold(record)
    record.refresh_from_db(fields=["state"])


def put(record: Publishable, state: Publishable.State, by: Actor) -> None:
    """Save a record in another state, as the work of ``by``."""
    record.state = state
    sign(record, by)
    record.save()


def require_reason(said: str, message: str) -> str:
    """Return a reason as it is kept.

    Raises:
        ValidationError: with ``message``, when nothing is said.
    """
    if not said.strip():
        raise ValidationError(message)
    return said.strip()
