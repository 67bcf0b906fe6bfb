"""Whose a record is."""

from __future__ import annotations

from django.contrib.auth.models import User

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import Publishable, Work


def own(record: Publishable, by: Actor) -> Work:
    """Note that ``by`` began a record, and return the work on it."""
    work = Work.objects.on(record)
    if isinstance(by, User):
        work.owner, work.owner_name = by, by.get_username()
    work.save()
    return work
