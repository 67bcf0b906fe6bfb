"""Writes tables as one JSON object: ``about`` first, then ``tables`` by name."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from wellbeing_portal.core.citation import PUBLISHER
from wellbeing_portal.core.text.characters import encodable

from .cells import number
from .table import LICENCE, LICENCE_ADDRESS, LICENCE_NAME, About, Cell, Table

CHUNK = 64 * 1024


def write_json(about: About, tables: Sequence[Table]) -> Iterator[bytes]:
    """Yield the file piece by piece; a row is an object with a key for every column."""
    pieces = [f'{{"about": {json.dumps(_about(about, tables), ensure_ascii=False, indent=1)}']
    pieces.append(',\n"tables": {')
    yield _taken(pieces)
    size = 0
    for index, table in enumerate(tables):
        pieces.append(f"{',' * bool(index)}\n{json.dumps(table.key)}: [")
        keys = [json.dumps(column.key) + ": " for column in table.columns]
        before = "\n"
        for row in table.rows:
            cells = ", ".join(key + for_json(cell) for key, cell in zip(keys, row, strict=True))
            pieces.append(f"{before}{{{cells}}}")
            before = ",\n"
            size += len(cells)
            if size >= CHUNK:
                yield _taken(pieces)
                size = 0
        pieces.append("]")
    pieces.append("}}\n")
    yield _taken(pieces)


def for_json(cell: Cell) -> str:
    """Return a cell as JSON. A decimal keeps every digit: it never becomes a float."""
    match cell:
        case None | bool():
            return json.dumps(cell)
        case int() | Decimal():
            return number(cell)
        case dt.date():
            return json.dumps(cell.isoformat())
        case str():
            return json.dumps(encodable(cell), ensure_ascii=False)
        case _:
            return json.dumps([encodable(word) for word in cell], ensure_ascii=False)


def _about(about: About, tables: Sequence[Table]) -> dict[str, Any]:
    return {
        "title": about.title,
        "publisher": PUBLISHER,
        "address": about.address,
        "made": about.made.isoformat(timespec="seconds"),
        "filters": [{"name": name, "value": value} for name, value in about.filters],
        "notes": list(about.notes),
        "licence": {"id": LICENCE, "name": LICENCE_NAME, "address": LICENCE_ADDRESS},
        "columns": {
            table.key: {
                column.key: {"heading": column.heading, "kind": column.kind.value}
                for column in table.columns
            }
            for table in tables
        },
    }


def _taken(pieces: list[str]) -> bytes:
    text = "".join(pieces)
    pieces.clear()
    return text.encode()
