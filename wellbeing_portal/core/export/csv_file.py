"""Writes a table as CSV (RFC 4180, UTF-8 with a byte order mark so that Excel reads it right)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from wellbeing_portal.core.text.characters import encodable

from .cells import for_csv, protected
from .table import Table

CHUNK = 64 * 1024


def write_csv(table: Table) -> Iterator[bytes]:
    """Yield the file piece by piece: one header row, then the rows, and nothing else.

    What the file is, its name says and the answer's headers do: in the file itself an account
    with a date would give it other columns every day.
    """
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([protected(encodable(column.heading)) for column in table.columns])
    yield _taken(buffer)  # at once: a download that starts is a download people wait for
    for row in table.rows:
        writer.writerow([for_csv(cell) for cell in row])
        if buffer.tell() >= CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
