"""``create_curator``, which ``make admin`` runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command

from strategies.models import CouncilNeighbour
from tests import factories

pytestmark = pytest.mark.django_db

GOOD = "correct-horse-battery"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Says what somebody types, in order, and which passwords."""

    def set_up(*typed: str, passwords: tuple[str, ...] = (GOOD, GOOD)) -> None:
        monkeypatch.setattr("builtins.input", replies(typed))
        monkeypatch.setattr("getpass.getpass", replies(passwords))

    return set_up


def replies(texts: tuple[str, ...]) -> Callable[[str], str]:
    remaining: Iterator[str] = iter(texts)

    def reply(_prompt: str) -> str:
        text = next(remaining, None)
        if text is None:
            raise EOFError
        return text

    return reply


def create(**options: Any) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    options.setdefault("stdin", Terminal())
    call_command("create_curator", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_curator_is_made_from_answers(answer, client):
    answer("robin", "robin@example.org")

    out, _ = create()

    user = User.objects.get()
    assert (user.username, user.email, user.is_staff) == ("robin", "robin@example.org", True)
    assert not user.is_superuser
    assert user.check_password(GOOD)
    assert [group.name for group in user.groups.all()] == ["Editors"]
    assert "robin" in out


@pytest.mark.parametrize(
    ("role", "group", "staff", "door"),
    [
        ("contributor", "Contributors", False, "/curate/"),
        ("reviewer", "Reviewers", False, "/curate/"),
        ("editor", "Editors", True, "/curate/"),
        ("administrator", "Administrators", True, "/curate/"),
    ],
)
def test_an_account_of_any_role_is_made(answer, role, group, staff, door):
    answer("robin", "robin@example.org")

    out, _ = create(role=role)

    user = User.objects.get()
    assert [one.name for one in user.groups.all()] == [group]
    assert user.is_staff == staff
    assert f"sign in at {door}" in out


def test_options_are_not_asked_for(answer):
    answer()

    create(username="robin", email="robin@example.org")

    assert User.objects.get().username == "robin"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        (["", "robin", "robin@example.org"], "cannot be blank"),
        (["taken", "robin", "robin@example.org"], "already exists"),
        (["two words", "robin", "robin@example.org"], "valid username"),
        (["robin", "nowhere", "robin@example.org"], "valid email"),
        (["robin", "", "robin@example.org"], "needed"),
    ],
)
def test_an_answer_that_will_not_do_is_asked_for_again(answer, typed, complaint):
    factories.UserFactory.create(username="taken")
    answer(*typed)

    _, err = create()

    assert complaint in err
    assert User.objects.filter(username="robin", email="robin@example.org").exists()


@pytest.mark.parametrize(
    ("password", "complaint"),
    [
        ("short", "too short"),
        ("password", "too common"),
        ("9371864025", "entirely numeric"),
        ("robin@example", "too similar"),
    ],
)
def test_a_weak_password_is_asked_for_again(answer, password, complaint):
    answer("robin", "robin@example.org", passwords=(password, password, GOOD, GOOD))

    _, err = create()

    assert complaint in err
    assert User.objects.get().check_password(GOOD)


def test_two_different_passwords_are_asked_for_again(answer):
    answer("robin", "robin@example.org", passwords=(GOOD, "other", GOOD, GOOD))

    _, err = create()

    assert "differ" in err
    assert User.objects.get().check_password(GOOD)


def test_after_three_bad_passwords_nothing_is_made(answer):
    answer("robin", "robin@example.org", passwords=("a", "a") * 3)

    with pytest.raises(CommandError, match="Nothing was made"):
        create()

    assert not User.objects.exists()


@pytest.mark.parametrize("error", [KeyboardInterrupt, EOFError])
def test_leaving_makes_nothing(monkeypatch, error):
    def leave(_prompt: str) -> str:
        raise error

    monkeypatch.setattr("builtins.input", leave)

    with pytest.raises(CommandError, match="Cancelled"):
        create()

    assert not User.objects.exists()


def test_an_option_that_will_not_do_is_not_asked_for_again(answer):
    factories.UserFactory.create(username="taken")
    answer()

    with pytest.raises(CommandError, match="Nothing was made"):
        create(username="taken")


def test_without_a_terminal_the_options_are_named():
    with pytest.raises(CommandError, match="CURATOR_PASSWORD"):
        create(stdin=StringIO())


def test_no_input_takes_the_password_from_the_environment(monkeypatch):
    monkeypatch.setenv("CURATOR_PASSWORD", GOOD)

    create(username="robin", email="robin@example.org", interactive=False)

    assert User.objects.get().check_password(GOOD)


@pytest.mark.parametrize(
    ("options", "password", "complaint"),
    [
        ({"username": "robin"}, GOOD, "--email"),
        ({"username": "robin", "email": "r@example.org"}, None, "CURATOR_PASSWORD"),
        ({"username": "robin", "email": "r@example.org"}, "short", "too short"),
        ({"username": "taken", "email": "r@example.org"}, GOOD, "already exists"),
        ({"username": "robin", "email": "nowhere"}, GOOD, "valid email"),
    ],
)
def test_no_input_refuses_what_is_missing_or_weak(monkeypatch, options, password, complaint):
    factories.UserFactory.create(username="taken")
    monkeypatch.delenv("CURATOR_PASSWORD", raising=False)
    if password:
        monkeypatch.setenv("CURATOR_PASSWORD", password)

    with pytest.raises(CommandError, match=complaint):
        create(**options, interactive=False)

    assert User.objects.count() == 1


def test_a_second_curator_joins_the_group_whose_rights_stay_as_they_are(answer):
    answer("robin", "robin@example.org")
    create()
    group = Group.objects.get(user__username="robin")
    group.permissions.remove(*group.permissions.all()[:3])
    left = group.permissions.count()

    answer("kim", "kim@example.org")
    create()

    assert group.user_set.count() == 2
    assert group.permissions.count() == left


def test_curators_edit_all_content_and_no_accounts(answer):
    answer("robin", "robin@example.org")
    create()
    robin = User.objects.get()

    content = {
        model
        for label in ("strategies", "casestudies")
        for model in apps.get_app_config(label).get_models()
        if not model.__name__.startswith("Historical")
    } - {CouncilNeighbour}
    allowed = {
        permission.content_type.model_class()
        for permission in Permission.objects.filter(group__user=robin)
    }

    assert allowed == content
    for verb in ("view", "add", "change", "delete"):
        assert robin.has_perm(f"strategies.{verb}_council")
        assert robin.has_perm(f"casestudies.{verb}_casestudy") == (verb == "view")
        assert not robin.has_perm(f"auth.{verb}_user")
        assert not robin.has_perm(f"auth.{verb}_group")


def test_curators_see_the_pages_of_content_only(answer, client):
    answer("robin", "robin@example.org")
    create()
    client.force_login(User.objects.get())

    index = client.get("/admin/").content.decode()

    assert "/admin/casestudies/casestudy/" in index
    assert "/admin/casestudies/casestudy/add/" not in index
    assert "/admin/strategies/council/add/" in index
    assert "/admin/auth/" not in index
    assert "/admin/axes/" not in index
