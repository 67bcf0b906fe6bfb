"""Who wrote what waits for approval."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import Publishable, Version, Work

MOVED = "moved"
"""The reason that the history has for a version in which only the state is another."""

VOCABULARY = "vocabulary"
"""The reason for a version that follows from a change of the vocabulary."""

UNWRITTEN = (MOVED, VOCABULARY)
"""Whoever caused such versions has written nothing in the record."""


def wrote(by: Actor, record: Publishable) -> bool:
    """Whether somebody began a record, or changed it since it was last published."""
    if not isinstance(by, AbstractUser):
        return False
    if Work.objects.on(record).owner_id == by.pk:
        return True
    model: Any = type(record)
    changes = model.history.filter(id=record.pk, history_user=by)
    changes = changes.exclude(history_change_reason__in=UNWRITTEN)
    published = Version.objects.of(record).filter(occasion=Version.Occasion.PUBLISHED).first()
    if published is not None and record.copy_of_id is None:
        changes = changes.filter(history_date__gt=published.made_at)
    return changes.exists()
