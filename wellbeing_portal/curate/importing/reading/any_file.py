"""Tells what a file is by what is in it, and reads it."""

from __future__ import annotations

from pathlib import PurePath

from django.utils.translation import gettext

from .csv_text import read_csv
from .grid import FileRefused, ReadFile
from .workbook import read_workbook
from .zip_guard import OLD_EXCEL

LARGEST = 5_000_000
"""Bytes of a file."""
TABLES = (".csv", ".tsv", ".txt", ".xlsx")
CONTENT = (".yaml", ".yml", ".zip")
ZIP = b"PK\x03\x04"


def ending_of(name: str) -> str:
    """Return the ending of a file's name, with its dot."""
    return PurePath(name).suffix.lower()


def read_file(data: bytes, name: str) -> ReadFile:
    """Return the sheets of a table, whatever program wrote it.

    Raises:
        FileRefused: when it cannot be taken in; the message says why.
    """
    ending = ending_of(name)
    if not data.strip():
        raise FileRefused(gettext("The file is empty."))
    if len(data) > LARGEST:
        raise FileRefused(gettext("The file is larger than 5 MB. Divide it."))
    if ending == ".xlsm":
        raise FileRefused(
            gettext("The file has macros. Save it as “Excel workbook (.xlsx)”, which has none.")
        )
    if ending not in (*TABLES, ".xls"):
        raise FileRefused(
            gettext("Files of this kind are not taken in. Send CSV (.csv) or Excel (.xlsx).")
        )
    is_archive = data.startswith((ZIP, OLD_EXCEL))
    if ending == ".xlsx" and not is_archive:
        raise FileRefused(gettext("Its name ends in .xlsx, but it is no Excel workbook."))
    if ending != ".xlsx" and is_archive and not data.startswith(OLD_EXCEL):
        raise FileRefused(
            gettext("Its name ends in %(ending)s, but it is an Excel file or an archive.")
            % {"ending": ending}
        )
    read = read_workbook(data) if is_archive else read_csv(data, PurePath(name).stem)
    if not any(len(grid.rows) > 1 for grid in read.grids):
        raise FileRefused(gettext("There are no rows below the headings."))
    return read
