"""What has become of the rows of the first release: all that is not as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from tests.upgrade.first_release import TABLES

Change = tuple[str, Any, str]
"""A table, the primary key of a row, and what became of the row or of one of its values."""


def changes() -> list[Change]:
    """Compare every row and value with the tables as they are now."""
    return [change for name in TABLES for change in _changes(name)]


def _changes(name: str) -> Iterator[Change]:
    try:
        model: Any = apps.get_model(name)
    except LookupError:
        yield name, None, "the table is gone"
        return
    columns = TABLES[name]["columns"]
    fields = {field.attname for field in model._meta.concrete_fields}
    kept = [column for column in columns if column in fields]
    for column in columns:
        if column not in fields:
            yield name, None, f"{column} is gone"
    key = model._meta.pk.attname
    # As the file holds them, and not as a field of today would read what the file holds.
    written = json.dumps(list(model._base_manager.values(key, *kept)), cls=DjangoJSONEncoder)
    now = {row[key]: row for row in json.loads(written)}
    for values in TABLES[name]["rows"]:
        row = dict(zip(columns, values, strict=True))
        there = now.pop(row[key], None)
        if there is None:
            yield name, row[key], "the row is gone"
            continue
        for column in kept:
            if row[column] != there[column]:
                yield name, row[key], f"{column} was {row[column]!r} and is {there[column]!r}"
    for added in now:
        yield name, added, "the row is new"


def signed() -> tuple[int, int]:
    """How many versions were made with an account, and how many of these hold its name."""
    versions: list[Any] = [
        version
        for model in apps.get_models()
        if model.__name__.startswith("Historical") and hasattr(model, "history_user_name")
        for version in model._default_manager.exclude(history_user=None)
    ]
    named = [one for one in versions if one.history_user_name == one.history_user.username]
    return len(versions), len(named)
