"""Publishes with a record what it needs."""

from __future__ import annotations

from django.utils import timezone

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import Publishable, Version
from wellbeing_portal.core.versions import keep

from .gate import judge
from .moving import hold_still, put


def publish_with(record: Publishable, by: Actor) -> None:
    """Publish the drafts that go out with ``record``. To be called in its transaction."""
    for one in judge(record).with_it:
        hold_still(one)
        one.published_at = one.published_at or timezone.now()
        one.left_at, one.left_because, one.instead = None, "", None
        put(one, Publishable.State.PUBLISHED, by)
        keep(one, Version.Occasion.PUBLISHED, by=by)
