"""Publishes what was approved for a day, when the day has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import difference, read
from wellbeing_portal.core.models import Publishable, Version, Work
from wellbeing_portal.core.versions import as_form

from .going_out import publish_now
from .moving import hold_still

State = Publishable.State


def due(on: dt.date | None = None) -> Iterator[Publishable]:
    """Yield the records of every kind that were approved for a day which has come."""
    today = on or timezone.localdate()
    approved = Work.objects.filter(
        Q(publish_on=None) | Q(publish_on__lte=today), approved_at__isnull=False
    )
    for kind in approved.order_by("kind").values_list("kind", flat=True).distinct():
        model: Any = apps.get_model(kind)
        keys = approved.filter(kind=kind).values("record")
        yield from model._default_manager.filter(pk__in=keys, state=State.IN_REVIEW).order_by("pk")


@transaction.atomic
def publish_due(record: Publishable, *, on: dt.date | None = None) -> Publishable | None:
    """Publish an approved record whose day has come, and return what readers see of it.

    None if its day has not come, or if somebody else has published it meanwhile.

    Raises:
        ValidationError: when something stands in the way by now.
    """
    hold_still(record)
    work = Work.objects.on(record)
    today = on or timezone.localdate()
    if record.state != State.IN_REVIEW or work.approved_at is None:
        return None
    if work.publish_on is not None and work.publish_on > today:
        return None
    _require_as_approved(record)
    return publish_now(record, work, SYSTEM)


def _require_as_approved(record: Publishable) -> None:
    """Refuse what was changed after somebody approved it.

    Raises:
        ValidationError: with what was changed.
    """
    approved = Version.objects.of(record).filter(occasion=Version.Occasion.APPROVED).first()
    changes = difference(as_form(approved), read(record)) if approved is not None else []
    if changes:
        said = gettext("It has been changed since it was approved. Somebody has to approve it.")
        raise ValidationError([said, *map(str, changes)])
