"""What a page had and somebody else deleted meanwhile: named, kept, and in nobody's way."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from strategies.models import Priority, Source, Strategy
from tests import factories
from tests.admin_pages import admin_url, new_rows
from tests.browser_form import inputs_of, opened, send
from tests.core.test_admin_stale import curator, saved, words

pytestmark = [pytest.mark.django_db, pytest.mark.history]


@pytest.fixture
def ann(db: None) -> Client:
    return curator("ann")


@pytest.fixture
def bob(db: None) -> Client:
    return curator("bob")


@pytest.fixture
def strategy(db: None) -> Strategy:
    """A strategy whose priorities are A, B, C and D."""
    strategy = factories.StrategyFactory.create(councils=[factories.CouncilFactory.create()])
    for title in "ABCD":
        factories.PriorityFactory.create(strategy=strategy, title=title, description=f"Of {title}.")
    return strategy


def titles(strategy: Strategy) -> list[str]:
    rows = list(strategy.priorities.order_by("position"))
    assert len({row.position for row in rows}) == len(rows)
    return [row.title for row in rows]


def delete(client: Client, record: Any) -> None:
    address = admin_url(record, "delete")
    assert saved(client.post(address, inputs_of(client.get(address))))


def test_a_row_that_is_gone_is_named_and_the_rest_can_be_saved(ann, bob, strategy):
    page = opened(bob, strategy)
    delete(ann, strategy.priorities.get(title="B"))

    told = send(
        bob, strategy, page, summary="New.", **{"priorities-1-description": "Typed into B."}
    )

    said = words(told)
    assert "Priority “B” was removed ( ann," in said
    assert "Description Typed into B." in said
    assert "priorities-1-description" in inputs_of(told)
    assert saved(send(bob, strategy, inputs_of(told)))
    strategy.refresh_from_db()
    assert strategy.summary == "New."
    assert titles(strategy) == ["A", "C", "D"]


def test_a_row_that_is_gone_can_be_added_again_with_what_was_typed(ann, bob, strategy):
    theme = factories.ThemeFactory.create()
    page = opened(bob, strategy)
    row = strategy.priorities.get(title="B")
    delete(ann, row)
    typed = {"priorities-1-description": "Typed.", "priorities-1-themes": [str(theme.pk)]}

    told = send(bob, strategy, page, **typed)
    ticked = {f"priorities-gone-{row.pk}-again": "on"}

    assert saved(send(bob, strategy, inputs_of(told), **ticked))
    again = strategy.priorities.get(title="B")
    assert again.description == "Typed."
    assert list(again.themes.all()) == [theme]
    assert sorted(titles(strategy)) == ["A", "B", "C", "D"]


def test_what_was_typed_in_a_gone_row_survives_another_error(ann, bob, strategy):
    page = opened(bob, strategy)
    row = strategy.priorities.get(title="B")
    delete(ann, row)
    told = send(bob, strategy, page, **{"priorities-1-description": "Typed."})

    wrong = send(bob, strategy, inputs_of(told), title="")
    assert "Rows that are no longer here" in words(wrong)
    assert "Description Typed." in words(wrong)

    ticked = {f"priorities-gone-{row.pk}-again": "on"}
    assert saved(send(bob, strategy, inputs_of(wrong), title="Right", **ticked))
    assert strategy.priorities.get(title="B").description == "Typed."


def test_a_row_that_both_removed_is_simply_gone(ann, bob, strategy):
    page = opened(bob, strategy)
    delete(ann, strategy.priorities.get(title="B"))

    told = send(bob, strategy, page, **{"priorities-1-DELETE": "on"})

    assert "Add it again" not in words(told)
    assert saved(send(bob, strategy, inputs_of(told)))
    assert titles(strategy) == ["A", "C", "D"]


def test_all_rows_gone_at_once_leave_a_page_that_can_be_saved(bob, strategy):
    page = opened(bob, strategy)
    Priority.objects.all().delete()

    told = send(bob, strategy, page, **new_rows("priorities", 4, {"kind": "aim", "title": "E"}))

    assert words(told).count("Add it again") == 4
    assert saved(send(bob, strategy, inputs_of(told), **{"priorities-0-kind": "priority"}))
    assert titles(strategy) == ["E"]


def test_a_row_that_moved_to_another_record_is_told_to_be_there(ann, bob, strategy):
    other = factories.StrategyFactory.create(title="The other strategy")
    row = strategy.priorities.get(title="B")
    page = opened(bob, strategy)
    assert saved(send(ann, row, opened(ann, row), strategy=str(other.pk)))

    told = send(bob, strategy, page, **{"priorities-1-title": "Changed by Bob"})

    assert "Priority “B” now belongs to “The other strategy”" in words(told)
    assert "Title Changed by Bob" in words(told)
    assert saved(send(bob, strategy, inputs_of(told)))
    assert (titles(strategy), titles(other)) == (["A", "C", "D"], ["B"])


def test_a_deleted_record_shows_what_was_typed(ann, bob, strategy):
    council = factories.CouncilFactory.create(name="Leeds")
    page = opened(bob, strategy)
    delete(ann, strategy)
    typed = {"vision": "Bob's vision.\nOn two lines.", "councils": [str(council.pk)]}
    row = {"kind": "priority", "title": "Bob's new row"}

    told = send(bob, strategy, page, **typed, **new_rows("priorities", 4, row))

    said = words(told)
    assert told.status_code == 200
    assert f"“{strategy.title}” was deleted while you had its page open ( ann," in said
    assert "Vision Bob's vision. On two lines." in said
    assert "Councils Leeds" in said
    assert "Title Bob's new row" in said
    assert f"Source {strategy.source.title}" in said
    assert not Strategy.objects.exists()


def test_a_record_that_never_was_is_told_as_before(bob):
    address = admin_url(Strategy, "changelist") + "999/change/"

    assert bob.post(address, {"title": "x"}).status_code == 302


def test_a_deleted_record_is_shown_to_nobody_who_may_not_change_it(client, bob, strategy):
    address = admin_url(strategy)
    strategy.delete()
    client.force_login(factories.UserFactory.create(is_staff=True))

    assert strategy.title not in words(client.post(address, {"title": "x"}, follow=True))


def test_a_deleted_choice_is_named_at_its_field(ann, bob, strategy):
    source = factories.SourceFactory.create(title="Report on sleep")
    page = opened(bob, strategy)
    key = str(source.pk)
    delete(ann, source)

    wrong = send(bob, strategy, page, source=key, title="Bob's title")

    [error] = wrong.context["adminform"].form.errors["source"]
    assert error.startswith("“Report on sleep” was deleted by ann on ")
    assert inputs_of(wrong)["title"] == ["Bob's title"]
    assert saved(send(bob, strategy, inputs_of(wrong), source=str(strategy.source.pk)))


def test_deleted_choices_of_many_are_named_and_the_others_kept(bob, strategy):
    gone = factories.ThemeFactory.create(name="Sleep")
    stays = factories.ThemeFactory.create(name="Rest")
    page = opened(bob, strategy)
    keys = [str(gone.pk), str(stays.pk)]
    gone.delete()

    wrong = send(bob, strategy, page, **{"priorities-0-themes": keys})

    [error] = wrong.context["inline_admin_formsets"][0].formset.errors[0]["themes"]
    assert "“Sleep” was deleted" in error
    assert inputs_of(wrong)["priorities-0-themes"] == [str(stays.pk)]
    assert saved(send(bob, strategy, inputs_of(wrong)))


@pytest.mark.parametrize("value", ["999999", "nonsense", "9" * 40, "²"])
def test_a_choice_that_never_was_is_refused_in_plain_words(bob, strategy, value):
    wrong = send(bob, strategy, opened(bob, strategy), source=value)

    assert wrong.status_code == 200
    assert wrong.context["adminform"].form.errors["source"]


@pytest.mark.parametrize("value", [None, "", "nonsense", "-1", "9" * 30])
@pytest.mark.parametrize("name", ["TOTAL", "INITIAL"])
def test_a_page_that_lost_the_number_of_its_rows_keeps_them(bob, strategy, name, value):
    page = opened(bob, strategy)
    lost = {f"priorities-{name}_FORMS": value, "priorities-1-title": "B by Bob"}

    told = send(bob, strategy, page, **lost)

    assert told.status_code == 200
    assert "a part of this page was lost" in words(told)
    assert titles(strategy) == ["A", "B", "C", "D"]
    assert saved(send(bob, strategy, inputs_of(told)))
    assert titles(strategy) == ["A", "B by Bob", "C", "D"]


@pytest.mark.parametrize(
    "changes",
    [
        {"priorities-0-id": "nonsense"},
        {"priorities-0-id": "999999"},
        {"priorities-0-id": None},
        {"priorities-1-id": "1"},
        {"priorities-INITIAL_FORMS": "9", "priorities-TOTAL_FORMS": "9"},
        {"priorities-gone-x-title": "x", "priorities-gone-²-again": "on"},
        {"priorities-gone-99999999999999999999999999-again": "on"},
    ],
)
def test_a_page_that_was_tampered_with_is_answered(bob, strategy, changes):
    for mark in (opened(bob, strategy)["_version"], "none"):
        response = send(bob, strategy, opened(bob, strategy), _version=mark, **changes)

        assert response.status_code in {200, 302}
    assert Source.objects.count() == 1
