"""Keeps versions of rows that are written in bulk, as saving them one by one would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone

from wellbeing_portal.core.acting import Actor, System

MADE, CHANGED, REMOVED = "+", "~", "-"


def keep_versions(model: Any, rows: Sequence[tuple[Any, str]], *, by: Actor) -> None:
    """Write one version of each row, with what it is tied to; each row comes with what happened.

    Two queries, and two more for each relation to many, however many rows there are.
    """
    if not rows or not getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return
    history = model.history.model
    now = timezone.now()
    user = None if isinstance(by, System) else by
    versions = history._default_manager.bulk_create(
        history(
            history_date=now,
            history_user=user,
            history_type=what,
            **{field.attname: getattr(row, field.attname) for field in history.tracked_fields},
        )
        for row, what in rows
    )
    kept = {
        row.pk: version
        for (row, what), version in zip(rows, versions, strict=True)
        if what != REMOVED
    }
    for field in model._meta.many_to_many:
        if kept and hasattr(history, field.name):
            _keep_links(field, getattr(history, field.name).model, kept)


def _keep_links(field: Any, kept_links: Any, versions: dict[int, Any]) -> None:
    through = field.remote_field.through
    names = [one.attname for one in through._meta.concrete_fields]
    near = through._meta.get_field(field.m2m_field_name()).attname
    links: Iterable[dict[str, Any]] = through._default_manager.filter(
        **{f"{near}__in": list(versions)}
    ).values(*names)
    kept_links._default_manager.bulk_create(
        kept_links(history=versions[link[near]], **link) for link in links
    )
