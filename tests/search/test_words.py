"""What visitors type is taken apart as they mean it, and never fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_portal.search.words import (
    MAX_LENGTH,
    canonical,
    initials,
    loose_parts,
    parse,
    plain_text,
)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("social isolation", ["social", "isolation"]),
        ('"social isolation" men', ["'social isolation'", "men"]),
        ("“social isolation”", ["'social isolation'"]),
        ("leeds -training", ["leeds", "-training"]),
        ('leeds -"mental health"', ["leeds", "-'mental health'"]),
        ("well-being", ["well-being"]),
        ('"unclosed phrase', ["unclosed", "phrase"]),
        ("((( - \" ' ***", []),
        ("a\x00b", ["a", "b"]),
        ("wellbeing", ["wellbeing"]),  # wide letters
        ("2016-2018", ["2016-2018"]),
        ("\ud800", []),
        ("title:loneliness", ["loneliness"]),
        ('intitle:"mental health" men', ["'mental health'", "men"]),
        ("Theme: ageing well", ["ageing", "well"]),
        ("-title:leeds men", ["-leeds", "men"]),
        ("loneliness site:gov.uk filetype:pdf", ["loneliness"]),
        ('"title: the plan"', ["'title  the plan'"]),
        ("title:", ["title"]),
        ("the title", ["the", "title"]),
    ],
)
def test_parse_of_what_is_typed(typed: str, parts: list[str]) -> None:
    found = [
        ("-" if part.excluded else "") + (f"'{part.text}'" if part.quoted else part.text)
        for part in parse(typed)
    ]

    assert found == parts


@given(st.text(st.characters(), max_size=2000))
def test_parse_of_anything_yields_words_within_the_limit(text: str) -> None:
    parts = parse(text)

    assert all(any(sign.isalnum() for sign in part.text) for part in parts)
    assert sum(len(part.text) for part in parts) <= MAX_LENGTH


@pytest.mark.parametrize(
    ("text", "joined", "loose"),
    [
        ("well-being", "wellbeing", "well being"),
        ("one-to-one", "onetoone", "one to one"),
        ("the council’s plan", "the councils plan", ""),
        ("2016-2018", "2016-2018", ""),
        ("Covid-19", "Covid19", "Covid 19"),
        ("health & care", "health  and  care", ""),
    ],
)
def test_canonical_and_loose_forms(text: str, joined: str, loose: str) -> None:
    assert canonical(text) == joined
    assert loose_parts(text) == loose


def test_initials_leave_small_words_out() -> None:
    assert initials("Joint Health and Wellbeing Strategy") == "JHWS"
    assert initials("Leeds") == ""


def test_plain_text_of_markdown() -> None:
    assert plain_text("## Aim\n\n- **one** [two](https://x.y)") == "Aim\n\none two"
