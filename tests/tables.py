"""What a request has done to the database: a digest of every table, before and after."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.test import Client


def table_digests() -> dict[str, str]:
    """A digest of the rows of every table."""
    digests = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = sorted(map(repr, cursor.fetchall()))
            digests[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return digests


def changed_tables(before: dict[str, str]) -> list[str]:
    return sorted(table for table, digest in table_digests().items() if digest != before[table])


def rows_written() -> int | None:
    """How many rows have ever been written, where the database counts them."""
    counted: int | None = getattr(connection.connection, "total_changes", None)
    return counted


@contextmanager
def undone(client: Client, before: dict[str, str]) -> Iterator[Callable[[], list[str]]]:
    """Take back what is written, and the session that the client may have been given for it.

    What it yields tells which tables are not as they were ``before``. Where no row was written
    none is read.
    """
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        written = rows_written()

        def changed() -> list[str]:
            if written is not None and rows_written() == written:
                return []
            return changed_tables(before)

        yield changed
        transaction.set_rollback(True)
    client.cookies = cookies
