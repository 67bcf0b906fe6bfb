"""CSV as other programs read it."""

import csv
import io

from wellbeing_portal.core.export.cells import out_of_one_cell, restored
from wellbeing_portal.core.export.csv_file import CHUNK, write_csv
from wellbeing_portal.core.export.table import Column, Table

from .conftest import HOSTILE

DANGEROUS = tuple("=+-@\t\r＝＋－＠")


def read(pieces):
    text = b"".join(pieces).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_file_begins_with_byte_order_mark_and_ends_lines_as_rfc_4180(table):
    data = b"".join(write_csv(table))

    assert data.startswith(b"\xef\xbb\xbfText,Words,")
    assert data.endswith(b"\r\n")


def test_every_line_has_as_many_fields_as_the_header(table):
    header, *rows = read(write_csv(table))

    assert {len(row) for row in rows} == {len(header)}


def test_hostile_cells_come_back_whole_and_begin_harmless(table):
    _header, *rows = read(write_csv(table))

    assert [restored(row[0]) for row in rows[:-1]] == HOSTILE
    assert [out_of_one_cell(restored(row[1]))[0] for row in rows[:-1]] == HOSTILE
    assert not any(row[0].startswith(DANGEROUS) for row in rows)


def test_numbers_days_and_truth_stay_what_they_are(table):
    _header, first, *_others, last = read(write_csv(table))

    assert first[2:] == ["-1.5", "2026-11-21", "true"]
    assert last == [""] * 5


def test_columns_are_those_of_the_table_and_no_more(table):
    header = read(write_csv(table))[0]

    assert header == [column.heading for column in table.columns]


def test_file_starts_before_the_first_row_is_read():
    def rows():
        raise AssertionError("a row was read")
        yield

    first = next(iter(write_csv(Table("t", "T", [Column("a", "A")], rows()))))

    assert first == b"\xef\xbb\xbfA\r\n"


def test_pieces_stay_small():
    table = Table("t", "T", [Column("a", "A")], (("x" * 1_000,) for _ in range(1_000)))

    pieces = list(write_csv(table))

    assert len(pieces) > 10
    assert max(map(len, pieces)) < CHUNK + 2_000
