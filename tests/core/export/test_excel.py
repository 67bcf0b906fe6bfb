"""Excel workbooks as another library reads them."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.depth import examples
from wellbeing_portal.core.export import excel
from wellbeing_portal.core.export.cells import for_excel
from wellbeing_portal.core.export.excel import write_excel
from wellbeing_portal.core.export.table import Column, ColumnKind, Table

from .conftest import HOSTILE


def written(about, *tables):
    stream = io.BytesIO()
    write_excel(stream, about, tables)
    stream.seek(0)
    return stream


def test_hostile_texts_come_back_whole_and_are_never_formulas(about, table):
    sheet = openpyxl.load_workbook(written(about, table))["Hostile things"]

    cells = [sheet.cell(row, 1) for row in range(2, 2 + len(HOSTILE))]
    # Excel reads _x005F_ as an underscore, so that _x0041_ stays as it was written.
    read = [cell.value.replace("_x005F_", "_") for cell in cells]
    assert read == [for_excel(text) for text in HOSTILE]
    assert {cell.data_type for cell in cells} == {"s"}


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=20))
def test_any_text_comes_back(about, texts):
    table = Table("t", "T", [Column("a", "A")], [(text,) for text in texts])

    sheet = openpyxl.load_workbook(written(about, table))["T"]

    read = [sheet.cell(row, 1).value or "" for row in range(2, 2 + len(texts))]
    assert read == [for_excel(text) for text in texts]


def test_no_part_of_the_file_holds_a_formula_or_a_link(about, table):
    with zipfile.ZipFile(written(about, table)) as file:
        parts = {name: file.read(name) for name in file.namelist()}

    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_cells_have_types(about, table):
    sheet = openpyxl.load_workbook(written(about, table))["Hostile things"]

    number, day, key = (sheet.cell(2, place) for place in (3, 4, 5))
    assert (number.value, number.data_type) == (-1.5, "n")
    assert (day.value, day.is_date) == (dt.datetime(2026, 11, 21), True)  # noqa: DTZ001
    assert (key.value, key.data_type) == (True, "b")


def test_sheet_can_be_worked_with_at_once(about, table):
    sheet = openpyxl.load_workbook(written(about, table))["Hostile things"]

    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:E{len(HOSTILE) + 2}"
    assert sheet.column_dimensions["B"].width > 25
    assert sheet.print_title_rows == "$1:$1"


def test_first_sheet_says_what_the_file_is(about, table):
    sheet = openpyxl.load_workbook(written(about, table)).worksheets[0]

    said = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert sheet.title == "About"
    assert sheet["A1"].value == about.title
    assert said["Made on"] == "21 November 2026"
    assert said["Address"] == about.address
    assert said["Filter: Region"] == "London or South East"
    assert said["Filter: Search"] == "=“<b>”"
    assert said["Licence"].startswith("CC BY 4.0")
    assert said["Rows in “Hostile things”"] == len(HOSTILE) + 1


def test_day_before_excels_calendar_is_text(about):
    table = Table("t", "T", [Column("d", "D", ColumnKind.DATE)], [(dt.date(1834, 8, 14),)])

    assert openpyxl.load_workbook(written(about, table))["T"]["A2"].value == "1834-08-14"


@pytest.mark.parametrize(("rows", "sheets"), [(0, [0]), (4, [4]), (5, [4, 1]), (8, [4, 4])])
def test_table_longer_than_a_sheet_goes_on_in_another(about, monkeypatch, rows, sheets):
    monkeypatch.setattr(excel, "SHEET_ROWS", 5)
    table = Table(
        "t", "T", [Column("n", "N", ColumnKind.NUMBER)], ((Decimal(n),) for n in range(rows))
    )

    book = openpyxl.load_workbook(written(about, table))

    assert [sheet.max_row - 1 for sheet in book.worksheets[1:]] == sheets


def test_sheets_of_like_or_odd_names_are_told_apart(about):
    tables = [
        Table(name, name, [Column("a", "A")], [])
        for name in ("A/B", "a b", "x" * 50, "x" * 51, "[]")
    ]

    names = openpyxl.load_workbook(written(about, *tables)).sheetnames

    assert names == ["About", "A B", "a b 2", "x" * 28, f"{'x' * 28} 2", "Table"]
