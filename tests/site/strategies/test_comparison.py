"""Strategies side by side, worked by hand."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategies.models import Priority, Strategy
from tests import factories as make
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.search import current
from wellbeing_portal.site.strategies import comparison

pytestmark = pytest.mark.django_db


def compared(*strategies: Strategy) -> Comparison:
    found = {one.pk: one for one in comparison.comparable()}
    return comparison.compare_strategies([found[strategy.pk] for strategy in strategies])


def pair(**values: object) -> list[Strategy]:
    return make.StrategyFactory.create_batch(2, published=True, **values)


def test_theme_has_each_strategys_priority_or_a_gap():
    first, second = pair()
    homes, work = make.ThemeFactory(name="Homes"), make.ThemeFactory(name="Work")
    make.PriorityFactory(strategy=first, title="Warm homes", themes=[homes])
    make.PriorityFactory(strategy=second, title="Safe homes", themes=[homes])
    make.PriorityFactory(strategy=second, title="Good work", themes=[work])

    rows = compared(first, second).section("themes").rows

    told = [
        (row.label, [[p.text for v in cell.values for p in v.trait.points] for cell in row.cells])
        for row in rows
    ]
    assert told == [
        ("Homes", [["Warm homes"], ["Safe homes"]]),
        ("Work", [[], ["Good work"]]),
    ]
    assert next(row.mark and row.mark.words for row in rows) == "Both"


def test_priority_links_to_its_place_and_says_its_kind():
    first, second = pair()
    priority = make.PriorityFactory(
        strategy=first, kind=Priority.Kind.AIM, themes=[make.ThemeFactory()]
    )

    row = compared(first, second).section("themes").rows[0]

    point = row.cells[0].values[0].trait.points[0]
    assert point.url == f"{first.get_absolute_url()}#priority-{priority.position}"
    assert point.note == "Aim"


def test_priorities_without_a_theme_are_not_lost():
    first, second = pair()
    make.PriorityFactory(strategy=first, title="Everything else")

    row = compared(first, second).section("themes").rows[0]

    assert row.label == "No theme given"


def test_target_groups_stand_apart_and_count_in_their_themes_as_everywhere():
    first, second = pair()
    carers = make.ThemeFactory(name="Carers and caring")
    for strategy in (first, second):
        make.PriorityFactory(
            strategy=strategy,
            kind=Priority.Kind.TARGET_GROUP,
            title="Carers",
            themes=[carers],
        )
        make.PriorityFactory(strategy=strategy, kind=Priority.Kind.TARGET_GROUP, title="Men")

    whole = compared(first, second)

    assert [value.trait.label for value in whole.section("target_groups").rows[0].cells[0].values]
    (row,) = whole.section("themes").rows
    assert (row.label, row.mark.words) == ("Carers and caring", "Both")
    assert row.cells[0].values[0].trait.points[0].note == "Target group"
    assert whole.in_common.startswith("Both name 1 theme (carers and caring) and 2 target groups")


def test_scrutiny_and_case_studies_come_along():
    first, second = pair()
    make.ScrutinyPointFactory(meeting__strategy=first, topic="Money")
    make.CaseStudyFactory(title="Shown", strategies=[first, second], published=True)
    make.CaseStudyFactory(title="Hidden", strategies=[first, second])

    whole = compared(first, second)

    assert whole.section("scrutiny").rows[0].cells[0].values[0].trait.label == "Money"
    studies = whole.section("case_studies").rows[0]
    assert [value.trait.label for value in studies.cells[1].values] == ["Shown"]


def test_first_comes_whether_it_has_ended_and_how_much_is_told_of_it():
    first, second = pair(start_year=2016, end_year=2021, status=Strategy.Status.ADOPTED)
    make.PriorityFactory(strategy=first)
    make.PriorityFactory(strategy=first, kind=Priority.Kind.TARGET_GROUP)
    make.CaseStudyFactory(strategies=[first], published=True)
    make.CaseStudyFactory(strategies=[first])

    one, other = compared(first, second).heads

    assert one.first == (
        "Ran from 2016 to 2021; ended. 2 priorities; 1 case study tells of work under it."
    )
    assert other.first.endswith("ended. No priorities; no case studies tell of work under it.")


def test_leeds_and_bristol_read_from_their_files(content):
    found = {one.slug: one for one in comparison.comparable()}
    leeds, bristol = (
        found["leeds-health-and-wellbeing-strategy-2016-21"],
        found["thrive-bristol-2018-28"],
    )

    whole = comparison.compare_strategies([leeds, bristol])

    assert [head.short for head in whole.heads] == ["Leeds", "Bristol"]
    assert [c.values[0].trait.label for c in whole.section("period").rows[0].cells] == [
        "2016 to 2021",
        "2018 to 2028",
    ]


def test_comparison_asks_as_often_at_any_size():
    def cost(size: int) -> int:
        strategies = make.StrategyFactory.create_batch(size, published=True)
        for strategy in strategies:
            for _ in range(size):
                make.PriorityFactory(strategy=strategy, themes=make.ThemeFactory.create_batch(size))
                make.ScrutinyPointFactory(meeting__strategy=strategy)
                make.CaseStudyFactory(strategies=[strategy], published=True)
        current()
        with CaptureQueriesContext(connection) as queries:
            compared(*strategies)
        return len(queries)

    assert cost(2) == cost(4)
