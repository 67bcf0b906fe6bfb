"""Writes tables as an Excel workbook, one sheet each, after a sheet that says what it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext

from wellbeing_portal.core.citation import PUBLISHER

from .cells import as_one_cell, for_excel
from .table import LICENCE, LICENCE_ADDRESS, LICENCE_NAME, About, Cell, Column, ColumnKind, Table

SHEET_ROWS = 1_048_576
"""The rows of an Excel sheet. A longer table goes on in a further sheet."""
COLOUR = "#0B5450"


def write_excel(stream: BinaryIO, about: About, tables: Sequence[Table]) -> None:
    """Write the workbook to ``stream``. Rows go to disk as they come, so memory stays small."""
    book = xlsxwriter.Workbook(
        stream,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": for_excel(about.title)[:255],
            "author": PUBLISHER,
            "comments": for_excel(
                gettext("%(address)s Licence: %(licence)s")
                % {"address": about.address, "licence": LICENCE}
            )[:255],
            "created": about.made.replace(tzinfo=None),
        }
    )
    sheets = _Sheets(book)
    first = sheets.add(gettext("About"))
    counts = [(table.name, _write_table(sheets, table)) for table in tables]
    _write_about(sheets, first, about, counts)
    book.close()


class _Sheets:
    """A workbook's sheets and formats."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._names: set[str] = set()
        cell = {"valign": "top", "font_name": "Arial", "font_size": 10}
        self.header = book.add_format(
            cell | {"bold": True, "font_color": "white", "bg_color": COLOUR, "text_wrap": True}
        )
        self.title = book.add_format(cell | {"bold": True, "font_size": 16, "font_color": COLOUR})
        self.key = book.add_format(cell | {"bold": True})
        self.plain = book.add_format(cell)
        self.wrapped = book.add_format(cell | {"text_wrap": True})
        self.left = book.add_format(cell | {"align": "left"})
        self.date = book.add_format(cell | {"num_format": "d mmm yyyy", "align": "left"})

    def add(self, name: str) -> Any:
        """Return a new sheet with a name that Excel admits and no other sheet has."""
        wanted = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:28] or "Table"
        free, number = wanted, 1
        while free.casefold() in self._names:
            number += 1
            free = f"{wanted} {number}"
        self._names.add(free.casefold())
        sheet = self._book.add_worksheet(free)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def column_format(self, column: Column) -> Any:
        """Return how the cells of ``column`` look."""
        if column.kind is ColumnKind.DATE:
            return self.date
        return self.wrapped if column.wraps else self.plain


def _write_table(sheets: _Sheets, table: Table) -> int:
    """Write all rows, on as many sheets as they need; return how many there were."""
    rows = iter(table.rows)
    written = _write_sheet(sheets, table, rows)
    for row in rows:
        written += _write_sheet(sheets, table, chain([row], rows))
    return written


def _write_sheet(sheets: _Sheets, table: Table, rows: Iterator[Sequence[Cell]]) -> int:
    """Fill one sheet as far as Excel allows; return how many rows it took."""
    sheet = sheets.add(table.name)
    formats = [sheets.column_format(column) for column in table.columns]
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, min(column.shown_width, 100))
        sheet.write_string(0, place, for_excel(column.heading), sheets.header)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P of &N")
    last = 0
    for last, row in enumerate(islice(rows, SHEET_ROWS - 1), start=1):
        for place, cell in enumerate(row):
            _write_cell(sheet, last, place, cell, formats[place])
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    return last


def _write_cell(sheet: Any, row: int, place: int, cell: Cell, looks: Any) -> None:
    match cell:
        case None | "":
            pass
        case bool():
            sheet.write_boolean(row, place, cell, looks)
        case int() | Decimal():
            sheet.write_number(row, place, cell, looks)
        case dt.date() if cell.year >= 1900:
            sheet.write_datetime(row, place, cell, looks)
        case dt.date():  # Excel's calendar begins with 1900
            sheet.write_string(row, place, cell.isoformat(), looks)
        case str():
            sheet.write_string(row, place, for_excel(cell), looks)
        case _:
            sheet.write_string(row, place, for_excel(as_one_cell(cell)), looks)


def _write_about(
    sheets: _Sheets, sheet: Any, about: About, counts: Sequence[tuple[str, int]]
) -> None:
    lines: list[tuple[str, str | int]] = [
        (gettext("Published by"), PUBLISHER),
        (gettext("Made on"), about.made_on),
        (gettext("Address"), about.address),
        *((f"Filter: {name}", value) for name, value in about.filters),
        *(() if about.filters else ((gettext("Filters"), "none"),)),
        *((gettext("Note"), note) for note in about.notes),
        *((gettext("Rows in “%(name)s”") % {"name": name}, count) for name, count in counts),
        (gettext("Licence"), f"{LICENCE} ({LICENCE_NAME})"),
        ("", LICENCE_ADDRESS),
        (
            "",
            gettext(
                "You may reuse these texts if you name the portal. Rights in sources stay theirs."
            ),
        ),
    ]
    sheet.set_portrait()
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, for_excel(about.title), sheets.title)
    for row, (name, value) in enumerate(lines, start=2):
        sheet.write_string(row, 0, for_excel(name), sheets.key)
        if isinstance(value, int):
            sheet.write_number(row, 1, value, sheets.left)
        else:
            sheet.write_string(row, 1, for_excel(value), sheets.wrapped)
