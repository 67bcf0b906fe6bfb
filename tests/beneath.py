"""A world that lies beneath tests which follow each other: its rows are written once for them all.

Each test is in a transaction of its own within that of the world, and takes back what it did.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction


class Beneath:
    """The world that is in the database before a test begins, if any is."""

    def __init__(self, write: Callable[[Any], None]) -> None:
        self._write = write
        self._name = ""
        self._transaction: Any = None

    def bring(self, name: str, rows: Callable[[], Any]) -> None:
        """Let this world be there, or with an empty name none."""
        if name and name == self._name and connection.in_atomic_block:
            return
        self.clear()
        if name:
            # They may be made only now, for which the database has to be empty.
            snapshot = rows()
            self._transaction = transaction.atomic()
            self._transaction.__enter__()
            self._write(snapshot)
            self._name = name

    def unless_there(self, name: str, rows: Any) -> None:
        """Write the rows of a world for this test alone, if it does not lie beneath."""
        if name != self._name:
            self._write(rows)

    def clear(self) -> None:
        """Take away what is there."""
        begun, self._transaction, self._name = self._transaction, None, ""
        if begun is not None and connection.in_atomic_block:
            transaction.set_rollback(True)
            begun.__exit__(None, None, None)
