"""Every write on publishable records that means something.

Each asks whether ``by`` may change records of the kind, and raises PermissionDenied if not. None
takes from the public what something published rests on: then it raises ValidationError.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor, require_right
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.locking import hold

from .gate import require_publishable
from .moving import put
from .resting import require_withdrawable
from .together import publish_with
from .working_copy import copy_of


@transaction.atomic
def publish(record: Publishable, *, by: Actor) -> None:
    """Show ``record`` to the public, with the drafts that it needs.

    Raises:
        PermissionDenied: when ``by`` may not.
        ValidationError: when something is missing that a published record needs.
    """
    require_right(by, "change", record)
    _require_alone(record)
    require_publishable(record)
    publish_with(record, by)
    record.published_at = record.published_at or timezone.now()
    _move(record, Publishable.State.PUBLISHED, by)


@transaction.atomic
def submit_for_review(record: Publishable, *, by: Actor) -> None:
    """Ask another curator to look at ``record`` before it is published."""
    _move(record, Publishable.State.IN_REVIEW, by)


@transaction.atomic
def unpublish(record: Publishable, *, by: Actor) -> None:
    """Take ``record`` out of the public's sight and keep it."""
    _move(record, Publishable.State.UNPUBLISHED, by)


@transaction.atomic
def return_to_draft(record: Publishable, *, by: Actor) -> None:
    """Take ``record`` back for more work."""
    _move(record, Publishable.State.DRAFT, by)


def _require_alone(record: Publishable) -> None:
    """Refuse a working copy, and a record that has one: their ways are the editor's."""
    if record.copy_of_id is not None:
        raise ValidationError(gettext("This is a working copy: it is approved in the editor."))
    if copy_of(record) is not None:
        raise ValidationError(
            gettext("It has a working copy. Publish that or put it into the trash first.")
        )


def _move(record: Publishable, state: Publishable.State, by: Actor) -> None:
    require_right(by, "change", record)
    _require_alone(record)
    if state != Publishable.State.PUBLISHED:
        hold(record)
        require_withdrawable(record)
    put(record, state, by)
