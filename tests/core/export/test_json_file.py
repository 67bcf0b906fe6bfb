"""JSON as other programs read it."""

import json
from decimal import Decimal

from wellbeing_portal.core.export.json_file import write_json
from wellbeing_portal.core.export.table import Column, ColumnKind, Table

from .conftest import HOSTILE


def read(about, *tables):
    return json.loads(b"".join(write_json(about, tables)), parse_float=Decimal)


def test_about_says_what_when_where_with_which_filters_and_licence(about, table):
    said = read(about, table)["about"]

    assert said["title"] == about.title
    assert said["publisher"] == "Council Wellbeing Portal"
    assert said["address"] == about.address
    assert said["made"] == "2026-11-21T14:05:00+00:00"
    assert said["filters"][0] == {"name": "Region", "value": "London or South East"}
    assert said["licence"]["id"] == "CC BY 4.0"
    assert said["columns"]["hostile_things"]["key_figure"] == {
        "heading": "Key figure",
        "kind": "boolean",
    }


def test_rows_keep_text_and_type(about, table):
    rows = read(about, table)["tables"]["hostile_things"]

    assert [row["text"] for row in rows[:-1]] == HOSTILE
    assert rows[0] == {
        "text": "=1+1",
        "words": ["=1+1", "b"],
        "number": Decimal("-1.5"),
        "day": "2026-11-21",
        "key_figure": True,
    }
    assert rows[-1] == {"text": "", "words": [], "number": None, "day": None, "key_figure": None}


def test_decimal_keeps_every_digit(about):
    exact = Decimal("12345678901234.56")
    table = Table("t", "T", [Column("n", "N", ColumnKind.NUMBER)], [(exact,)])

    assert read(about, table)["tables"]["t"] == [{"n": exact}]


def test_file_without_rows_is_still_json(about):
    tables = [
        Table("one", "One", [Column("a", "A")], []),
        Table("two", "Two", [Column("a", "A")], [("x",)]),
    ]

    assert read(about, *tables)["tables"] == {"one": [], "two": [{"a": "x"}]}
