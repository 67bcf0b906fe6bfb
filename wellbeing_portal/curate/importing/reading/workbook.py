"""Reads Excel workbooks: values as they are shown, and nothing that calculates."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from wellbeing_portal.core.export.cells import number
from wellbeing_portal.core.words import joined

from .grid import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    FileRefused,
    GridRow,
    ReadFile,
    SheetGrid,
    without_idle_ends,
)
from .zip_guard import guarded_workbook, merged_ranges

NAMED = 5
"""So many cells with formulas are named."""

Merged = dict[tuple[int, int], tuple[int, int]]
"""The cell from which another one has what it says, both as row and column."""


def read_workbook(data: bytes) -> ReadFile:
    """Return the sheets of an Excel file.

    Raises:
        FileRefused: when it is none, has macros or formulas, or is too large.
    """
    merged = merged_ranges(guarded_workbook(data))
    try:
        with warnings.catch_warnings():
            # It tells of styles and extensions that it leaves out; values are all that counts.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            grids, notes = _grids(book, merged)
            book.close()
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(gettext("The file is damaged, or is not what its name says.")) from error
    return ReadFile(tuple(grids), tuple(notes))


def _grids(book: Any, merged: dict[str, list[str]]) -> tuple[list[SheetGrid], list[str]]:
    grids: list[SheetGrid] = []
    notes: list[str] = []
    formulas: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(
                gettext("The hidden sheet “%(name)s” is left out.") % {"name": sheet.title}
            )
            continue
        ranges = merged.get(sheet.title, [])
        rows = _rows(sheet, _filled_down(ranges), formulas)
        if ranges:
            notes.append(
                gettext(
                    "“%(name)s” has merged cells (%(ranges)s): what such a cell says counts for "
                    "each of its rows."
                )
                % {"name": sheet.title, "ranges": joined(ranges[:NAMED])}
            )
        grids.append(SheetGrid(sheet.title, tuple(rows)))
    if formulas:
        raise FileRefused(
            gettext(
                "There are formulas, in %(cells)s. Copy the cells and paste them as values, so "
                "that the file says what it means."
            )
            % {"cells": joined(formulas[:NAMED])}
        )
    return grids, notes


def _rows(sheet: Any, merged: Merged, formulas: list[str]) -> list[GridRow]:
    sheet.reset_dimensions()
    rows: list[GridRow] = []
    said: dict[tuple[int, int], str] = {}
    sources = set(merged.values())
    for place, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [_text(cell, sheet.title, formulas) for cell in cells[: MOST_COLUMNS + 1]]
        for column in range(len(texts)):
            here = (place, column + 1)
            if here in sources:
                said[here] = texts[column]
            elif here in merged:
                texts[column] = said.get(merged[here], "")
        kept = without_idle_ends(texts)
        if len(kept) > MOST_COLUMNS:
            raise FileRefused(
                gettext("“%(name)s” has more than %(most)s columns.")
                % {"name": sheet.title, "most": MOST_COLUMNS}
            )
        if kept:
            rows.append(GridRow(place, kept))
        if len(rows) > MOST_ROWS + 1:
            raise FileRefused(
                gettext("“%(name)s” has more than %(most)s rows. Divide it.")
                % {"name": sheet.title, "most": f"{MOST_ROWS:,}"}
            )
    return rows


def _filled_down(ranges: Iterable[str]) -> Merged:
    """Return what stands in cells below the first of a merged one; a title across stands once."""
    merged: Merged = {}
    for one in ranges:
        ends = [end or 0 for end in range_boundaries(one)]
        left, top, _right, bottom = ends
        for row in range(top + 1, min(bottom, top + MOST_ROWS) + 1):
            merged[row, left] = (top, left)
    return merged


def _text(cell: Any, sheet: str, formulas: list[str]) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        formulas.append(f"{sheet} {cell.coordinate}")
        return ""
    if cell.data_type == "e":
        raise FileRefused(
            gettext("%(cell)s holds the error %(error)s. Mend or empty it.")
            % {"cell": f"{sheet} {cell.coordinate}", "error": value}
        )
    text = _shown(value, str(cell.number_format or "")).strip()
    if len(text) > LONGEST_CELL:
        raise FileRefused(gettext("%(cell)s is too long.") % {"cell": cell.coordinate})
    return text


def _shown(value: Any, looks: str) -> str:
    """Return a value as the sheet shows it: a share as per cent, money with its sign."""
    match value:
        case bool():
            return "yes" if value else "no"
        case dt.datetime():
            midnight = value.time() == dt.time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
        case dt.date() | dt.time():
            return value.isoformat()
        case int() | float():
            # Excel itself shows no more than fifteen digits.
            exact = Decimal(format(value, ".15g"))
            if "%" in looks:
                return f"{number(exact * 100)}%"
            return f"£{number(exact)}" if "£" in looks else number(exact)
        case _:
            return str(value)
