"""What a record says at this moment, so that an edit can be noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import models

Children = Mapping[str, "Children"]
"""The rows that belong to a record, by the name of the relation, and theirs in turn."""

UNSAID = {"id", "updated_at", "published_at"}
"""Fields that change without anybody editing the record."""


def snapshot(record: models.Model, children: Children) -> dict[str, Any]:
    """Return everything a curator can edit on ``record`` and its children, in plain values."""
    said: dict[str, Any] = {
        field.name: _plain(record, field)
        for field in record._meta.concrete_fields
        if field.name not in UNSAID
    }
    for many in record._meta.many_to_many:
        through: Any = many.remote_field.through
        if through._meta.auto_created:
            said[many.name] = sorted(_key(other) for other in getattr(record, many.name).all())
    for name, grandchildren in children.items():
        said[name] = [
            snapshot(child, grandchildren)
            for child in sorted(getattr(record, name).all(), key=lambda child: child.position)
        ]
    return said


def digest(record: models.Model, children: Children) -> str:
    """Return a short text that changes when, and only when, the record is edited."""
    text = json.dumps(snapshot(record, children), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def relations(model: type[models.Model], children: Children, prefix: str = "") -> list[str]:
    """Return the lookups that fetch everything ``snapshot`` reads, for prefetch_related."""
    lookups = [prefix + field.name for field in model._meta.concrete_fields if field.is_relation]
    lookups += [
        prefix + many.name
        for many in model._meta.many_to_many
        if many.remote_field.through._meta.auto_created  # type: ignore[union-attr]
    ]
    for name, grandchildren in children.items():
        child: Any = model._meta.get_field(name).related_model
        lookups.append(prefix + name)
        lookups += relations(child, grandchildren, f"{prefix}{name}__")
    return lookups


def _plain(record: models.Model, field: Any) -> Any:
    if not field.is_relation:
        return field.to_python(getattr(record, field.attname))
    other = getattr(record, field.name)
    return None if other is None else _key(other)


def _key(record: models.Model) -> str:
    return str(getattr(record, "slug", None) or record)
