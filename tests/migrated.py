"""A database with all its tables is made once for all workers, and by ``make test`` for all parts.

Migrating takes each process as long as a hundred tests; a copy of what came of it takes no time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from tests.locking import locked

TABLES = "tables.sqlite3"
"""The file in which a database of SQLite is kept as it is when it has been migrated."""


@contextmanager
def migrated_once(path: Path) -> Iterator[None]:
    """Let whoever sets up a database of SQLite take the tables that are kept in a file."""

    def command(name: str, *arguments: Any, **options: Any) -> Any:
        if name != "migrate" or connection.vendor != "sqlite":
            return call_command(name, *arguments, **options)
        with locked(path.with_suffix(".lock")):
            if path.exists():
                take(path)
            else:
                call_command(name, *arguments, **options)
                keep(path)
        return None

    with mock.patch("django.core.management.call_command", command):
        yield


def take(path: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as kept:
        kept.backup(connection.connection)
    # Migrating ends with these in memory, so that no test asks more than another for them.
    ContentType.objects.get_for_models(*apps.get_models())


def keep(path: Path) -> None:
    """Write the file whole or not at all."""
    begun = path.with_suffix(".begun")
    with closing(sqlite3.connect(begun)) as kept:
        connection.connection.backup(kept)
    begun.rename(path)
