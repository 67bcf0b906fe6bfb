"""What changed in the rows that belong to a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.forms.models import _get_foreign_key
from django.utils.text import capfirst

LIMIT = 200
"""The latest changes that a page shows."""


@dataclass(frozen=True)
class PartChange:
    """One change to a row: who added, changed or removed it, and which fields."""

    when: dt.datetime
    who: str
    what: str
    kind: str
    part: str
    fields: str


def changes_to_parts(
    model: type[models.Model],
    inlines: Iterable[InlineModelAdmin],
    object_id: str,
) -> list[PartChange]:
    """Return the latest changes to the rows of the record, the newest first."""
    changes = [
        change
        for inline in inlines
        for change in _changes(
            inline.model,
            _get_foreign_key(model, inline.model, fk_name=inline.fk_name),
            object_id,
        )
    ]
    return sorted(changes, key=lambda change: change.when, reverse=True)[:LIMIT]


def _changes(part: Any, parent: models.ForeignKey, object_id: str) -> list[PartChange]:
    records = list(
        part.history.filter(**{parent.attname: object_id})
        .select_related("history_user")
        .order_by("-history_date", "-history_id")[:LIMIT]
    )
    earlier = _earlier_versions(records)
    return [_describe(part, record, earlier.get(record.history_id)) for record in records]


def _earlier_versions(records: Sequence[Any]) -> dict[int, Any]:
    """Map each version of a row to the one before it."""
    newest: dict[Any, Any] = {}
    earlier: dict[int, Any] = {}
    for record in records:
        later = newest.get(record.id)
        if later is not None:
            earlier[later.history_id] = record
        newest[record.id] = record
    return earlier


def _describe(part: Any, record: Any, earlier: Any) -> PartChange:
    return PartChange(
        when=record.history_date,
        who=record.maker,
        what={"+": "added", "~": "changed", "-": "removed"}[record.history_type],
        kind=capfirst(part._meta.verbose_name),
        part=_label(part, record),
        fields=_changed_fields(part, record, earlier) if record.history_type == "~" else "",
    )


def _label(part: Any, record: Any) -> str:
    try:
        return str(record.instance)
    except ObjectDoesNotExist:  # what the row named is gone
        return f"{part._meta.verbose_name} {record.id}"


def _changed_fields(part: Any, record: Any, earlier: Any) -> str:
    if earlier is None:
        return ""
    return ", ".join(
        str(field.verbose_name)
        for field in part._meta.concrete_fields
        if getattr(record, field.attname) != getattr(earlier, field.attname)
    )
