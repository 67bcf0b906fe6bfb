"""Every write on publishable records that means something."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wellbeing_portal.core.models import Publishable

from .models import Strategy


def reasons_not_to_publish(record: Publishable) -> list[str]:
    """Return what is missing before the public may see ``record``, in plain words."""
    if isinstance(record, Strategy) and not record.councils.exists():
        return ["Name at least one council before you publish this strategy."]
    return []


@transaction.atomic
def publish(record: Publishable, *, by: Any, reasons: Any = reasons_not_to_publish) -> None:
    """Show ``record`` to the public.

    Raises:
        ValidationError: when something is missing that a published record needs.
    """
    missing = reasons(record)
    if missing:
        raise ValidationError(missing)
    record.published_at = record.published_at or timezone.now()
    _move(record, Publishable.State.PUBLISHED, by)


@transaction.atomic
def submit_for_review(record: Publishable, *, by: Any) -> None:
    """Ask another curator to look at ``record`` before it is published."""
    _move(record, Publishable.State.IN_REVIEW, by)


@transaction.atomic
def archive(record: Publishable, *, by: Any) -> None:
    """Take ``record`` out of the public's sight and keep it."""
    _move(record, Publishable.State.ARCHIVED, by)


@transaction.atomic
def return_to_draft(record: Publishable, *, by: Any) -> None:
    """Take ``record`` back for more work."""
    _move(record, Publishable.State.DRAFT, by)


def _move(record: Publishable, state: Publishable.State, by: Any) -> None:
    record.state = state
    if by is not None:
        record._history_user = by  # type: ignore[attr-defined]
    record.save()
