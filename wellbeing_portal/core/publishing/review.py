"""The way of a record to its readers: sent, sent back, approved, published on a day.

Each verb asks the table of roles, and what the gate refuses none of them lets through. A second
person approves; who publishes without one says why, and that is shown to everybody who edits.
"""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.aggregates import RecordForm, read
from wellbeing_portal.core.models import Publishable, Version, Work
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.roles import Role, Verb, require, role_of
from wellbeing_portal.core.roles.authorship import wrote
from wellbeing_portal.core.versions import keep, keep_as_read
from wellbeing_portal.search import mark

from .gate import judge, require_publishable
from .going_out import note_checked, publish_now
from .moving import hold_still, put, require_reason
from .working_copy import changed_meanwhile, overtaken

State = Publishable.State


@transaction.atomic
def send(
    record: Publishable,
    *,
    by: Actor,
    reviewer: User | None = None,
    note: str = "",
    note_is_public: bool = False,
    said: RecordForm | None = None,
) -> None:
    """Ask a second person to look at a record; ``note`` says what is new in it.

    ``said`` is what the record says, where it was read since this transaction holds it.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when something stands in the way of publishing it.
    """
    hold_still(record)
    require(by, Verb.SEND, record)
    require_publishable(record)
    work = Work.objects.on(record)
    if reviewer is not None:
        _require_reviewer(reviewer)
        work.reviewer = reviewer
    if work.owner is None and isinstance(by, User):
        work.owner, work.owner_name = by, by.get_username()
    work.sent_at, work.sent_back_at, work.sent_back_because = timezone.now(), None, ""
    work.note, work.note_is_public = note, note_is_public
    _forget_approval(work)
    work.save()
    put(record, State.IN_REVIEW, by)
    said = read(record) if said is None else said
    keep_as_read(record, said, Version.Occasion.SENT, by=by, note=note)


@transaction.atomic
def assign(record: Publishable, reviewer: User | None, *, by: Actor) -> None:
    """Say who is asked to review a record, or that anybody is.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when ``reviewer`` may not approve.
    """
    hold_still(record)
    require(by, Verb.ASSIGN, record)
    if reviewer is not None:
        _require_reviewer(reviewer)
    work = Work.objects.on(record)
    work.reviewer = reviewer
    work.save()


@transaction.atomic
def take_back(record: Publishable, *, by: Actor) -> None:
    """Make a draft again of what was sent.

    Raises:
        NotAllowed: when ``by`` may not.
    """
    hold_still(record)
    require(by, Verb.TAKE_BACK, record)
    work = Work.objects.on(record)
    work.sent_at = None
    _forget_approval(work)
    work.save()
    put(record, State.DRAFT, by)


@transaction.atomic
def send_back(record: Publishable, because: str, *, by: Actor) -> None:
    """Return a record to who wrote it, and say what to do.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when no reason is given.
    """
    hold_still(record)
    require(by, Verb.SEND_BACK, record)
    because = because.strip()
    if not because:
        raise ValidationError(gettext("Say what should be done before you send it back."))
    work = Work.objects.on(record)
    work.sent_back_at, work.sent_back_because = timezone.now(), because
    _forget_approval(work)
    work.save()
    put(record, State.DRAFT, by)


@transaction.atomic
def approve(
    record: Publishable,
    *,
    by: Actor,
    publish_on: dt.date | None = None,
    has_checked: bool = False,
) -> Publishable:
    """Let a record go out, and return the record that readers see.

    That is today, or on the day that was set for it; ``publish_on`` sets another. Readers are
    told the day of today if ``by`` has checked the record against its source.

    Raises:
        NotAllowed: when ``by`` may not, or may not set a day.
        ValidationError: when something stands in the way.
    """
    hold_still(record)
    require(by, Verb.APPROVE, record)
    _require_others_work(record, by)
    work = Work.objects.on(record)
    if publish_on is not None and publish_on != work.publish_on:
        require(by, Verb.DATE, record)
    _forget_forcing(work)
    _note_approval(work, by)
    work.checked_on = timezone.localdate() if has_checked else None
    return _go_out(record, work, by, publish_on)


@transaction.atomic
def note_check(record: Publishable, *, by: Actor) -> None:
    """Say that what readers see was checked against its source today, and is right.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when something stands in the way of showing it.
    """
    hold_still(record)
    require(by, Verb.CHECK, record)
    require_publishable(record)
    note_checked(keep(record, Version.Occasion.CHECKED, by=by), timezone.localdate())
    # The record says what it said, but its page does not, and is kept until something changes.
    mark(type(record), [record.pk], ())


@transaction.atomic
def force_publish(
    record: Publishable, because: str, *, by: Actor, publish_on: dt.date | None = None
) -> Publishable:
    """Publish a record without a second person, for a reason, and return what readers see.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when no reason is given or something stands in the way.
    """
    hold_still(record)
    require(by, Verb.FORCE, record)
    because = require_reason(because, gettext("Say why nobody else looks at it first."))
    work = Work.objects.on(record)
    work.forced_because, work.forced_at = because, timezone.now()
    _note_approval(work, by)
    return _go_out(record, work, by, publish_on)


@transaction.atomic
def set_date(record: Publishable, publish_on: dt.date | None, *, by: Actor) -> None:
    """Choose another day for what is approved; without one it goes out with the next look.

    Raises:
        NotAllowed: when ``by`` may not.
    """
    hold_still(record)
    require(by, Verb.DATE, record)
    work = Work.objects.on(record)
    work.publish_on = publish_on
    work.save()


def _go_out(record: Publishable, work: Work, by: Actor, publish_on: dt.date | None) -> Publishable:
    publish_on = publish_on or work.publish_on
    if record.copy_of is not None and (changes := changed_meanwhile(record)):
        raise ValidationError([overtaken(), *changes])
    if publish_on is None or publish_on <= timezone.localdate():
        work.publish_on = None
        return publish_now(record, work, by)
    require_publishable(record)
    work.publish_on = publish_on
    work.save()
    put(record, State.IN_REVIEW, by)
    keep(record, Version.Occasion.APPROVED, by=by, reviewer=work.approved_by_name, note=work.note)
    return record


def _note_approval(work: Work, by: Actor) -> None:
    work.approved_at = timezone.now()
    work.approved_by = by if isinstance(by, User) else None
    work.approved_by_name = by.get_username() if isinstance(by, User) else ""


def _forget_approval(work: Work) -> None:
    work.approved_by = work.approved_at = work.checked_on = None
    work.approved_by_name = ""
    _forget_forcing(work)


def _forget_forcing(work: Work) -> None:
    work.forced_at, work.forced_because = None, ""


def _require_others_work(record: Publishable, by: Actor) -> None:
    """Refuse to approve a record that one's own draft would go out with."""
    for one in judge(record).with_it:
        if wrote(by, one):
            said = gettext("You wrote “%(title)s”, which goes out with this: ask somebody else.")
            raise NotAllowed(said % {"title": one})


def _require_reviewer(account: User) -> None:
    if role_of(account) < Role.REVIEWER:
        raise ValidationError(gettext("This account may not approve, so it cannot be asked."))
