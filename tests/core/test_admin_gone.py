"""What a page had and somebody else deleted meanwhile: named, kept, and in nobody's way."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from strategies.models import Council, CouncilChange
from tests import factories
from tests.admin_pages import admin_url
from tests.browser_form import inputs_of, opened, send
from tests.core.test_admin_stale import curator, saved, words
from tests.followed import added, changed, followed_council, row_of, sources

pytestmark = [pytest.mark.django_db, pytest.mark.history]


@pytest.fixture
def ann(db: None) -> Client:
    return curator("ann")


@pytest.fixture
def bob(db: None) -> Client:
    return curator("bob")


@pytest.fixture
def council(db: None) -> Council:
    return followed_council()


def delete(client: Client, record: Any) -> None:
    address = admin_url(record, "delete")
    assert saved(client.post(address, inputs_of(client.get(address))))


def remove_second(client: Client, council: Council) -> CouncilChange:
    """Somebody removes the row B, on the page of the council."""
    row = row_of(council, "B")
    assert saved(send(client, council, opened(client, council), **{"followed_by-1-DELETE": "on"}))
    return row


def test_a_row_that_is_gone_is_named_and_the_rest_can_be_saved(ann, bob, council):
    page = opened(bob, council)
    row = remove_second(ann, council)

    told = send(bob, council, page, welsh_name="Marl", **changed(1, source="Typed into B."))

    said = words(told)
    assert f"Council change “{row}” was removed ( ann," in said
    assert "Source Typed into B." in said
    assert "followed_by-1-source" in inputs_of(told)
    assert saved(send(bob, council, inputs_of(told)))
    council.refresh_from_db()
    assert council.welsh_name == "Marl"
    assert sources(council) == ["A", "C", "D"]


def test_a_row_that_is_gone_can_be_added_again_with_what_was_typed(ann, bob, council):
    page = opened(bob, council)
    row = remove_second(ann, council)

    told = send(bob, council, page, **changed(1, extent="part"))
    ticked = {f"followed_by-gone-{row.pk}-again": "on"}

    assert saved(send(bob, council, inputs_of(told), **ticked))
    again = row_of(council, "B")
    assert (again.extent, again.successor) == ("part", row.successor)
    assert sorted(sources(council)) == ["A", "B", "C", "D"]


def test_what_was_typed_in_a_gone_row_survives_another_error(ann, bob, council):
    page = opened(bob, council)
    row = remove_second(ann, council)
    told = send(bob, council, page, **changed(1, source="Typed."))

    wrong = send(bob, council, inputs_of(told), name="")
    assert "Rows that are no longer here" in words(wrong)
    assert "Source Typed." in words(wrong)

    ticked = {f"followed_by-gone-{row.pk}-again": "on"}
    assert saved(send(bob, council, inputs_of(wrong), name="Right", **ticked))
    assert row_of(council, "Typed.").successor == row.successor


def test_a_row_that_both_removed_is_simply_gone(ann, bob, council):
    page = opened(bob, council)
    remove_second(ann, council)

    told = send(bob, council, page, **{"followed_by-1-DELETE": "on"})

    assert "Add it again" not in words(told)
    assert saved(send(bob, council, inputs_of(told)))
    assert sources(council) == ["A", "C", "D"]


def test_all_rows_gone_at_once_leave_a_page_that_can_be_saved(bob, council):
    page = opened(bob, council)
    CouncilChange.objects.all().delete()

    told = send(bob, council, page, **added({"source": "E"}))

    assert words(told).count("Add it again") == 4
    assert saved(send(bob, council, inputs_of(told)))
    assert sources(council) == ["E"]


def test_a_deleted_record_shows_what_was_typed(ann, bob):
    council = factories.CouncilFactory.create(name="Quietham")
    page = opened(bob, council)
    delete(ann, council)
    parent = factories.CouncilFactory.create(name="Marlshire")
    typed = {"official_name": "Bob's Council", "parent": [str(parent.pk)]}

    told = send(bob, council, page, **typed, **added({"source": "Bob's new row"}, existing=0))

    said = words(told)
    assert told.status_code == 200
    assert "“Quietham” was deleted while you had its page open ( ann," in said
    assert "Official name Bob's Council" in said
    assert "Marlshire" in said
    assert "Source Bob's new row" in said
    assert not Council.objects.filter(pk=council.pk).exists()


def test_a_record_that_never_was_is_told_as_before(bob):
    address = admin_url(Council, "changelist") + "999/change/"

    assert bob.post(address, {"name": "x"}).status_code == 302


def test_a_deleted_record_is_shown_to_nobody_who_may_not_change_it(client, bob):
    theme = factories.ThemeFactory.create(name="Sleep")
    address = admin_url(theme)
    theme.delete()
    client.force_login(factories.UserFactory.create(is_staff=True))

    assert "Sleep" not in words(client.post(address, {"name": "x"}, follow=True))


def test_a_deleted_choice_is_named_at_its_field(ann, bob, council):
    parent = factories.CouncilFactory.create(name="Marlshire")
    page = opened(bob, council)
    key = str(parent.pk)
    delete(ann, parent)

    wrong = send(bob, council, page, parent=key, name="Bob's name")

    [error] = wrong.context["adminform"].form.errors["parent"]
    assert error.startswith("“Marlshire” was deleted by ann on ")
    assert inputs_of(wrong)["name"] == ["Bob's name"]
    assert saved(send(bob, council, inputs_of(wrong), parent=""))


def test_a_deleted_choice_of_a_row_is_named_there(bob, council):
    gone = factories.CouncilFactory.create(name="Eastport")
    page = opened(bob, council)
    key = str(gone.pk)
    gone.delete()

    wrong = send(bob, council, page, **changed(0, successor=key))

    [error] = wrong.context["inline_admin_formsets"][0].formset.errors[0]["successor"]
    assert "“Eastport” was deleted" in error


@pytest.mark.parametrize("value", ["999999", "nonsense", "9" * 40, "²"])
def test_a_choice_that_never_was_is_refused_in_plain_words(bob, council, value):
    wrong = send(bob, council, opened(bob, council), parent=value)

    assert wrong.status_code == 200
    assert wrong.context["adminform"].form.errors["parent"]


@pytest.mark.parametrize("value", [None, "", "nonsense", "-1", "9" * 30])
@pytest.mark.parametrize("name", ["TOTAL", "INITIAL"])
def test_a_page_that_lost_the_number_of_its_rows_keeps_them(bob, council, name, value):
    page = opened(bob, council)
    lost = {f"followed_by-{name}_FORMS": value, "followed_by-1-source": "B by Bob"}

    told = send(bob, council, page, **lost)

    assert told.status_code == 200
    assert "a part of this page was lost" in words(told)
    assert sources(council) == ["A", "B", "C", "D"]
    assert saved(send(bob, council, inputs_of(told)))
    assert sources(council) == ["A", "B by Bob", "C", "D"]


@pytest.mark.parametrize(
    "changes",
    [
        {"followed_by-0-id": "nonsense"},
        {"followed_by-0-id": "999999"},
        {"followed_by-0-id": None},
        {"followed_by-1-id": "1"},
        {"followed_by-INITIAL_FORMS": "9", "followed_by-TOTAL_FORMS": "9"},
        {"followed_by-gone-x-source": "x", "followed_by-gone-²-again": "on"},
        {"followed_by-gone-99999999999999999999999999-again": "on"},
    ],
)
def test_a_page_that_was_tampered_with_is_answered(bob, council, changes):
    for mark in (opened(bob, council)["_version"], "none"):
        response = send(bob, council, opened(bob, council), _version=mark, **changes)

        assert response.status_code in {200, 302}
        assert Council.objects.filter(pk=council.pk).exists()


def test_a_page_that_has_a_row_twice_changes_none(bob, council):
    twice = str(row_of(council, "A").pk)

    told = send(bob, council, opened(bob, council), **changed(1, id=twice, source="Typed."))

    assert "a part of this page was lost" in words(told)
    assert sources(council) == ["A", "B", "C", "D"]
