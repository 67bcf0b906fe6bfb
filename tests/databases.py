"""Empty databases of their own, for tests that need several processes or other tables."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

DATABASE = "portal.sqlite3"
"""The file of a database of SQLite."""


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """Yield the address of a new database of the kind that this run of the suite is on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / DATABASE}"
        return
    name = f"portal_{uuid.uuid4().hex}"
    said = connection.settings_dict
    password = f":{quote(said['PASSWORD'], safe='')}" if said["PASSWORD"] else ""
    port = f":{said['PORT']}" if said["PORT"] else ""
    host = quote(said["HOST"], safe="")
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield f"postgresql://{said['USER']}{password}@{host}{port}/{name}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
