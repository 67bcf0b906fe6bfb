"""How a record leaves its readers, and how it is brought back or deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor, sign
from wellbeing_portal.core.aggregates.form import FORMS
from wellbeing_portal.core.models import Publishable, Redirect, Version
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.versions import keep

from .moving import hold_still, put, require_reason
from .resting import require_withdrawable, resting_on
from .working_copy import copy_of, discard, keep_standing

State = Publishable.State

KEPT_IN_TRASH = dt.timedelta(days=90)


@transaction.atomic
def withdraw(
    record: Publishable, because: str, *, by: Actor, with_what_rests_on_it: bool = False
) -> None:
    """Take a record from all lists and counts; its page stays, and says why.

    What is published and rests on the record can be withdrawn in the same act.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when no reason is given, or something published rests on the record.
    """
    if with_what_rests_on_it:
        for other in resting_on(record):
            withdraw(other, because, by=by)
    _leave(record, Verb.WITHDRAW, State.WITHDRAWN, because, by)
    keep(record, Version.Occasion.WITHDRAWN, by=by, note=because, note_is_public=True)


@transaction.atomic
def unpublish(
    record: Publishable, because: str, *, by: Actor, instead: Publishable | None = None
) -> None:
    """Take a record and its page from the public; its address leads to ``instead``, or is gone.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when no reason is given, something published rests on the record, or
            what it should lead to is not public.
    """
    if instead is not None and not _can_stand_for(record, instead):
        raise ValidationError(gettext("Choose a published record for the address to lead to."))
    _leave(record, Verb.UNPUBLISH, State.UNPUBLISHED, because, by, instead)
    keep(record, Version.Occasion.UNPUBLISHED, by=by, note=because)


@transaction.atomic
def reopen(record: Publishable, *, by: Actor) -> None:
    """Make a draft again of what was withdrawn or unpublished.

    Its address leads till then where it led.

    Raises:
        NotAllowed: when ``by`` may not.
    """
    hold_still(record)
    require(by, Verb.REOPEN, record)
    record.left_at, record.left_because = None, ""
    put(record, State.DRAFT, by)


@transaction.atomic
def trash(record: Publishable, because: str = "", *, by: Actor) -> None:
    """Put away what is not published; an administrator may delete it after 90 days.

    The address of what readers once saw leads where it led, or says that it is gone.
    A working copy leaves a version of what it said, from which it can be made again.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when something published rests on the record.
    """
    if record.copy_of_id is None:
        because = because or gettext("Not needed.")
        _leave(record, Verb.TRASH, State.TRASHED, because, by, record.instead)
        return
    hold_still(record)
    require(by, Verb.TRASH, record)
    keep(record, Version.Occasion.VISIT, by=by, note=because)
    discard(record)


@transaction.atomic
def take_out(record: Publishable, *, by: Actor) -> None:
    """Make a draft of what lies in the trash.

    Raises:
        NotAllowed: when ``by`` may not.
    """
    hold_still(record)
    require(by, Verb.TAKE_OUT, record)
    record.left_at, record.left_because = None, ""
    put(record, State.DRAFT, by)


@transaction.atomic
def empty(record: Publishable, *, by: Actor) -> None:
    """Delete for good what has lain in the trash for 90 days.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when it has not lain there so long.
        ProtectedError: when another record points at it.
    """
    hold_still(record)
    require(by, Verb.EMPTY, record)
    if not is_ripe(record):
        raise ValidationError(gettext("It has not been in the trash for 90 days."))
    versions, instead = Version.objects.of(record), record.instead
    addresses = [*Redirect.objects.of_record(record).values_list("slug", flat=True), record.slug]
    sign(record, by)
    discard(record)
    if instead is not None:
        Redirect.objects.of(type(instead), addresses).update(record=instead.pk, name="")
    versions.delete()


def is_ripe(record: Publishable) -> bool:
    """Whether a record has lain in the trash for 90 days."""
    return record.left_at is not None and record.left_at <= timezone.now() - KEPT_IN_TRASH


def ripe() -> Iterator[Publishable]:
    """Yield what has lain in the trash so long that it may be deleted for good."""
    before = timezone.now() - KEPT_IN_TRASH
    for model in FORMS:
        rows: Any = model._default_manager
        yield from rows.filter(state=State.TRASHED, left_at__lte=before).order_by("left_at", "pk")


def _can_stand_for(record: Publishable, other: Publishable) -> bool:
    return type(other) is type(record) and other.pk != record.pk and other.is_published


def _leave(
    record: Publishable,
    verb: Verb,
    state: State,
    because: str,
    by: Actor,
    instead: Publishable | None = None,
) -> None:
    hold_still(record)
    require(by, verb, record)
    because = require_reason(because, gettext("Say why."))
    if copy_of(record) is not None:
        raise ValidationError(
            gettext("It has a working copy. Publish that or put it into the trash first.")
        )
    require_withdrawable(record)
    if record.is_published:
        keep_standing(record)
    record.left_at, record.left_because = timezone.now(), because
    record.instead = instead
    put(record, state, by)
