"""What is different between two forms is said in plain English, and where it stands."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.core.aggregates.test_writing import changed, finding, rows_of
from tests.universe import Universe
from wellbeing_portal.core.aggregates import difference, read

pytestmark = pytest.mark.django_db


def said(record: Any, **values: Any) -> list[str]:
    form = read(record)
    return [str(one) for one in difference(form, changed(form, **values))]


def test_record_that_says_the_same_is_not_different(universe: Universe) -> None:
    for record in (universe.rich, universe.framework, universe.joint):
        assert difference(read(record), read(record)) == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"title": "Streets of Marl"},
            "Title changed from “Living Streets of Marl” to “Streets of Marl”",
        ),
        ({"stage": "completed"}, "Stage changed from “Evaluated” to “Completed”"),
        ({"end_year": None}, "To changed from 2020 to nothing"),
        (
            {"inferred": ""},
            "What is inferred changed from “We assume that Marl is Marl.” to nothing",
        ),
        (
            {"review_due": dt.date(2030, 5, 4)},
            "Review due changed from nothing to 4 May 2030",
        ),
        ({"population_groups": []}, "Population groups: “older-people” removed"),
        (
            {"source": "minutes-of-the-northmarl-scrutiny-panel"},
            "Source changed from “the-marl-report” to “minutes-of-the-northmarl-scrutiny-panel”",
        ),
    ],
)
def test_changed_value_is_named_as_forms_name_it(
    universe: Universe, values: dict[str, Any], sentence: str
) -> None:
    assert said(universe.rich, **values) == [sentence]


def test_change_within_a_row_names_the_row(universe: Universe) -> None:
    rows = rows_of(read(universe.rich), "findings")
    rows[0] |= {"value": Decimal("97.50"), "key_order": None, "enablers": []}

    assert said(universe.rich, findings=rows) == [
        "Finding “Of those asked, 98% knew a neighbour by name.”: value changed from 98 to 97.5",
        "Finding “Of those asked, 98% knew a neighbour by name.”: enablers: "
        "“political-leadership” removed",
        "Finding “Of those asked, 98% knew a neighbour by name.”: "
        "place among the key findings changed from 1 to nothing",
    ]


def test_change_within_a_row_of_a_row_names_both(universe: Universe) -> None:
    rows = rows_of(read(universe.rich), "initiatives")
    rows[0]["funders"][0]["amount"] = Decimal(80_000)

    assert said(universe.rich, initiatives=rows) == [
        "Initiative “Play Street”: initiative funder “marl-community-trust”: "
        "amount in pounds changed from 70000 to 80000"
    ]


def test_rows_that_come_go_and_move_are_told_apart(universe: Universe) -> None:
    form = read(universe.rich)
    first, second, third, _fourth = rows_of(form, "findings")
    after = changed(form, findings=[third, first, second, finding("They met.")])

    told = difference(form, after)

    assert [(one.what, one.path[1]) for one in told] == [
        ("removed", "residents-felt-safer"),
        ("moved", third["key"]),
        ("added", "they-met"),
    ]
    assert [str(one) for one in told] == [
        "Finding “Residents felt safer.”: removed",
        "Finding “3,498 people came to a street party.”: moved from place 3 to place 1",
        "Finding “They met.”: added",
    ]
    assert (told[1].before, told[1].after) == (3, 1)
    assert told[2].after.statement == "They met."


def test_rows_after_one_that_is_added_are_compared_as_well(universe: Universe) -> None:
    first, *others = rows_of(read(universe.rich), "findings")
    first["statement"] = "Trust rose a little."

    told = said(universe.rich, findings=[finding("They met."), first, *others])

    assert told[0] == "Finding “They met.”: added"
    assert any("statement changed" in one and "Trust rose a little." in one for one in told[1:])


def test_council_whose_part_changes_is_named(universe: Universe) -> None:
    rows = rows_of(read(universe.rich), "councils")
    rows[1]["role"] = "lead"

    assert said(universe.rich, councils=rows) == [
        "Council “marlshire”: role changed from “Partner” to “Lead”"
    ]


def test_path_leads_to_the_value_and_whole_texts_stand_beside_it(universe: Universe) -> None:
    form = read(universe.joint)
    long = "A very long title. " * 9
    rows = rows_of(form, "priorities")
    rows[0]["title"] = long

    (told,) = difference(form, changed(form, priorities=rows))

    assert told.path == ("priorities", "start-well", "title")
    assert (told.what, told.before, told.after) == ("changed", "Start well", long.strip())
    assert len(told.sentence) < len(long) + 40
    assert str(told).endswith("…”")


def test_forms_of_two_kinds_are_not_compared(universe: Universe) -> None:
    with pytest.raises(TypeError):
        difference(read(universe.rich), read(universe.joint))
