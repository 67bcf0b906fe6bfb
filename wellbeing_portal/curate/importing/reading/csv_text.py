"""Reads CSV as different programs write it: encodings, separators, blank lines."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext

from wellbeing_portal.core.export.cells import restored
from wellbeing_portal.core.words import joined

from .grid import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    FileRefused,
    GridRow,
    ReadFile,
    SheetGrid,
    without_idle_ends,
)

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
NAMED = 5
LOOKED_AT = 20
"""Lines by which the separator is told."""


def read_csv(data: bytes, name: str) -> ReadFile:
    """Return the one table of a CSV file.

    Raises:
        FileRefused: when it is no text, or more than can be taken in at once.
    """
    text, notes = decoded(data)
    separator = separator_of(text)
    if separator != ",":
        notes.append(gettext("Its cells are separated by %(what)s.") % {"what": _words(separator)})
    rows: list[GridRow] = []
    formulas: list[str] = []
    blank = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        # Rows are numbered as Excel shows them: a cell may have several lines.
        for number, cells in enumerate(reader, start=1):
            formulas += [f"{number}" for cell in cells if cell.lstrip().startswith("=")][:1]
            kept = without_idle_ends([restored(cell).strip() for cell in cells])
            if not kept:
                blank += 1
                continue
            rows.append(GridRow(number, kept))
            _limit(rows, kept)
    except csv.Error as error:
        raise FileRefused(
            gettext("Line %(line)s cannot be read as CSV. Save the file again as CSV UTF-8.")
            % {"line": reader.line_num}
        ) from error
    if formulas:
        raise FileRefused(
            gettext(
                "There are formulas, in line %(lines)s. Write what they mean, or an apostrophe "
                "before what only looks like one."
            )
            % {"lines": joined(formulas[:NAMED])}
        )
    if blank:
        notes.append(gettext("Blank lines are passed over: %(number)s.") % {"number": blank})
    return ReadFile((SheetGrid(name, tuple(rows)),), tuple(notes))


def decoded(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file, and what should be known of its encoding.

    Raises:
        FileRefused: when it is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _or_refused(data, "utf-16"), [gettext("It is read as UTF-16.")]
    if b"\0" in data:
        raise FileRefused(gettext("This is no text, so it is no CSV file."))
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        note = gettext(
            "It is read as Windows-1252, as Excel writes CSV. Look at names with accents below."
        )
        return _or_refused(data, "cp1252"), [note]


def separator_of(text: str) -> str:
    """Return what separates the cells: what divides most lines into equally many."""
    lines = [line for line in text.splitlines()[: LOOKED_AT * 2] if line.strip()][:LOOKED_AT]

    def worth(separator: str) -> tuple[int, int]:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=separator)]
        first = widths[0] if widths else 1
        alike = sum(width == first for width in widths)
        return (alike if first > 1 else 0, first)

    try:
        return max(SEPARATORS, key=worth)
    except csv.Error:
        return ","


def _or_refused(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FileRefused(
            gettext("The letters of this file cannot be read. Save it again as CSV UTF-8.")
        ) from None


def _limit(rows: list[GridRow], cells: tuple[str, ...]) -> None:
    number = rows[-1].number
    if len(rows) > MOST_ROWS + 1:
        raise FileRefused(
            gettext("The file has more than %(most)s rows. Divide it.") % {"most": f"{MOST_ROWS:,}"}
        )
    if len(cells) > MOST_COLUMNS or len(rows) * len(cells) > MOST_CELLS:
        raise FileRefused(gettext("The file has too many columns: line %(n)s.") % {"n": number})
    if max(map(len, cells)) > LONGEST_CELL:
        raise FileRefused(
            gettext("Line %(line)s has a cell of more than %(most)s letters.")
            % {"line": number, "most": f"{LONGEST_CELL:,}"}
        )


def _words(separator: str) -> str:
    return gettext(SEPARATORS[separator])
