"""Who made a record what it is, and what it was called: told by its history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from .keys import is_key

LONG_AGO = 50
"""Versions of a record that are looked through for the one who changed a field."""


@dataclass(frozen=True)
class Author:
    """Somebody who changed something, and when."""

    who: str
    when: dt.datetime
    user_id: Any = None


def versions(model: Any, pk: Any) -> list[Any]:
    """Return the latest versions of a record, the newest first; none without a history."""
    if not hasattr(model, "history"):
        return []
    return list(
        model.history.filter(**{model._meta.pk.attname: pk})
        .select_related("history_user")
        .order_by("-history_date", "-history_id")[:LONG_AGO]
    )


def author_of(version: Any) -> Author:
    """Return who made a version."""
    who = str(version.history_user or "")
    return Author(who, version.history_date, version.history_user_id)


def last_author(model: Any, pk: Any) -> Author | None:
    """Return who changed the record last, as far as that is known."""
    known = versions(model, pk)
    if known:
        return author_of(known[0])
    entry = _last_entry(model, pk)
    return Author(str(entry.user), entry.action_time, entry.user_id) if entry else None


def author_of_field(known: list[Any], field: models.Field) -> Author | None:
    """Return who gave a field the value that it has now, among the versions of a record."""
    author = None
    for version in known:
        if getattr(version, field.attname, None) != getattr(known[0], field.attname, None):
            break
        author = author_of(version)
    return author


def name_of(model: Any, pk: Any) -> str:
    """Return what a record is called or, where it is gone, what it was called."""
    record = model._default_manager.filter(pk=pk).first() if is_key(pk) else None
    return str(record) if record is not None else last_name(model, pk)


def last_name(model: Any, pk: Any) -> str:
    """Return what a record was called, as far as its history tells."""
    for version in versions(model, pk)[:1]:
        try:
            return str(version.instance)
        except ObjectDoesNotExist:  # what it was named after is gone as well
            return f"{model._meta.verbose_name} no. {pk}"
    entry = _last_entry(model, pk)
    return entry.object_repr if entry else ""


def _last_entry(model: Any, pk: Any) -> LogEntry | None:
    """Return the admin's own note of the last change: all there is without a history."""
    kind = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(pk))
    return entries.select_related("user").order_by("-action_time").first()
