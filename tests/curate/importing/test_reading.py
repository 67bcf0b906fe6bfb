"""Files as people have them, and files that nobody should open."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from tests.curate.importing.conftest import saved, workbook
from wellbeing_portal.curate.importing.reading import FileRefused, read_file

HEAD = "Name;Ort"


def cells(data: bytes, name: str = "file.csv") -> list[tuple[int, tuple[str, ...]]]:
    (grid,) = read_file(data, name).grids
    return [(row.number, row.cells) for row in grid.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_letters_and_separators_of_many_programs_are_read(encoding, separator):
    lines = [["Name", "Said"], ["Ynys Môn", "a “b” £5"], ["Hull", ""]]
    data = "\r\n".join(separator.join(line) for line in lines).encode(encoding)

    assert cells(data) == [(1, ("Name", "Said")), (2, ("Ynys Môn", "a “b” £5")), (3, ("Hull",))]


def test_file_of_windows_says_so():
    assert "Windows-1252" in read_file("Name\nMôn\n".encode("cp1252"), "file.csv").notes[0]


def test_rows_have_the_numbers_of_a_sheet_across_blank_lines_and_breaks_in_cells():
    data = b'Name,Said\n\n"two\nlines",x\n,,\nHull,y\n'

    assert cells(data) == [(1, ("Name", "Said")), (3, ("two\nlines", "x")), (5, ("Hull", "y"))]


def test_merged_cells_count_for_each_of_their_rows():
    book = Workbook()
    sheet = book.active
    for row in (["Councils of the north", None], ["County", "Name"], ["Kent", "Ashford"]):
        sheet.append(row)
    sheet.append([None, "Dover"])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A4")
    read = read_file(saved(book), "file.xlsx")

    assert [row.cells for row in read.grids[0].rows] == [
        ("Councils of the north",),
        ("County", "Name"),
        ("Kent", "Ashford"),
        ("Kent", "Dover"),
    ]
    assert "A3:A4" in read.notes[0]


def test_numbers_are_read_as_the_sheet_shows_them():
    book = Workbook()
    sheet = book.active
    sheet.append(["Share", "Money", "Plain"])
    sheet.append([0.07, 1200.5, 0.1 + 0.2])
    sheet["A2"].number_format = "0%"
    sheet["B2"].number_format = "£#,##0.00"

    (grid,) = read_file(saved(book), "file.xlsx").grids

    assert grid.rows[1].cells == ("7%", "£1200.5", "0.3")


def test_hidden_sheet_is_left_out_and_named():
    book = Workbook()
    book.active.append(["Name"])
    book.active.append(["Hull"])
    book.create_sheet("Old").append(["Name"])
    book["Old"].sheet_state = "hidden"
    read = read_file(saved(book), "file.xlsx")

    assert len(read.grids) == 1
    assert "“Old”" in read.notes[0]


def archive(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return kept.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    kept = io.BytesIO(workbook({"Sheet": [["Name"], ["Hull"]]}))
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, data)
    return kept.getvalue()


BOMB = with_part("xl/media/picture.bin", bytes(90_000_000))
ENTITY = with_part("xl/more.xml", b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>')
MACRO = with_part("xl/vbaProject.bin", b"Sub Auto_Open()")
FORMULA = workbook({"Sheet": [["Name", "Sum"], ["Hull", "=1+1"]]})
FAULT = workbook({"Sheet": [["Name", "Sum"], ["Hull", "#REF!"]]})


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "file.csv", "empty"),
        (b"Name\n", "file.csv", "no rows below"),
        (b"a,b\n" + b"x,y\n" * 1_300_000, "file.csv", "larger than 5 MB"),
        (b"a,b\n" + b"x,y\n" * 21_000, "file.csv", "more than 20,000 rows"),
        (b"Name,Sum\nHull,=1+1\n", "file.csv", "formulas, in line 2"),
        (b"\x89PNG\0\0", "file.csv", "no text"),
        (b"%PDF-1.7\nx", "file.pdf", "of this kind"),
        (b"Name\nHull\n", "file.xlsx", "no Excel workbook"),
        (workbook({"a": [["Name"], ["Hull"]]}), "file.csv", "an Excel file or an archive"),
        (archive(word__document_xml=b"<a/>"), "file.xlsx", "no Excel workbook"),
        (b"PK\x03\x04 and nothing", "file.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "file.xls", ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "file.xlsx", "password"),
        (BOMB, "file.xlsx", "unpacks to too much"),
        (ENTITY, "file.xlsx", "that Excel does not write"),
        (MACRO, "file.xlsx", "macros"),
        (b"x", "file.xlsm", "macros"),
        (FORMULA, "file.xlsx", "formulas, in Sheet B2"),
        (FAULT, "file.xlsx", "the error #REF!"),
    ],
)
def test_file_that_is_not_taken_in_is_refused_in_words(data, name, why):
    with pytest.raises(FileRefused, match=why.replace(".", r"\.")):
        read_file(data, name)


def test_text_that_only_looks_like_a_formula_is_a_text_in_excel():
    book = Workbook()
    book.active.append(["Name"])
    book.active.append(["=1+1"])
    book.active["A2"].data_type = "s"

    assert cells(saved(book), "file.xlsx")[1] == (2, ("=1+1",))
