"""Of a search that found nothing words and numbers are kept, and nothing that reaches a person."""

from __future__ import annotations

import pytest

from wellbeing_portal.core.unanswered.words import kept_words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Fuel  poverty?", "fuel poverty"),
        ("fuel-poverty", "fuelpoverty"),
        ("“Warm hubs” & cafés", "warm hubs and cafes"),
        ("Section 75", "section 75"),
        ("strategy 2023-2028", "strategy 2023 2028"),
        ("plan 2024/25", "plan 2024 25"),
        ("20% of GPs", "20 percent of gps"),
        ("Ynys Môn", "ynys mon"),
        ("drive to work", "drive to work"),
        ("5 ways to wellbeing", "5 ways to wellbeing"),
    ],
)
def test_words_and_numbers_are_kept_the_same_however_they_are_written(typed, kept):
    assert kept_words(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "jo.bloggs@example.org",
        "jo @ example",
        "jo＠example.org",
        "jo dot bloggs at gmail dot com",
        "https://example.org/jo",
        "www.example.org",
        "example.co.uk jo",
        "0113 496 0000",
        "(0113) 4960000",
        "+44 7700 900123",
        "07700-900-123",
        "07700.900.123",
        "tel 4960",
        "12/03/1980",
        "born 12 03 1980",
        "020 2019-2020 2020",
        "12345",
        "QQ 12 34 56 C",
        "AB123456C",
        "LS1 1UR",
        "sw1a1aa",
        "AB12 CDE",
        "14 Acacia Avenue",
        "22b, Upper Baker Street Leeds",
        "flat 3 the mill",
        "Mr Bloggs",
        "dr. Jo Bloggs",
        "Cllr Bloggs Leeds",
        "my name is Jo",
        "one two three four five six seven eight nine",
        "x" * 81,
        "???",
        "",
        "\x00",
        "٠١٢٣٤٥٦٧٨٩",
    ],
)
def test_what_looks_like_a_person_is_not_kept_at_all(typed):
    assert kept_words(typed) == ""
