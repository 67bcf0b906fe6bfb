"""Files that come in, and what becomes of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from openpyxl import Workbook

from wellbeing_portal.curate.importing import running
from wellbeing_portal.curate.importing.tables import tables
from wellbeing_portal.curate.models import ImportRun

Sheets = Mapping[str, Sequence[Sequence[Any]]]
Imported = Callable[..., ImportRun]


def workbook(sheets: Sheets) -> bytes:
    """An Excel file with these rows in its sheets."""
    book = Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.fixture
def checked(administrator: Any) -> Imported:
    """Bring a file in and check it, with what is the same in every row."""

    def checked(
        table: str, data: str | bytes, name: str = "", *, empties: bool = False, **fixed: str
    ) -> ImportRun:
        sent = data.encode() if isinstance(data, str) else data
        ending = "csv" if isinstance(data, str) else "xlsx"
        run = running.begin(tables()[table], sent, name or f"file.{ending}", by=administrator)
        for mapping in run.mapping:
            mapping["fixed"] |= fixed
            mapping["empties"] = empties
        running.check(run, by=administrator)
        return run

    return checked


@pytest.fixture
def imported(checked: Imported, administrator: Any) -> Imported:
    """Bring a file in, check it and write it."""

    def imported(*file: Any, leaves_out: bool = False, **fixed: Any) -> ImportRun:
        run = checked(*file, **fixed)
        run.leaves_out = leaves_out
        running.write_all(run, by=administrator)
        return run

    return imported


def fates(run: ImportRun) -> list[tuple[str, str]]:
    """What becomes of each record, in the order of the file."""
    return list(run.records.values_list("name", "fate"))


def troubles(run: ImportRun) -> list[tuple[int, str, str, str]]:
    """Row, column, value and reason of all that is refused."""
    return [
        (one["place"]["row"], one["place"]["column"], one["value"], one["why"])
        for record in run.records.all()
        for one in record.told["troubles"]
    ]
