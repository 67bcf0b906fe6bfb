"""Keeps versions of rows that are written in bulk, as saving them one by one would."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from wellbeing_portal.core.acting import Actor, System

from .standing import Links

MADE, CHANGED, REMOVED = "+", "~", "-"


def keep_versions(
    model: Any,
    rows: Sequence[tuple[Any, str]],
    links: Links,
    *,
    by: Actor,
    because: str = "",
) -> None:
    """Write one version of each row, with what it is tied to; each row comes with what happened.

    One query, and one more for each relation to many, however many rows there are.
    """
    if not rows or not getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return
    history = _history_of(model)
    now = timezone.now()
    user = None if isinstance(by, System) else by
    versions = history._default_manager.bulk_create(
        history(
            history_date=now,
            history_user=user,
            history_type=what,
            history_change_reason=because or None,
            **{field.attname: getattr(row, field.attname) for field in history.tracked_fields},
        )
        for row, what in rows
    )
    kept = [
        (row, version)
        for (row, what), version in zip(rows, versions, strict=True)
        if what != REMOVED
    ]
    for field in model._meta.many_to_many:
        if hasattr(history, field.name):
            _keep_links(field, getattr(history, field.name).model, kept, links)


@cache
def _history_of(model: Any) -> Any:
    """The model of a model's versions: to ask for its manager makes a class, each time."""
    return model.history.model


def _keep_links(field: Any, kept_links: Any, rows: list[tuple[Any, Any]], links: Links) -> None:
    near, far = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    ties = [
        kept_links(history=version, id=tie, **{near: row.pk, far: other})
        for row, version in rows
        for other, tie in links.of(field, row).items()
    ]
    if ties:
        kept_links._default_manager.bulk_create(ties)
