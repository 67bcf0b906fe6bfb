"""Two people have one record open: whoever saves second overwrites nothing without knowing."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Model
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from strategies.models import Council, CouncilChange, Theme
from tests import factories
from tests.admin_pages import admin_url
from tests.admin_roles import NEVER
from tests.browser_form import inputs_of, opened, send
from tests.core.test_admin import OWN_MODELS
from tests.followed import added, changed, followed_council, row_of, sources
from tests.pointing import made_for_admin

pytestmark = [pytest.mark.django_db, pytest.mark.history]


def curator(name: str) -> Client:
    client = Client()
    client.force_login(
        factories.UserFactory.create(username=name, is_staff=True, is_superuser=True)
    )
    return client


each_model = pytest.mark.parametrize(
    "model",
    [model for model in OWN_MODELS if (model, "change") not in NEVER],
    ids=lambda model: model.__name__,
)


@pytest.fixture
def ann(db: None) -> Client:
    return curator("ann")


@pytest.fixture
def bob(db: None) -> Client:
    return curator("bob")


def saved(response: Any) -> bool:
    return bool(response.status_code == 302)


def words(response: Any) -> str:
    """What the page says, without its tags."""
    text = re.sub(r"<[^>]*>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def first_text_input(inputs: dict[str, list[str]], record: Model) -> str:
    names = ("title", "name", "statement", "topic", "committee")
    return next(name for name in names if name in inputs)


@each_model
def test_a_stale_page_of_every_model_is_refused_and_keeps_what_was_typed(ann, bob, model):
    record = made_for_admin(model)
    page = opened(bob, record)
    name = first_text_input(page, record)
    assert saved(send(ann, record, opened(ann, record), **{name: "By Ann"}))

    refused = send(bob, record, page, **{name: "By Bob"})

    record.refresh_from_db()
    assert getattr(record, name) == "By Ann"
    assert refused.status_code == 200
    assert inputs_of(refused)[name] == ["By Bob"]
    said = words(refused)
    assert "Changed while you had this page open: ann" in said
    assert "is now “By Ann”" in said
    assert "You changed this too" in said

    assert saved(send(bob, record, inputs_of(refused)))
    record.refresh_from_db()
    assert getattr(record, name) == "By Bob"


@each_model
def test_saving_again_without_a_change_keeps_the_page_of_every_model_fresh(ann, bob, model):
    record = made_for_admin(model)
    page = opened(bob, record)
    name = first_text_input(page, record)
    assert saved(send(ann, record, opened(ann, record)))

    assert saved(send(bob, record, page, **{name: "By Bob"}))


def test_a_field_that_was_left_alone_takes_what_the_other_wrote(ann, bob):
    theme = factories.ThemeFactory.create(name="Old name", definition="Old words.")
    long = ("Ann's long words. " * 20).strip()
    page = opened(bob, theme)
    send(ann, theme, opened(ann, theme), definition=long)

    refused = send(bob, theme, page, name="Bob's name")

    assert f"Definition Now {long} Before Old words." in words(refused)
    assert "You changed this too" not in words(refused)
    assert saved(send(bob, theme, inputs_of(refused)))
    theme.refresh_from_db()
    assert (theme.name, theme.definition) == ("Bob's name", long)


def test_before_and_after_are_told_in_words(ann, bob):
    county = factories.CouncilFactory.create(name="Marlshire", type="county")
    council = factories.CouncilFactory.create(type="unitary", ends=None)
    page = opened(bob, council)
    changes = {"parent": str(county.pk), "type": "district", "ends": "2030-05-04"}
    assert saved(send(ann, council, opened(ann, council), **changes))

    said = words(send(bob, council, page))

    assert "was “nothing” and is now “Marlshire”." in said
    assert "is now “Non-metropolitan district”." in said or "is now “District" in said
    assert "was “nothing” and is now “4 May 2030”." in said


@pytest.fixture
def council(db: None) -> Council:
    return followed_council("ABC")


def change_row(council: Council) -> None:
    row = row_of(council, "B")
    row.source = "Changed by a colleague"
    row.save()


def add_row(council: Council) -> None:
    successor = factories.CouncilFactory.create(name="Eastport")
    factories.CouncilChangeFactory.create(
        predecessor=council, successor=successor, source="Added by a colleague"
    )


def remove_row(council: Council) -> None:
    row_of(council, "C").delete()


def turn_round(council: Council) -> None:
    rows = list(CouncilChange.objects.filter(predecessor=council).order_by("position"))
    for offset in (100, 0):
        for number, row in enumerate(reversed(rows), start=1):
            CouncilChange.objects.filter(pk=row.pk).update(position=number + offset)


def end(council: Council) -> None:
    Council.objects.filter(pk=council.pk).update(ends="2031-03-31")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (change_row, "is now “Changed by a colleague”"),
        (add_row, "Council change added: Old Marl → Eastport"),
        (remove_row, "Council change removed: Old Marl →"),
        (turn_round, "Another order: "),
        (end, "was “nothing” and is now “31 March 2031”"),
    ],
)
def test_every_change_of_a_record_and_its_rows_counts(bob, council, act, said):
    page = opened(bob, council)
    act(council)

    refused = send(bob, council, page, welsh_name="Bob's name")

    assert refused.status_code == 200
    assert said in words(refused)
    assert inputs_of(refused)["welsh_name"] == ["Bob's name"]
    assert saved(send(bob, council, inputs_of(refused)))
    council.refresh_from_db()
    assert council.welsh_name == "Bob's name"


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (change_row, ["A", "Changed by a colleague", "C"]),
        (add_row, ["A", "B", "C", "Added by a colleague"]),
        (remove_row, ["A", "B"]),
        (turn_round, ["C", "B", "A"]),
    ],
)
def test_saving_the_refused_page_undoes_nothing_of_the_others(bob, council, act, expected):
    page = opened(bob, council)
    act(council)

    again = send(bob, council, inputs_of(send(bob, council, page, welsh_name="x")))

    assert saved(again)
    assert sources(council) == expected


def test_rows_on_a_refused_page_stand_under_their_own_names(bob, council):
    page = opened(bob, council)
    turn_round(council)

    refused = send(bob, council, page)

    inputs = inputs_of(refused)
    shown = refused.context["inline_admin_formsets"][0]
    names = [one.original.source for one in shown if one.original]
    assert names == [inputs[f"followed_by-{index}-source"][0] for index in range(3)]


def test_a_row_changed_by_another_is_not_overwritten(ann, bob, council):
    page = opened(bob, council)
    assert saved(send(ann, council, opened(ann, council), **changed(0, source="By Ann")))

    refused = send(bob, council, page, **changed(0, source="By Bob"))

    assert sources(council) == ["By Ann", "B", "C"]
    assert inputs_of(refused)["followed_by-0-source"] == ["By Bob"]
    assert "You changed this too" in words(refused)


def test_rows_added_by_hand_stay_on_a_refused_page(bob, council):
    page = opened(bob, council)
    change_row(council)

    refused = send(bob, council, page, **added({"source": "D"}, existing=3))

    assert inputs_of(refused)["followed_by-3-source"] == ["D"]
    assert saved(send(bob, council, inputs_of(refused)))
    assert sources(council) == ["A", "Changed by a colleague", "C", "D"]


def test_two_windows_of_one_person_are_told_apart(ann, council):
    one, other = opened(ann, council), opened(ann, council)
    assert saved(send(ann, council, one, name="First window"))

    refused = send(ann, council, other, name="Second window")

    assert refused.status_code == 200
    assert "you, in another window" in words(refused)


def test_a_page_saved_twice_from_one_opening_is_refused_the_second_time(ann, council):
    page = opened(ann, council)
    assert saved(send(ann, council, page, name="Once"))

    assert not saved(send(ann, council, page, name="Twice"))


def test_line_ends_alone_are_no_change(ann, bob):
    theme = factories.ThemeFactory.create(definition="One\n\nTwo\n")
    page = opened(bob, theme)
    assert saved(send(ann, theme, opened(ann, theme)))

    assert saved(send(bob, theme, page, name="By Bob"))


@pytest.mark.parametrize("mark", [None, "", "forged", "x" * 5000])
def test_a_page_that_does_not_say_its_version_is_refused_once(bob, council, mark):
    refused = send(bob, council, opened(bob, council), _version=mark, name="By Bob")

    assert refused.status_code == 200
    assert "did not say which version" in words(refused)
    assert saved(send(bob, council, inputs_of(refused)))
    council.refresh_from_db()
    assert council.name == "By Bob"


def test_the_version_of_another_record_is_none(bob, council):
    other = factories.CouncilFactory.create()
    mark = opened(bob, other)["_version"]

    assert not saved(send(bob, council, opened(bob, council), _version=mark))


def test_what_a_colleague_changes_after_the_refusal_is_refused_as_well(ann, bob, council):
    page = opened(bob, council)
    send(ann, council, opened(ann, council), name="One")
    refused = send(bob, council, page, name="By Bob")
    send(ann, council, opened(ann, council), name="Two")

    again = send(bob, council, inputs_of(refused))

    assert "was “One” and is now “Two”" in words(again)
    assert saved(send(bob, council, inputs_of(again)))


def test_accounts_and_groups_are_not_overwritten_either(ann, bob):
    robin = factories.UserFactory.create(username="robin", first_name="R")
    group = Group.objects.create(name="Curators")
    for record, field in [(robin, "first_name"), (group, "name")]:
        page = opened(bob, record)
        assert saved(send(ann, record, opened(ann, record), **{field: "By Ann"}))

        refused = send(bob, record, page, **{field: "By Bob"})

        assert "is now “By Ann”" in words(refused)
        assert saved(send(bob, record, inputs_of(refused)))


def test_signing_in_meanwhile_is_no_change_of_an_account(bob):
    robin = factories.UserFactory.create(username="robin")
    page = opened(bob, robin)
    Client().force_login(robin)

    assert saved(send(bob, robin, page, first_name="Robin"))
    assert User.objects.get(pk=robin.pk).first_name == "Robin"


def test_the_mark_of_an_account_does_not_tell_the_password(bob):
    robin = factories.UserFactory.create(username="robin")
    robin.set_password("correct-horse-battery")
    robin.save()

    assertNotContains(bob.get(admin_url(robin)), robin.password)


def test_deleting_what_a_colleague_changed_is_asked_again(ann, bob):
    theme = factories.ThemeFactory.create()
    address = admin_url(theme, "delete")
    page = inputs_of(bob.get(address))
    send(ann, theme, opened(ann, theme), name="By Ann")

    asked = bob.post(address, page)

    assert Theme.objects.filter(pk=theme.pk).exists()
    assert "was changed since you opened this page" in words(asked)
    assert "is now “By Ann”" in words(asked)
    assert saved(bob.post(address, inputs_of(asked)))
    assert not Theme.objects.filter(pk=theme.pk).exists()


def test_deleting_what_is_unchanged_is_not_asked_again(bob):
    theme = factories.ThemeFactory.create()
    address = admin_url(theme, "delete")

    assert saved(bob.post(address, inputs_of(bob.get(address))))
    assert not Theme.objects.filter(pk=theme.pk).exists()


def test_no_list_changes_records_without_their_version():
    """Inputs in a list would overwrite like any other page."""
    for page in admin.site._registry.values():
        assert not page.list_editable, page


def test_a_change_without_history_is_told_without_a_name(bob):
    theme = factories.ThemeFactory.create(name="Sleep")
    page = opened(bob, theme)
    Theme.objects.filter(pk=theme.pk).update(name="Rest")

    refused = send(bob, theme, page)

    assertContains(refused, "Changed while you had this page open")
    assert "Name was “Sleep” and is now “Rest”." in words(refused)


def test_nobody_who_may_only_look_is_shown_or_asked_for_a_version(client):
    theme = factories.ThemeFactory.create(name="Sleep")
    viewer = factories.UserFactory.create(is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_theme"))
    client.force_login(viewer)

    assert "_version" not in inputs_of(client.get(admin_url(theme)))
    assert client.post(admin_url(theme), {"name": "x"}).status_code == 403
    assert Theme.objects.get().name == "Sleep"


def test_row_that_was_to_go_and_was_rewritten_meanwhile_is_asked_about_again(ann, bob, council):
    page = opened(bob, council)
    row = row_of(council, "B")
    send(ann, council, opened(ann, council), **changed(1, source="B, told better"))

    refused = send(bob, council, page, **changed(1, DELETE="on"))

    assert "You had marked it for deletion. It is no longer marked" in words(refused)
    assert saved(send(bob, council, inputs_of(refused)))
    row.refresh_from_db()
    assert row.source == "B, told better"
    assert saved(send(bob, council, opened(bob, council), **changed(1, DELETE="on")))
    assert sources(council) == ["A", "C"]
