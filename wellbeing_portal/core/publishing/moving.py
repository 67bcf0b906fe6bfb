"""Steps that every verb of publishing takes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor, sign
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.locking import hold
from wellbeing_portal.core.roles.authorship import MOVED
from wellbeing_portal.search.changes import lock

LONGEST_REASON = 300

STANDING = ("state", "published_at", "left_at", "left_because", "instead", "updated_at")
"""The fields that say where a record stands, and not what it says."""


def hold_still(record: Publishable) -> None:
    """Keep a record as it is till the transaction ends, and know it as it is now.

    Changes of content are put in order first, as those who save a section do it: whoever took
    the record first could wait for them while they wait for the record.

    Raises:
        ObjectDoesNotExist: when it is not there any more.
    """
    lock()
    hold(record)
    record.refresh_from_db()


def put(record: Publishable, state: Publishable.State, by: Actor) -> None:
    """Save a record in another state, as the work of ``by``, who has written nothing in it."""
    record.state = state
    sign(record, by, MOVED)
    record.save(update_fields=STANDING)
    sign(record, by)


def require_reason(said: str, message: str) -> str:
    """Return a reason as it is kept.

    Raises:
        ValidationError: with ``message`` when nothing is said, or when it is too long.
    """
    said = said.strip()
    if not said:
        raise ValidationError(message)
    if len(said) > LONGEST_REASON:
        raise ValidationError(
            gettext("Say it in %(most)s letters at most.") % {"most": LONGEST_REASON}
        )
    return said
