"""What a record says at this moment, so that an edit can be noticed.

A load keeps the snapshot of each record that it wrote. A curator has edited the record when it
now says something else, in its own fields, its rows, their order, or what it is tied to; by
whatever way, and not when the edit was taken back. Only what the kept snapshot knows is
compared: a field or a kind of row that a later release adds is no edit, whatever it holds. The
first load after that release, which ``prepare`` does at once, takes it into the snapshot, and
from then on an edit of it is noticed too. Other records are known by their primary keys, so
that a new name or address of theirs is no edit of this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models

Children = Mapping[str, "Children"]
"""The rows that belong to a record, by the name of the relation, and theirs in turn."""

UNSAID = {"id", "updated_at", "published_at"}
"""Fields that change without anybody editing the record."""


def snapshot(record: models.Model, children: Children) -> dict[str, Any]:
    """Return everything a curator can edit on ``record`` and its children, as JSON keeps it."""
    said: dict[str, Any] = {
        field.name: _plain(field.value_from_object(record))
        for field in record._meta.concrete_fields
        if field.name not in UNSAID
    }
    for name in _ties(type(record)):
        said[name] = sorted(other.pk for other in getattr(record, name).all())
    for name, grandchildren in children.items():
        rows = sorted(getattr(record, name).all(), key=lambda row: row.position)
        parent = _parent(type(record), name)
        said[name] = [
            {at: value for at, value in snapshot(row, grandchildren).items() if at != parent}
            for row in rows
        ]
    return said


def differs(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Tell whether anything that ``then`` knows of is different ``now``."""
    return any(_differ(then[name], now[name]) for name in then.keys() & now.keys())


def relations(model: type[models.Model], children: Children, prefix: str = "") -> list[str]:
    """Return the lookups that fetch everything ``snapshot`` reads, for prefetch_related."""
    lookups = [prefix + name for name in _ties(model)]
    for name, grandchildren in children.items():
        lookups.append(prefix + name)
        lookups += relations(_row_model(model, name), grandchildren, f"{prefix}{name}__")
    return lookups


def names(model: type[models.Model], children: Children, prefix: str = "") -> Iterator[str]:
    """Yield the name of everything that ``snapshot`` reads."""
    yield from (prefix + field.name for field in model._meta.concrete_fields)
    yield from (prefix + name for name in _ties(model))
    for name, grandchildren in children.items():
        yield from names(_row_model(model, name), grandchildren, f"{prefix}{name}.")


def _differ(then: Any, now: Any) -> bool:
    if isinstance(then, dict) and isinstance(now, dict):
        return differs(then, now)
    if isinstance(then, list) and isinstance(now, list):
        return len(then) != len(now) or any(map(_differ, then, now))
    return bool(then != now)


def _ties(model: type[models.Model]) -> list[str]:
    """Return the many-to-many relations that have no rows of their own to edit."""
    return [
        many.name
        for many in model._meta.many_to_many
        if many.remote_field.through._meta.auto_created  # type: ignore[union-attr]
    ]


def _row_model(model: type[models.Model], name: str) -> type[models.Model]:
    row_model: Any = model._meta.get_field(name).related_model
    return row_model


def _parent(model: type[models.Model], name: str) -> str:
    """Return the field by which rows of a relation name the record that they belong to."""
    relation: Any = model._meta.get_field(name)
    return str(relation.field.name)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        # Forms send other ends of lines than files have.
        return value.replace("\r\n", "\n")
    return value if isinstance(value, bool | int | list | dict | None) else str(value)
