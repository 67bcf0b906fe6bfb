"""What a request has done to the database: a digest of every table, before and after."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator
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


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Take back what is written, and the session that the client may have been given for it."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies
