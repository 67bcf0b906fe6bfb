"""Whether a strategy has ended, in words."""

import pytest

from strategies.models import Strategy
from strategies.standing import standing_of


@pytest.mark.parametrize(
    ("start", "end", "over", "words"),
    [
        (2018, 2021, True, "Ran from 2018 to 2021; ended"),
        (2018, 2018, True, "Ran in 2018; ended"),
        (None, 2021, True, "Ended in 2021"),
        (2018, 2022, False, "Began in 2018, set to end in 2022"),
        (2018, 2030, False, "Began in 2018, set to end in 2030"),
        (2018, None, False, "Began in 2018; no end stated"),
        (2024, 2030, False, "Set to run from 2024 to 2030"),
        (2024, None, False, "Set to begin in 2024"),
        (None, 2030, False, "Set to end in 2030"),
        (None, None, False, "Years not stated"),
    ],
)
def test_years_in_words_seen_from_2022(start, end, over, words):
    standing = standing_of(Strategy(start_year=start, end_year=end), 2022)

    assert (standing.is_over, standing.words) == (over, words)


@pytest.mark.parametrize(
    ("status", "over", "words"),
    [
        ("draft", False, "a draft when its source was written"),
        ("consultation", False, "in consultation when its source was written"),
        ("adopted", False, "adopted"),
        ("superseded", True, "replaced by a later one"),
    ],
)
def test_status_is_said_as_of_its_source(status, over, words):
    standing = standing_of(Strategy(start_year=2018, status=status), 2022)

    assert standing.is_over == over
    assert standing.words == f"Began in 2018; no end stated; {words}"
