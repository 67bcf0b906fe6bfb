"""Writes a table as CSV (RFC 4180, UTF-8 with a byte order mark so that Excel reads it right)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from .cells import for_csv, protected
from .table import About, Table

CHUNK = 64 * 1024


def write_csv(about: About, table: Table) -> Iterator[bytes]:
    """Yield the file piece by piece.

    The last column is empty in every row; its heading says what the file is. So the account
    travels with the file, and any program still finds one header row and rows of one length.
    """
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    writer = csv.writer(buffer, lineterminator="\r\n")
    headings = [protected(column.heading) for column in table.columns]
    writer.writerow([*headings, about.line])
    yield _taken(buffer)  # at once: a download that starts is a download people wait for
    for row in table.rows:
        writer.writerow([*(for_csv(cell) for cell in row), ""])
        if buffer.tell() >= CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
