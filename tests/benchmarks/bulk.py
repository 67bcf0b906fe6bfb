"""Writes very many rows quickly: no signals, no history, no objects.

``bulk_create`` takes most of its time making objects and SQL; a hundred thousand case studies
have three million rows. Here rows go to SQLite in one prepared statement and to PostgreSQL by
COPY, with every default of the model filled in.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import AutoField, Model
from django.utils import timezone

CHUNK = 20_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Rows:
    """Rows of one table that wait to be written. ``names`` are the columns given in each row."""

    def __init__(self, model: type[Model], *names: str) -> None:
        self.model = model
        self.names = names
        self.waiting: list[Sequence[Any]] = []
        self.written = 0
        fields = [field for field in model._meta.concrete_fields if field.attname not in names]
        rest = [field for field in fields if not isinstance(field, AutoField)]
        self.columns = [str(model._meta.get_field(_field(name)).column) for name in names]
        self.columns += [str(field.column) for field in rest]
        self.defaults = tuple(_default(field) for field in rest)
        top = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
        self.next_key = (top or 0) + 1

    def add(self, *values: Any) -> None:
        """Keep a row until there are enough to be written together."""
        self.waiting.append(values)
        if len(self.waiting) >= CHUNK:
            self.flush()

    def key(self) -> int:
        """Return a primary key that no row has yet."""
        self.next_key += 1
        return self.next_key - 1

    def flush(self) -> None:
        """Write what waits."""
        rows = [(*row, *self.defaults) for row in self.waiting]
        self.waiting = []
        self.written += len(rows)
        if not rows:
            return
        table = connection.ops.quote_name(self.model._meta.db_table)
        columns = ", ".join(map(connection.ops.quote_name, self.columns))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                text = io.StringIO("".join(map(_line, rows)))
                cursor.cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", text)
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def finish(tables: Iterable[Rows]) -> None:
    """Write the rest, let keys go on from there, and let the planner know what there is."""
    tables = list(tables)
    for table in tables:
        table.flush()
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [one.model for one in tables]):
            cursor.execute(sql)


def analyse() -> None:
    """Tell the planner what there is."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _field(name: str) -> str:
    return name.removesuffix("_id") if name != "id" else name


def _default(field: Any) -> Any:
    value = field.get_default()
    if field.get_internal_type() == "DateTimeField" and (field.auto_now or field.auto_now_add):
        value = timezone.now()
    if field.get_internal_type() == "JSONField":
        return json.dumps(value)
    return field.get_db_prep_save(value, connection)


def _line(row: Sequence[Any]) -> str:
    """Return a row as PostgreSQL's COPY reads it."""
    cells = ("\\N" if cell is None else str(cell).translate(_ESCAPES) for cell in row)
    return "\t".join(cells) + "\n"
