"""Years in words."""

import pytest

from strategies.models import Strategy


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (2016, 2021, "2016 to 2021"),
        (2016, int("2016"), "2016"),
        (2016, None, "since 2016"),
        (None, 2021, "until 2021"),
        (None, None, ""),
    ],
)
def test_years(start, end, years):
    assert Strategy(start_year=start, end_year=end).years == years
