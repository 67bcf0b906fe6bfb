"""The way of a record to its readers: sent, sent back, approved, published on a day.

Each verb asks the table of roles, and what the gate refuses none of them lets through. A second
person approves; who publishes without one says why, and that is shown to everybody who edits.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.acting import SYSTEM, Actor
from wellbeing_portal.core.aggregates import read
from wellbeing_portal.core.models import Publishable, Version, Work
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.roles import Role, Verb, require, role_of
from wellbeing_portal.core.roles.authorship import wrote
from wellbeing_portal.core.versions import as_form, keep

from .gate import require_publishable
from .moving import hold_still, put, require_reason
from .together import goes_with, publish_with, require_publishable_together
from .working_copy import apply_copy, changed_meanwhile, overtaken

State = Publishable.State


@transaction.atomic
def send(
    record: Publishable,
    *,
    by: Actor,
    reviewer: User | None = None,
    note: str = "",
    note_is_public: bool = False,
) -> None:
    """Ask a second person to look at a record; ``note`` says what is new in it.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when something stands in the way of publishing it.
    """
    hold_still(record)
    require(by, Verb.SEND, record)
    require_publishable_together(record)
    work = Work.objects.on(record)
    if reviewer is not None:
        _require_reviewer(reviewer)
        work.reviewer = reviewer
    work.sent_at, work.sent_back_at, work.sent_back_because = timezone.now(), None, ""
    work.note, work.note_is_public = note, note_is_public
    _forget_approval(work)
    work.save()
    put(record, State.IN_REVIEW, by)
    keep(record, Version.Occasion.SENT, by=by, note=note)


@transaction.atomic
def assign(record: Publishable, reviewer: User | None, *, by: Actor) -> None:
    """Say who is asked to review a record, or that anybody is.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when ``reviewer`` may not approve.
    """
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
    because = require_reason(because, gettext("Say what should be done before you send it back."))
    work = Work.objects.on(record)
    work.sent_back_at, work.sent_back_because = timezone.now(), because
    _forget_approval(work)
    work.save()
    put(record, State.DRAFT, by)


@transaction.atomic
def approve(record: Publishable, *, by: Actor, publish_on: dt.date | None = None) -> Publishable:
    """Let a record go out, today or on ``publish_on``, and return the record that readers see.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when something stands in the way.
    """
    hold_still(record)
    require(by, Verb.APPROVE, record)
    _require_others_work(record, by)
    work = Work.objects.on(record)
    _forget_forcing(work)
    work.approved_at, work.approved_by_name = timezone.now(), _name(by)
    work.approved_by = by if isinstance(by, User) else None
    return _go_out(record, work, by, publish_on)


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
    work.approved_at, work.approved_by_name = timezone.now(), _name(by)
    work.approved_by = by if isinstance(by, User) else None
    return _go_out(record, work, by, publish_on)


@transaction.atomic
def set_date(record: Publishable, publish_on: dt.date | None, *, by: Actor) -> None:
    """Choose another day for what is approved; without one it goes out with the next look.

    Raises:
        NotAllowed: when ``by`` may not.
    """
    require(by, Verb.DATE, record)
    work = Work.objects.on(record)
    work.publish_on = publish_on
    work.save()


@transaction.atomic
def publish_due(record: Publishable, *, on: dt.date | None = None) -> Publishable | None:
    """Publish an approved record whose day has come, and return it; None if it has not.

    Raises:
        ValidationError: when something stands in the way by now, or it was changed since it was
            approved.
    """
    hold_still(record)
    work = Work.objects.on(record)
    today = on or timezone.localdate()
    if record.state != State.IN_REVIEW or work.approved_at is None:
        return None
    if work.publish_on is not None and work.publish_on > today:
        return None
    _require_as_approved(record)
    return _publish(record, work, SYSTEM)


def _go_out(record: Publishable, work: Work, by: Actor, publish_on: dt.date | None) -> Publishable:
    if record.copy_of is not None and (changes := changed_meanwhile(record)):
        raise ValidationError([overtaken(), *changes])
    if publish_on is None or publish_on <= timezone.localdate():
        work.publish_on = None
        return _publish(record, work, by)
    require_publishable_together(record)
    work.publish_on = publish_on
    work.save()
    put(record, State.IN_REVIEW, by)
    keep(record, Version.Occasion.APPROVED, by=by, reviewer=work.approved_by_name, note=work.note)
    return record


def _publish(record: Publishable, work: Work, by: Actor) -> Publishable:
    """Show a record, or what its working copy says, and all that has to be shown with it."""
    publish_with(record, by)
    said: dict[str, Any] = {
        "reviewer": work.approved_by_name,
        "note": work.note,
        "note_is_public": work.note_is_public,
    }
    if record.copy_of is not None:
        live = apply_copy(record, by=by)
        _remember_forcing(work, live)
    else:
        live = record
        require_publishable(live)
        live.published_at = live.published_at or timezone.now()
        _leave(live, None, "")
        put(live, State.PUBLISHED, by)
        _finish(work)
    keep(live, Version.Occasion.PUBLISHED, by=_writer(work, by), **said)
    return live


def _writer(work: Work, by: Actor) -> Actor:
    """Return in whose name a version is kept: whose the record is, or who acts."""
    return work.owner if work.owner is not None else by


def _remember_forcing(work: Work, live: Publishable) -> None:
    if work.forced_at is not None:
        kept = Work.objects.on(live)
        kept.forced_because, kept.forced_at = work.forced_because, work.forced_at
        kept.owner, kept.owner_name = work.owner, work.owner_name
        kept.save()


def _finish(work: Work) -> None:
    work.sent_at = work.sent_back_at = work.publish_on = work.reviewer = None
    work.sent_back_because = work.note = ""
    work.note_is_public = False
    work.save()


def _forget_approval(work: Work) -> None:
    work.approved_by = work.approved_at = work.publish_on = None
    work.approved_by_name = ""
    _forget_forcing(work)


def _forget_forcing(work: Work) -> None:
    work.forced_at, work.forced_because = None, ""


def _require_others_work(record: Publishable, by: Actor) -> None:
    """Refuse to approve a record that one's own draft would go out with."""
    for one in goes_with(record):
        if wrote(by, one):
            said = gettext("You wrote “%(title)s”, which goes out with this: ask somebody else.")
            raise NotAllowed(said % {"title": one})


def _require_as_approved(record: Publishable) -> None:
    """Refuse what somebody has changed since it was approved."""
    approved = Version.objects.of(record).filter(occasion=Version.Occasion.APPROVED).first()
    if approved is not None and as_form(approved) != read(record):
        raise ValidationError(
            gettext("It was changed after it was approved, so that it has to be approved again.")
        )


def _leave(record: Publishable, at: dt.datetime | None, because: str) -> None:
    record.left_at, record.left_because, record.instead = at, because, None


def _require_reviewer(account: User) -> None:
    if role_of(account) < Role.REVIEWER:
        raise ValidationError(gettext("This account may not approve, so it cannot be asked."))


def _name(by: Actor) -> str:
    return by.get_username() if isinstance(by, User) else ""
