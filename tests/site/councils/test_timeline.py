"""Strategies laid out in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.models import Strategy
from wellbeing_portal.site.councils.timeline import OPEN_END, WIDTH, build_timeline

YEARS = st.integers(1900, 2100)
SPANS = st.lists(
    st.tuples(YEARS, st.none() | st.integers(0, 60)).map(
        lambda span: (span[0], None if span[1] is None else min(2100, span[0] + span[1]))
    ),
    min_size=1,
    max_size=12,
)


def strategy(start, end=None, title="A strategy"):
    return Strategy(title=title, slug="a-strategy", start_year=start, end_year=end)


def test_nothing_dated_is_nothing_to_draw():
    assert build_timeline([]) is None
    assert build_timeline([strategy(None), strategy(None, 2020)]) is None


def test_one_strategy_fills_the_drawing():
    timeline = build_timeline([strategy(2016, 2021)])

    (bar,) = timeline.bars
    assert (bar.x, bar.width) == (0, WIDTH)
    assert (timeline.first, timeline.last) == (2016, 2021)
    assert bar.years == "2016 to 2021"
    assert bar.url == "/strategies/a-strategy/"
    assert not bar.open_ended


def test_bars_stand_on_a_common_axis():
    timeline = build_timeline([strategy(2010, 2014), strategy(2015, 2019)])

    first, second = timeline.bars
    assert (first.x, first.width) == (0, WIDTH / 2)
    assert (second.x, second.width) == (WIDTH / 2, WIDTH / 2)


def test_strategy_of_one_year_has_a_width():
    timeline = build_timeline([strategy(2010, 2010), strategy(2010, 2019)])

    assert timeline.bars[0].width == WIDTH / 10


def test_earliest_start_comes_first_then_earliest_end_then_title():
    timeline = build_timeline(
        [
            strategy(2018, None, "open"),
            strategy(2018, 2020, "b"),
            strategy(2016, 2030, "early"),
            strategy(2018, 2020, "a"),
        ]
    )

    assert [bar.title for bar in timeline.bars] == ["early", "a", "b", "open"]
    assert [bar.y for bar in timeline.bars] == sorted(bar.y for bar in timeline.bars)


def test_open_end_is_drawn_some_years_long():
    timeline = build_timeline([strategy(2020)])

    assert timeline.bars[0].open_ended
    assert timeline.last == 2020 + OPEN_END


def test_label_of_a_late_bar_ends_where_the_bar_ends():
    early, late = build_timeline([strategy(2000, 2001), strategy(2019, 2020)]).bars

    assert (early.label_at_end, early.label_x) == (False, early.x)
    assert (late.label_at_end, late.label_x) == (True, WIDTH)
    assert early.text_y < early.y


@pytest.mark.parametrize(
    ("last", "ticks"), [(2009, range(2000, 2010)), (2010, [*range(2000, 2011, 2)])]
)
def test_ticks_are_whole_years_and_no_more_than_ten(last, ticks):
    timeline = build_timeline([strategy(2000, last)])

    assert [tick.year for tick in timeline.ticks] == list(ticks)
    assert timeline.ticks[0].x == 0


@given(SPANS)
def test_whatever_the_years_nothing_leaves_the_drawing(spans):
    timeline = build_timeline([strategy(*span) for span in spans])

    assert len(timeline.bars) == len(spans)
    for bar in timeline.bars:
        assert bar.x >= 0
        assert bar.width > 0
        assert bar.x + bar.width <= WIDTH + 0.2
        assert 0 < bar.text_y < bar.y < timeline.height
        assert 0 <= bar.label_x <= WIDTH + 0.2
    years = [tick.year for tick in timeline.ticks]
    assert years == sorted(set(years))
    assert 1 <= len(years) <= 10
    assert all(0 <= tick.x < WIDTH for tick in timeline.ticks)
    assert all(timeline.first <= year <= timeline.last for year in years)
