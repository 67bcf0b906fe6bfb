"""Numbers are read as people write them, and found in whatever way texts have them."""

from __future__ import annotations

import pytest

from wellbeing_portal.search.numbers import (
    holds_a_number,
    said_of_numbers,
    tells_exactly,
    with_numbers,
)


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("£27m walking", ["£27m", "walking"]),
        ("£2.4 million loneliness", ["£2.4 million", "loneliness"]),
        ("nine thousand homes", ["nine thousand", "homes"]),
        ("twenty mph", ["twenty mph"]),
        ("forty per-cent fewer", ["forty per-cent", "fewer"]),
        ("section 75", ["section 75"]),
        ("11 to 25 year olds voting", ["11 to 25 year olds", "voting"]),
        ("16-24 year olds", ["16-24 year olds"]),
        ("under fives play", ["under fives", "play"]),
        ("people over 50", ["people", "over 50"]),
        ("£6 for every £1", ["£6 for every £1"]),
        ("six pounds for each pound", ["six pounds for each pound"]),
        ("in 2019 12,000 staff", ["in", "2019", "12,000 staff"]),
        ("council staff", ["council", "staff"]),
    ],
)
def test_a_number_stands_with_what_belongs_to_it(typed: str, groups: list[str]) -> None:
    assert [" ".join(one) for one in with_numbers(typed.split())] == groups


@pytest.mark.parametrize(
    ("word", "is_exact"),
    [
        ("451", True),
        ("1,356", True),
        ("45", False),
        ("5000", False),
        ("12.5", True),
        ("ten", False),
    ],
)
def test_only_a_long_number_that_is_not_round_tells_by_itself(word: str, is_exact: bool) -> None:
    assert tells_exactly(word) is is_exact


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("£27m", "27 million"),
        ("27 million", "27000000"),
        ("£27,000,000", "27 million"),
        ("£420k", "420000"),
        ("12 thousand", "12000"),
        ("nine thousand", "9000"),
        ("twenty mph", "20 mph"),
        ("20 mph", "twenty mph"),
        ("11 to 25 year olds", "11 25"),
        ("over 50s", "50 and over"),
        ("under fives", "under 5"),
        ("over-60s", "60 or over"),
        ("£6 for every £1", "£6 for each pound"),
        ("six pounds for every pound", "6 for each pound"),
    ],
)
def test_a_number_is_looked_for_in_other_ways_to_write_it(typed: str, other: str) -> None:
    assert other in [" ".join(one) for one in said_of_numbers(typed.split())]


@pytest.mark.parametrize("typed", ["2019", "in 2019", "section", "million", "1.5.2.9", "k", "m"])
def test_what_is_no_amount_stays_as_it_is(typed: str) -> None:
    assert said_of_numbers(typed.split()) == [tuple(typed.split())]


def test_a_year_is_no_number_that_tells() -> None:
    assert holds_a_number("£420,000")
    assert holds_a_number("nine thousand")
    assert not holds_a_number("2019")
    assert not holds_a_number("nine")
