"""Steps that every verb of publishing takes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from wellbeing_portal.core.acting import Actor, sign
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.locking import hold
from wellbeing_portal.core.roles.authorship import MOVED


def hold_still(record: Publishable) -> None:
    """Keep a record as it is till the transaction ends, and know all that it says by now.

    Whoever looked at it before may have seen it otherwise, and saving it must not bring that back.

    Raises:
        ObjectDoesNotExist: when it is not there any more.
    """
    hold(record)
    record.refresh_from_db()


def put(record: Publishable, state: Publishable.State, by: Actor) -> None:
    """Save a record in another state, moved there by ``by``, who wrote nothing of it by that."""
    moved: Any = record
    moved.state = state
    sign(moved, by)
    moved._change_reason = MOVED
    moved.save()
    del moved._change_reason


def require_reason(said: str, message: str) -> str:
    """Return a reason as it is kept.

    Raises:
        ValidationError: with ``message``, when nothing is said.
    """
    if not said.strip():
        raise ValidationError(message)
    return said.strip()
