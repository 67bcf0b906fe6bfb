"""The rows of a section are put in order by buttons that say which row they move."""

from __future__ import annotations

import re

import pytest

from tests import account_factories as account
from tests import factories as make
from tests.curate.sections.editing import Editing, told
from tests.people import contributor

pytestmark = pytest.mark.django_db


@pytest.fixture
def ordered(editing: Editing) -> Editing:
    """A study with the barriers “First”, “Second” and “Third”."""
    for text in ("First", "Second", "Third"):
        account.BarrierFactory.create(case_study=editing.study, text=text)
    return editing


def order(editing: Editing) -> list[str]:
    return [row.text for row in editing.said.barriers]


def buttons(page: str) -> list[str]:
    """What the buttons of a list say, aloud."""
    found = re.findall(r'<button[^>]*class="curate-act"[^>]*>(.*?)</button>', page)
    return [" ".join(re.sub("<[^>]+>", "", text).split()) for text in found]


def test_every_button_says_its_row_and_none_leads_nowhere(ordered: Editing) -> None:
    assert buttons(ordered.open("barriers/")) == [
        *("Move down First", "Move up Second", "Move down Second", "Move up Third"),
    ]


@pytest.mark.parametrize(
    ("way", "key", "after"),
    [
        ("down", "first", ["Second", "First", "Third"]),
        ("up", "third", ["First", "Third", "Second"]),
        ("up", "first", ["First", "Second", "Third"]),
        ("down", "third", ["First", "Second", "Third"]),
    ],
)
def test_row_moves_by_one_place(ordered: Editing, way: str, key: str, after: list[str]) -> None:
    answer = ordered.send("barriers/", {way: key})

    assert answer.status_code == 302
    assert order(ordered) == after


def test_move_is_told_and_the_focus_stays_on_its_button(ordered: Editing) -> None:
    answer = ordered.send("barriers/", {"up": "third"})
    page = told(ordered.client.get(answer["Location"]))

    assert "“Third” is now number 2 of 3." in page
    (button,) = re.findall(r"<button[^>]*autofocus[^>]*>", page)
    assert 'name="up"' in button
    assert 'value="third"' in button


def test_row_at_the_end_leaves_the_focus_on_the_way_back(ordered: Editing) -> None:
    answer = ordered.send("barriers/", {"up": "second"})
    page = told(ordered.client.get(answer["Location"]))

    (button,) = re.findall(r"<button[^>]*autofocus[^>]*>", page)
    assert 'name="down"' in button
    assert 'value="second"' in button


def test_row_that_a_colleague_removed_is_not_moved(ordered: Editing) -> None:
    ordered.study.barriers.filter(key="second").delete()

    answer = ordered.send("barriers/", {"up": "second"})

    assert "not there any more" in told(ordered.client.get(answer["Location"]))
    assert order(ordered) == ["First", "Third"]


def test_rows_without_keys_move_too(editing: Editing) -> None:
    make.CaseStudyApproachFactory.create_batch(2, case_study=editing.study)
    first, second = [row.approach for row in editing.said.approaches]

    editing.send("approaches/", {"down": first})

    assert [row.approach for row in editing.said.approaches] == [second, first]


def test_rows_stay_the_rows_they_are(ordered: Editing) -> None:
    before = dict(ordered.study.barriers.values_list("key", "pk"))

    ordered.send("barriers/", {"down": "first"})

    assert dict(ordered.study.barriers.values_list("key", "pk")) == before


def test_who_may_not_edit_sees_the_rows_without_buttons(ordered: Editing) -> None:
    other = Editing(ordered.study, contributor())

    page = other.open("barriers/")

    assert "Second" in page
    assert not buttons(page)
    assert "Add a barrier" not in page
    assert other.send("barriers/", {"down": "first"}).status_code == 403
    assert order(ordered) == ["First", "Second", "Third"]
