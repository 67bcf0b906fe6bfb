"""Finds the records of the content files that the first release loaded. Migrations call it.

That release knew a record by its slug alone. One that has another slug by now is found by its
history; one that is nowhere has been deleted by a curator, and its tie stays without a record.
Whether a curator has edited it is asked of the digest that the first release kept. Each app asks
it before another migration adds to what its records say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

Models = Mapping[str, tuple[str, str]]
"""The app and model of each kind of file."""

Rows = Mapping[str, Any]
"""The relations whose rows belong to a record, each with those of the rows."""

Names = Mapping[str, Callable[[Any], str]]
"""What the digest called records that have no slug, by their model."""

Keys = dict[tuple[str, int], str]

UNSAID = {"id", "updated_at", "published_at"}


def tie_records(apps: Any, models: Models, rows: Mapping[str, Rows], names: Names) -> None:
    """Fill in the record of every tie that has none, and an empty state where nobody edited it."""
    ties = apps.get_model("core", "LoadedRecord").objects
    known = list(ties.filter(kind__in=models).order_by("pk"))
    loose = [(tie, kept) for tie in known if (kept := digest(tie)) is not None]
    for tie, _ in loose:
        tie.record = find(apps, apps.get_model(*models[tie.kind]), tie.key)
        tie.state = None
    keys = {(models[tie.kind][1], tie.record): tie.key for tie in known if tie.record is not None}
    for tie, kept in loose:
        if tie.record is not None:
            record = apps.get_model(*models[tie.kind]).objects.get(pk=tie.record)
            said = snapshot(record, rows.get(tie.kind, {}), keys, names)
            text = json.dumps(said, sort_keys=True, default=str)
            edited = hashlib.sha256(text.encode()).hexdigest() != kept
            tie.state = None if edited or record.slug != tie.key else {}
        tie.save(update_fields=["record", "state"])


def digest(tie: Any) -> str | None:
    """Return the digest of what the record said when it was loaded; None if it has been asked.

    It stands in a column of its own, or where that has been dropped, in the state.
    """
    if hasattr(tie, "state_digest"):
        return str(tie.state_digest)
    return tie.state.get("digest") if tie.state else None


def find(apps: Any, model: Any, key: str) -> int | None:
    """Return the primary key of the record that was loaded under ``key``."""
    now = model.objects.filter(slug=key).values_list("pk", flat=True).first()
    if now is not None:
        return int(now)
    past = apps.get_model(model._meta.app_label, f"Historical{model.__name__}")
    for number in (
        past.objects.filter(slug=key).order_by("-history_id").values_list("id", flat=True)
    ):
        if model.objects.filter(pk=number).exists():
            return int(number)
    return None


def snapshot(record: Any, rows: Rows, keys: Keys, names: Names) -> dict[str, Any]:
    """Return what the first release made the digest of, with the keys that files use."""
    said = {
        field.name: plain(record, field, keys, names)
        for field in record._meta.concrete_fields
        if field.name not in UNSAID
    }
    for many in record._meta.many_to_many:
        if many.remote_field.through._meta.auto_created:
            others = getattr(record, many.name).all()
            said[many.name] = sorted(name(other, keys, names) for other in others)
    for relation, below in rows.items():
        said[relation] = [
            snapshot(row, below, keys, names)
            for row in sorted(getattr(record, relation).all(), key=lambda row: row.position)
        ]
    return said


def plain(record: Any, field: Any, keys: Keys, names: Names) -> Any:
    """Return a value as the digest took it."""
    if not field.is_relation:
        return field.to_python(getattr(record, field.attname))
    other = getattr(record, field.name)
    return None if other is None else name(other, keys, names)


def name(other: Any, keys: Keys, names: Names) -> str:
    """Return what the digest called another record."""
    if hasattr(other, "slug"):
        return keys.get((type(other).__name__, other.pk), str(other.slug))
    return names[type(other).__name__](other)
