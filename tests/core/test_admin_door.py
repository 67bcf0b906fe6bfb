"""The addresses of the admin that belong to no model, and rights that do not reach further."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNotContains

from casestudies.models import CaseStudy
from strategies.models import Council, CouncilChange, Theme
from tests import factories
from tests.admin_addresses import admin_addresses
from tests.admin_pages import admin_url, form_data
from tests.admin_roles import account, visitors
from tests.followed import added, changed, followed_council
from wellbeing_portal.core.admin_site import takes_forms

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def with_rights(*codenames: str) -> User:
    user = account()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.mark.history
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_form_sent_to_an_old_version_is_refused_whatever_the_method(method):
    """A form sent to a page of an old version was taken from whoever may view it."""
    theme = factories.ThemeFactory.create(name="Sleep")
    client = client_of(account(rights=("view",)))
    whole = client_of(account(is_superuser=True)).get(admin_url(theme))
    data = {name: value for name, value in form_data(whole).items() if value is not None}
    data |= {"name": "Mine"}
    version = theme.history.first().pk

    for page in (
        admin_url(theme, "history"),
        reverse("admin:strategies_theme_simple_history", args=[theme.pk, version]),
    ):
        answer = getattr(client, method)(page, data)
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD"

    theme = Theme.objects.get()
    assert (theme.name, theme.history.count()) == ("Sleep", 1)


def test_forms_are_taken_at_addresses_made_for_them_and_nowhere_else():
    taking = {address.kind for address in admin_addresses() if takes_forms(address.name)}

    assert taking == {
        *("login", "logout", "password_change"),
        *("changelist", "add", "change", "delete"),
    }


@pytest.mark.history
def test_addresses_of_no_model_ask_for_an_account_and_write_nothing_of_content():
    theme = factories.ThemeFactory.create()
    kind = ContentType.objects.get_for_model(Theme).pk
    holes: dict[str, list[Any]] = {
        "view_on_site": [kind, theme.pk],
        "app_list": ["strategies"],
        "elsewhere": ["nonsense"],
    }
    addresses = [address for address in admin_addresses() if address.model is None]
    versions = Theme.history.count()

    for visitor in visitors():
        for address in addresses:
            for method in (visitor.client.get, visitor.client.post):
                answer = method(address.path(*holes.get(address.kind, [])), {"name": "x"})
                if not visitor.is_let_in and address.kind not in {"login", "logout"}:
                    to_login = str(answer.get("Location", "")).startswith(reverse("admin:login"))
                    assert answer.status_code == 405 or to_login, (visitor.role, address)

    assert len(addresses) >= 10
    assert (Theme.objects.get(), Theme.history.count()) == (theme, versions)


@pytest.mark.parametrize("rights", [(), ("add",), ("delete",)])
def test_the_public_address_of_a_record_is_told_only_to_whoever_may_look(rights):
    study = factories.CaseStudyFactory.create(title="Not yet known")
    kind = ContentType.objects.get_for_model(CaseStudy).pk
    page = reverse("admin:view_on_site", args=[kind, study.pk])

    assert client_of(account(rights=rights)).get(page).status_code == 403
    assert client_of(account(rights=("view",))).get(page).status_code == 302


@pytest.mark.parametrize("kind", ["0", "9" * 30, "x"])
def test_the_public_address_of_nothing_is_not_found(kind):
    client = client_of(account(is_superuser=True))

    assert client.get(reverse("admin:view_on_site", args=[kind, "1"])).status_code == 404


def test_every_action_of_a_list_says_which_right_it_takes():
    request = HttpRequest()
    request.user = User(is_superuser=True, is_active=True)

    for page in admin.site._registry.values():
        for action, name, _ in page.get_actions(request).values():
            assert getattr(action, "allowed_permissions", None), (page, name)


@pytest.mark.history
@pytest.mark.parametrize("rows", [(), ("view_councilchange",)])
def test_the_right_to_change_a_record_is_none_to_change_add_or_remove_its_rows(rows):
    council = followed_council("ABC")
    whole = client_of(account(is_superuser=True)).get(admin_url(council))
    data = {name: value for name, value in form_data(whole).items() if value is not None}
    before = list(CouncilChange.objects.order_by("pk").values())
    versions = CouncilChange.history.count()

    data |= added({"source": "Mine"}, existing=3) | changed(0, source="Mine", position=3)
    data |= changed(1, DELETE="on") | changed(2, position=1) | {"name": "Changed"}
    client = client_of(with_rights("change_council", *rows))
    data["_version"] = form_data(client.get(admin_url(council)))["_version"]
    answer = client.post(admin_url(council), data)

    assert answer.status_code == 302
    assert Council.objects.get(pk=council.pk).name == "Changed"
    assert list(CouncilChange.objects.order_by("pk").values()) == before
    assert CouncilChange.history.count() == versions


@pytest.mark.history
def test_the_history_tells_of_rows_only_to_whoever_may_look_at_them():
    finding = factories.FindingFactory.create(statement="Half slept better.")
    page = admin_url(finding.case_study, "history")

    answer = client_of(with_rights("view_casestudy")).get(page)
    full = client_of(with_rights("view_casestudy", "view_finding")).get(page)

    assertNotContains(answer, "Half slept better.")
    assert "Half slept better." in full.content.decode()


def account_form(client: Client, user: User) -> dict[str, Any]:
    data = form_data(client.get(admin_url(user)))
    return {name: value for name, value in data.items() if value is not None}


def test_whoever_may_change_accounts_gives_nobody_rights():
    manager = with_rights("change_user", "view_user", "change_group")
    client, group = client_of(manager), Group.objects.create(name="Curators")
    other = factories.UserFactory.create()
    gift = {
        "is_superuser": "on",
        "groups": [group.pk],
        "user_permissions": [Permission.objects.earliest("pk").pk],
    }

    for user in (manager, other):
        answer = client.post(admin_url(user), account_form(client, user) | gift)
        assert answer.status_code == 302
        left = User.objects.get(pk=user.pk)
        assert not left.is_superuser
        assert not left.groups.exists()
    permission = {"permissions": [Permission.objects.earliest("pk").pk]}
    version = form_data(client.get(admin_url(group)))["_version"]
    client.post(admin_url(group), {"name": "Readers", "_version": version} | permission)

    group.refresh_from_db()
    assert (group.name, group.permissions.count()) == ("Readers", 0)
    assert other.user_permissions.count() == 0
    assert manager.user_permissions.count() == 3


@pytest.mark.parametrize("active", [True, False])
@pytest.mark.parametrize("how", ["superuser", "own rights", "rights of a group"])
def test_an_account_that_may_more_is_not_taken_over(how, active):
    mighty = factories.UserFactory.create(is_superuser=how == "superuser", is_active=active)
    right = Permission.objects.get(codename="change_council")
    if how == "own rights":
        mighty.user_permissions.add(right)
    elif how == "rights of a group":
        group = Group.objects.create(name="Curators")
        group.permissions.add(right)
        mighty.groups.add(group)
    client = client_of(with_rights("change_user", "view_user", "delete_user"))
    password = {"password1": "correct-horse-battery", "password2": "correct-horse-battery"}

    for page, data in [
        (reverse("admin:auth_user_password_change", args=[mighty.pk]), password),
        (admin_url(mighty), {"username": "mine"}),
        (admin_url(mighty, "delete"), {"post": "yes"}),
    ]:
        assert client.post(page, data).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [mighty.pk], "post": "yes"}
    client.post(admin_url(User, "changelist"), chosen)

    left = User.objects.get(pk=mighty.pk)
    assert (left.username, left.password) == (mighty.username, mighty.password)
    assert not LogEntry.objects.exists()
