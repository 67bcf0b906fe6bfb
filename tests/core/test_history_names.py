"""The history says who did it, also when their account is gone."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains
from simple_history.utils import bulk_create_with_history

from casestudies.models import CaseStudyCouncil
from strategies.models import Theme
from tests import factories
from tests.admin_pages import admin_url, submit
from tests.followed import changed, followed_council
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.admin.authors import author_of_field, name_of, versions
from wellbeing_portal.core.publishing import actions

pytestmark = [pytest.mark.django_db, pytest.mark.history]


@pytest.fixture
def robin() -> User:
    return factories.UserFactory.create(username="robin", is_staff=True, is_superuser=True)


@pytest.fixture
def reader(db: None) -> Client:
    client = Client()
    client.force_login(
        factories.UserFactory.create(username="sam", is_staff=True, is_superuser=True)
    )
    return client


def deleted_in_the_admin(user: User, reader: Client) -> None:
    reader.post(admin_url(user, "delete"), {"post": "yes"})


def deleted_with_others(user: User, reader: Client) -> None:
    User.objects.filter(pk=user.pk).delete()


def deleted_in_sql(user: User, reader: Client) -> None:
    """What an operator would type, once the database has told them what points at the account."""
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if any(field.name == "history_user" for field in model._meta.fields):
                cursor.execute(
                    f"UPDATE {model._meta.db_table} SET history_user_id = NULL "
                    "WHERE history_user_id = %s",
                    [user.pk],
                )
        cursor.execute("DELETE FROM django_admin_log WHERE user_id = %s", [user.pk])
        cursor.execute("DELETE FROM auth_user WHERE id = %s", [user.pk])


@pytest.mark.parametrize("delete", [deleted_in_the_admin, deleted_with_others, deleted_in_sql])
def test_a_deleted_account_keeps_its_name_in_the_history(robin, reader, delete):
    council = followed_council("A")
    client = Client()
    client.force_login(robin)
    submit(client, council, {"welsh_name": "Hen Farl", **changed(0, source="An order")})
    theirs = council.history.first()

    delete(robin, reader)

    assert not User.objects.filter(username="robin").exists()
    page = reader.get(admin_url(council, "history"))
    assertContains(page, "<td>robin</td>", count=2, html=True)
    assert page.context["changes_to_parts"][0].who == "robin"
    theirs.refresh_from_db()
    assert (theirs.history_user, theirs.maker) == (None, "robin")


def test_a_record_that_was_moved_keeps_the_name_of_who_moved_it(robin):
    study = factories.CaseStudyFactory.create()
    actions.publish(study, by=robin)

    robin.delete()

    assert study.history.first().maker == "robin"


def test_many_records_written_at_once_keep_the_name(robin):
    themes: list[Any] = [Theme(name=name, slug=name, definition="What it is.") for name in "ab"]
    bulk_create_with_history(themes, Theme, default_user=robin)

    User.objects.all().delete()

    assert [version.maker for version in Theme.history.all()] == ["robin", "robin"]


def test_an_account_that_is_there_is_called_as_it_is_called_now(robin):
    study = factories.CaseStudyFactory.create()
    actions.publish(study, by=robin)

    robin.username = "robin.smith"
    robin.save()

    assert study.history.first().maker == "robin.smith"


def test_what_nobody_did_is_done_by_the_system(robin, reader):
    study = factories.CaseStudyFactory.create()
    actions.publish(study, by=SYSTEM)

    robin.delete()

    page = reader.get(admin_url(study, "history"))
    assertContains(page, "<td>The system</td>", html=True)
    assertNotContains(page, "robin")


def test_every_history_has_room_for_a_name():
    from django.apps import apps

    histories = [
        model.history.model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    ]

    assert len(histories) >= 25
    assert all(hasattr(history, "maker") for history in histories)


def test_a_value_is_whose_who_gave_it_last_also_where_it_had_been_the_same_before() -> None:
    theme = factories.ThemeFactory.create(name="Housing")
    for name, who in (("Homes", "kim"), ("Housing", "robin"), ("Housing", "sam")):
        theme.name, theme._history_user = name, factories.UserFactory.create(username=who)
        theme.definition += "."
        theme.save()

    author = author_of_field(versions(Theme, theme.pk), Theme._meta.get_field("name"))

    assert author is not None
    assert author.who == "robin"


def test_what_was_named_after_something_that_is_gone_is_known_by_its_number() -> None:
    role = factories.CaseStudyCouncilFactory.create()
    key, council = role.pk, role.council
    assert name_of(CaseStudyCouncil, key) == str(role)
    role.delete()
    council.delete()

    assert name_of(CaseStudyCouncil, key) == f"case study council no. {key}"
