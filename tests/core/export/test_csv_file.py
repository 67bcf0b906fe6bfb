"""CSV as other programs read it."""

import csv
import io

from wellbeing_portal.core.export.cells import restored, split
from wellbeing_portal.core.export.csv_file import CHUNK, write_csv
from wellbeing_portal.core.export.table import Column, Table

from .conftest import HOSTILE


def read(pieces):
    text = b"".join(pieces).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_file_begins_with_byte_order_mark_and_ends_lines_as_rfc_4180(about, table):
    data = b"".join(write_csv(about, table))

    assert data.startswith(b"\xef\xbb\xbfText,Words,")
    assert data.endswith(b"\r\n")


def test_every_line_has_as_many_fields_as_the_header(about, table):
    header, *rows = read(write_csv(about, table))

    assert {len(row) for row in rows} == {len(header)}


def test_hostile_cells_come_back_whole_and_begin_harmless(about, table):
    _header, *rows = read(write_csv(about, table))

    assert [restored(row[0]) for row in rows[:-1]] == HOSTILE
    assert [split(restored(row[1]))[0] for row in rows[:-1]] == HOSTILE
    assert not any(row[0].startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows)


def test_numbers_days_and_truth_stay_what_they_are(about, table):
    _header, first, *_others, last = read(write_csv(about, table))

    assert first[2:] == ["-1.5", "2026-11-21", "true", ""]
    assert last == [""] * 6


def test_last_heading_says_what_the_file_is(about, table):
    heading = read(write_csv(about, table))[0][-1]

    assert heading.startswith("About this file. Council Wellbeing Portal: Case studies <&>.")
    for part in (
        "Region: London or South East; Search: =“<b>”",
        "Made on 21 November 2026",
        about.address,
        "CC BY 4.0",
    ):
        assert part in heading


def test_file_starts_before_the_first_row_is_read(about):
    def rows():
        raise AssertionError("a row was read")
        yield

    first = next(iter(write_csv(about, Table("T", [Column("A")], rows()))))

    assert b"About this file" in first


def test_pieces_stay_small(about):
    table = Table("T", [Column("A")], (("x" * 1_000,) for _ in range(1_000)))

    pieces = list(write_csv(about, table))

    assert len(pieces) > 10
    assert max(map(len, pieces)) < CHUNK + 2_000
