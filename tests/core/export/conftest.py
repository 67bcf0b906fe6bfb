"""Tables of hostile content, for every format."""

import datetime as dt
from decimal import Decimal

import pytest

from wellbeing_portal.core.export.table import About, Column, ColumnKind, Table

HOSTILE = [
    "=1+1",
    "+44 20 7946 0000",
    '-2+3+cmd|" /C calc"!A0',
    "@SUM(A1:A9)",
    "＝1+1",
    "＋44",
    "－2",
    "＠SUM",
    "\t=1",
    "\r=1",
    "<script>alert(1)</script> & \"quotes\", 'apostrophes'; a,b",
    "line one\nline two",
    "_x0041_ and _x000D_",
    "https://example.org/?a=1&b=2",
    "00123",
    "1e5",
    "שלום 👩🏽‍🤝‍👨🏿",
    "long " * 2_000,
]


@pytest.fixture
def about():
    return About(
        title="Case studies <&>",
        slug="case-studies",
        address="https://portal.example/case-studies/?region=london&q=%3Db%3E",
        made=dt.datetime(2026, 11, 21, 14, 5, tzinfo=dt.UTC),
        filters=(("Region", "London or South East"), ("Search", "=“<b>”")),
    )


@pytest.fixture
def table():
    columns = [
        Column("text", "Text"),
        Column("words", "Words", ColumnKind.LIST),
        Column("number", "Number", ColumnKind.NUMBER),
        Column("day", "Day", ColumnKind.DATE),
        Column("key_figure", "Key figure", ColumnKind.BOOLEAN),
    ]
    rows = [(text, [text, "b"], Decimal("-1.50"), dt.date(2026, 11, 21), True) for text in HOSTILE]
    return Table(
        "hostile_things", "Hostile things", columns, iter([*rows, ("", [], None, None, None)])
    )
