"""What is published together with the record that needs it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import Publishable, Version
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.versions import keep

from .moving import put


def goes_with(record: Publishable) -> list[Publishable]:
    """Return the drafts that ``record`` rests on and that can be published with it, in one act."""
    return [about for about in _needed(record) if not about.reasons_not_to_publish()]


def refused_alone(record: Publishable) -> list[str]:
    """Return what stands in the way of a record when all that can goes out with it."""
    together = goes_with(record)
    return [
        reason
        for reason in record.reasons_not_to_publish()
        if not (isinstance(reason, Reason) and reason.about in together)
    ]


def require_publishable_together(record: Publishable) -> None:
    """Refuse a record that may not be published even with all that can go out with it.

    Raises:
        ValidationError: with every reason.
    """
    if refused := refused_alone(record):
        raise ValidationError(refused)


def publish_with(record: Publishable, by: Actor) -> None:
    """Publish the drafts that go with ``record``."""
    for one in goes_with(record):
        one.published_at = one.published_at or timezone.now()
        put(one, Publishable.State.PUBLISHED, by)
        keep(one, Version.Occasion.PUBLISHED, by=by)


def _needed(record: Publishable) -> list[Publishable]:
    return [
        reason.about
        for reason in record.reasons_not_to_publish()
        if isinstance(reason, Reason)
        and isinstance(reason.about, Publishable)
        and reason.about.state in {Publishable.State.DRAFT, Publishable.State.IN_REVIEW}
        and reason.about.copy_of_id is None
    ]
