"""Empty databases of their own, for tests that need several processes or other tables."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from tests.migrated import TABLES

DATABASE = "portal.sqlite3"
"""The file of a database of SQLite."""


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """Yield the address of a new database of the kind that this run of the suite is on."""
    with new_database(folder) as address:
        yield address


@contextmanager
def migrated_database(folder: Path, made: Path) -> Iterator[str]:
    """Yield the address of a new database that has its tables, and nothing that a test made.

    On PostgreSQL it is a copy of the database of this process, which must hold nothing else:
    for tests that commit. What is copied is let go of by everybody meanwhile.
    """
    if connection.vendor == "sqlite":
        shutil.copyfile(made / TABLES, folder / DATABASE)
        with new_database(folder) as address:
            yield address
        return
    connection.close()
    with new_database(folder, like=connection.settings_dict["NAME"]) as address:
        yield address


@contextmanager
def new_database(folder: Path, like: str = "template1") -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / DATABASE}"
        return
    name = f"portal_{uuid.uuid4().hex}"
    said = connection.settings_dict
    password = f":{quote(said['PASSWORD'], safe='')}" if said["PASSWORD"] else ""
    port = f":{said['PORT']}" if said["PORT"] else ""
    host = quote(said["HOST"], safe="")
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {connection.ops.quote_name(like)}")
    try:
        yield f"postgresql://{said['USER']}{password}@{host}{port}/{name}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
