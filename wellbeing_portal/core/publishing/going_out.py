"""The moment in which a record comes before its readers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import Publishable, Version, Work
from wellbeing_portal.core.versions import keep

from .gate import require_publishable
from .moving import put
from .together import publish_with
from .working_copy import apply_copy

State = Publishable.State


def publish_now(record: Publishable, work: Work, by: Actor) -> Publishable:
    """Show a record, or what its working copy says, and all that has to be shown with it.

    Whoever calls this, in a transaction, has asked whether ``by`` may, and holds the record.

    Raises:
        ValidationError: when something stands in the way.
    """
    require_publishable(record)
    publish_with(record, by)
    checked_on = work.checked_on
    said: dict[str, Any] = {
        "reviewer": work.approved_by_name,
        "note": work.note,
        "note_is_public": work.note_is_public,
    }
    if record.copy_of is not None:
        live = apply_copy(record, by=by)
        _remember(work, live)
    else:
        live = record
        live.published_at = live.published_at or timezone.now()
        live.left_at, live.left_because, live.instead = None, "", None
        put(live, State.PUBLISHED, by)
        _finish(work)
    version = keep(live, Version.Occasion.PUBLISHED, by=_writer(work, by), **said)
    if checked_on is not None:
        note_checked(version, checked_on)
    return live


def note_checked(version: Version, day: dt.date) -> None:
    """Keep with a version the day on which somebody said that they checked what it says."""
    version.checked_on = day
    version.save(update_fields=["checked_on"])


def _writer(work: Work, by: Actor) -> Actor:
    """Return in whose name a version is kept: whose the record is, or who acts."""
    return work.owner if work.owner is not None else by


def _remember(work: Work, live: Publishable) -> None:
    """Keep with the record how its working copy went out, which is gone."""
    kept = Work.objects.on(live)
    kept.forced_because, kept.forced_at = work.forced_because, work.forced_at
    kept.approved_by, kept.approved_by_name = work.approved_by, work.approved_by_name
    kept.approved_at = work.approved_at
    if kept.owner is None:
        kept.owner, kept.owner_name = work.owner, work.owner_name
    kept.save()


def _finish(work: Work) -> None:
    work.sent_at = work.sent_back_at = work.publish_on = work.reviewer = None
    work.checked_on = None
    work.sent_back_because = work.note = ""
    work.note_is_public = False
    work.save()
