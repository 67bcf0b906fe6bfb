"""All that a database says about its tables, so that two of them can be held equal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

POSTGRES = {
    "columns": """
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,
               column_default, is_identity, collation_name
        FROM information_schema.columns WHERE table_schema = 'public'
    """,
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    """,
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


def schema() -> list[str]:
    """Return every column, constraint and index as a line, in whatever order it was made."""
    lines = _sqlite() if connection.vendor == "sqlite" else _postgres()
    return sorted(lines)


def _postgres() -> Iterator[str]:
    for what, query in POSTGRES.items():
        for row in _rows(query):
            yield f"{what}: {' | '.join(map(str, row))}"


def _sqlite() -> Iterator[str]:
    for table, sql in _rows("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        if sql.startswith("CREATE TABLE"):
            for part in _parts(sql[sql.index("(") + 1 : sql.rindex(")")]):
                yield f"{table}: {part}"
        else:
            yield f"{table}: {sql}"


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def _parts(body: str) -> Iterator[str]:
    """Yield what stands between the outermost commas of a table's definition."""
    depth, quoted, start = 0, False, 0
    for at, character in enumerate(body):
        if character == "'":
            quoted = not quoted
        elif not quoted:
            depth += {"(": 1, ")": -1}.get(character, 0)
            if character == "," and depth == 0:
                yield body[start:at].strip()
                start = at + 1
    yield body[start:].strip()
