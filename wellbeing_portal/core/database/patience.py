"""How long a serving process waits for the database.

Commands such as ``migrate`` wait as long as their work takes. A page must not: while it waits it
holds a thread that others need. Visitors' own writes wait least, those of curators longest.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connection, connections

from .same_file import notice_other_files

CONNECT = 3.0
"""Seconds for a connection to PostgreSQL."""
VISITOR = 1.5
"""Seconds that a visitor's change waits for whoever else is writing."""
CURATOR = 20.0
"""Seconds that a curator's does: theirs is work, and they have typed a lot."""
IDLE_IN_TRANSACTION = 60.0
MARGIN = 1.0
"""Seconds past the server's own limit after which a server that keeps still is taken for hung."""


@dataclass(frozen=True)
class Patience:
    """Seconds for one answer, and seconds of these for somebody else's lock."""

    answer: float
    lock: float


_of_thread = threading.local()


def patience() -> Patience:
    """Return how long this thread waits just now."""
    return getattr(_of_thread, "patience", None) or Patience(settings.DATABASE_TIMEOUT, VISITOR)


def serve_with_patience() -> None:
    """Limit from now on how long this process waits. Called where the portal is served."""
    default = connections.settings["default"]
    options = default.setdefault("OPTIONS", {})
    usual = patience()
    if "sqlite" in default["ENGINE"]:
        options["timeout"] = usual.lock
        _never_make(default)
        notice_other_files()
        return
    limits = {
        "statement_timeout": usual.answer,
        "lock_timeout": usual.lock,
        "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION,
    }
    said = " ".join(f"-c {name}={int(seconds * 1000)}" for name, seconds in limits.items())
    # What an operator sets in the address of the database comes last and counts.
    options["options"] = f"{said} {options.get('options', '')}".strip()
    options["connect_timeout"] = int(CONNECT)
    from .answering import wait_no_longer

    wait_no_longer()


def _never_make(default: dict[str, Any]) -> None:
    """Let a database that is not there be an error: SQLite would make an empty one in its place."""
    name = str(default["NAME"])
    if not name.startswith("file:"):
        default["NAME"] = f"{Path(name).resolve().as_uri()}?mode=rw"


@contextmanager
def waiting(longer: Patience) -> Iterator[None]:
    """Let this thread wait ``longer`` for what it asks meanwhile."""
    before = getattr(_of_thread, "patience", None)
    _of_thread.patience = longer
    try:
        _tell(longer)
        yield
    finally:
        _of_thread.patience = before
        with suppress(Error):
            _untell()


def _tell(limit: Patience) -> None:
    lock = int(limit.lock * 1000)
    if connection.vendor == "sqlite":
        _ask(f"PRAGMA busy_timeout = {lock}")
    else:
        _ask(f"SET lock_timeout = {lock}; SET statement_timeout = {int(limit.answer * 1000)}")


def _untell() -> None:
    if connection.connection is None:
        return
    if connection.vendor == "sqlite":
        options: dict[str, Any] = connection.settings_dict["OPTIONS"]
        _ask(f"PRAGMA busy_timeout = {int(options.get('timeout', 5) * 1000)}")
    else:
        _ask("RESET lock_timeout; RESET statement_timeout")


def _ask(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
