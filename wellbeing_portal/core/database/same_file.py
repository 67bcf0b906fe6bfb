"""A connection to SQLite is to the file that is there, and not to one that was."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.signals import request_started
from django.db import connections
from django.db.backends.signals import connection_created

_OPENED = "portal_opened_file"


def notice_other_files() -> None:
    """Close a connection before a request when its file has been moved away or replaced.

    A restored copy would otherwise be read by some threads and not by others, for as long as
    their connections live.
    """
    connection_created.connect(_note, dispatch_uid="portal_note_file")
    request_started.connect(_look, dispatch_uid="portal_look_at_file")


def _note(connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite":
        setattr(connection, _OPENED, _file_of(connection))


def _look(**_: Any) -> None:
    for connection in connections.all(initialized_only=True):
        opened = getattr(connection, _OPENED, None)
        if opened is not None and connection.connection and _file_of(connection) != opened:
            connection.close()


def database_path(connection: Any) -> Path:
    """Return where the file of SQLite is; a process that serves knows it by an address."""
    name = str(connection.settings_dict["NAME"])
    return Path(unquote(urlsplit(name).path) if name.startswith("file:") else name)


def _file_of(connection: Any) -> tuple[int, int] | None:
    """Return what tells the file from any other, or nothing where there is none."""
    try:
        found = database_path(connection).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
