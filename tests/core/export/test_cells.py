"""What a cell becomes, for texts of every kind."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_portal.core.export.cells import (
    CUT,
    EXCEL_CELL,
    as_one_cell,
    for_csv,
    for_excel,
    out_of_one_cell,
    protected,
    restored,
)
from wellbeing_portal.core.text.characters import for_xml

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
starts = st.sampled_from(["", "'", "''", " ", *DANGEROUS, "\n=", " ＝"])
texts = st.builds(lambda start, rest: start + rest, starts, st.text())


@given(texts)
def test_protected_text_never_begins_as_a_formula(text):
    written = protected(text)

    assert not written.startswith(DANGEROUS)
    assert not written.strip().startswith(DANGEROUS)


@given(texts)
def test_restored_gives_back_what_was_protected(text):
    assert restored(protected(text)) == text


@given(st.text(alphabet=st.characters(exclude_characters="=+-@＝＋－＠\t\r\n' ")))
def test_harmless_text_is_left_alone(text):
    assert protected(text) == text


@given(st.lists(st.text(min_size=1)))
def test_split_gives_back_what_was_joined(words):
    assert out_of_one_cell(as_one_cell(words)) == words


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        (None, ""),
        (True, "true"),
        (-5, "-5"),
        (Decimal("-1.50"), "-1.5"),
        (Decimal("10680000.00"), "10680000"),
        (Decimal("0.00"), "0"),
        ("-5", "'-5"),
        (["=a", "b;c"], "'=a; b\\;c"),
    ],
)
def test_cell_in_csv(cell, field):
    assert for_csv(cell) == field


@given(st.lists(texts, min_size=1, max_size=4))
def test_row_comes_back_from_csv_whole(cells):
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerow([for_csv(cell) for cell in cells])

    (row,) = csv.reader(io.StringIO(file.getvalue(), newline=""), strict=True)

    assert [restored(cell) for cell in row] == cells


@given(st.text(alphabet=st.characters(codec=None)))
def test_text_for_xml_can_be_written_as_xml(text):
    from xml.etree import ElementTree as ET

    element = ET.Element("t")
    element.text = for_xml(text)

    read = ET.fromstring(ET.tostring(element, encoding="utf-8")).text  # noqa: S314

    assert (read or "") == for_xml(text)


@pytest.mark.parametrize("text", ["שלום עולם", "👩🏽‍🤝‍👨🏿 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "é" * 10_000, "\u200fמימין\u200e"])
def test_rare_characters_survive(text):
    assert for_xml(text) == for_excel(text) == restored(for_csv(text)) == text


@pytest.mark.parametrize("text", ["a" * 40_000, "😀" * 20_000, "a" + "😀" * 20_000])
def test_text_beyond_excels_limit_is_cut_with_a_mark(text):
    cell = for_excel(text)

    assert len(cell.encode("utf-16-le")) // 2 <= EXCEL_CELL
    assert cell.endswith(CUT)
    assert text.startswith(cell.removesuffix(CUT))


def test_text_at_excels_limit_is_whole():
    text = "😀" * (EXCEL_CELL // 2) + "a"

    assert for_excel(text) == text
