"""Accounts of people who edit: invited, signed in, with another password, closed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.people import (
    account_of,
    administrator,
    contributor,
    editor,
    reviewer,
    signed_in,
)
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import EditingRule, Version, Work
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.roles import Role, role_of
from wellbeing_portal.core.versions import keep
from wellbeing_portal.curate.accounts import change_role, close, mailing
from wellbeing_portal.curate.models import Typed

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-battery"
ACCOUNTS, INVITE = "/curate/accounts/", "/curate/accounts/invite/"
BROKEN = "tests.curate.broken_mail.BrokenBackend"


@pytest.fixture
def chief() -> User:
    return administrator(username="chief")


@pytest.fixture
def client(chief: User) -> Client:
    return signed_in(chief)


def link_in(message: Any) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", message.body.split("\n\n", 1)[1])
    assert found
    return found[1]


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


class TestSigningIn:
    """The editor has a door of its own."""

    def sign_in(self, client: Client, name: str, password: str, **more: str) -> Any:
        sent = {"username": name, "password": password, **more}
        return client.post("/curate/sign-in/", sent)

    @pytest.fixture
    def robin(self) -> User:
        user = contributor(username="robin")
        user.set_password(PASSWORD)
        user.save()
        return user

    def test_it_leads_where_somebody_wanted_to_go(self, robin):
        client = Client()
        asked = client.get("/curate/trash/")
        assert asked["Location"] == "/curate/sign-in/?next=/curate/trash/"
        assert 'value="/curate/trash/"' in client.get(asked["Location"]).content.decode()
        done = self.sign_in(client, "robin", PASSWORD, next="/curate/trash/")
        assert done["Location"] == "/curate/trash/"
        assert client.get("/curate/trash/").status_code == 200
        assert client.get("/curate/").status_code == 200
        assert client.get("/admin/").status_code == 302, "nothing there is for a contributor"

    def test_it_leads_nowhere_else(self, robin):
        done = self.sign_in(Client(), "robin", PASSWORD, next="https://elsewhere.example/")
        assert done["Location"] == "/curate/"

    def test_what_is_wrong_is_said(self, robin):
        refused = self.sign_in(Client(), "robin", "wrong")
        assert refused.status_code == 422
        assert "This is not saved yet" in text_of(refused)

    def test_guessing_is_stopped(self, robin):
        client = Client()
        answers = [self.sign_in(client, "robin", "wrong").status_code for _ in range(5)]
        assert answers[:4] == [422] * 4
        refused = self.sign_in(client, "robin", PASSWORD)
        assert refused.status_code == 429
        assert "Too many attempts" in text_of(refused)
        assert 'href="/curate/sign-in/"' in refused.content.decode()
        assert client.get("/curate/").status_code == 302

    def test_who_has_no_role_comes_to_nothing(self):
        assert signed_in(make.UserFactory(is_staff=True)).get("/curate/").status_code == 403


class TestInviting:
    def invited(self, client: Client, email: str = "new@council.example", role: int = 1) -> Any:
        return client.post(INVITE, {"email": email, "role": str(role)})

    def test_somebody_gets_a_link_and_comes_in(self, client):
        assert self.invited(client, role=2)["Location"] == ACCOUNTS
        (message,) = mail.outbox
        assert message.to == ["new@council.example"]
        assert "as a reviewer" in message.body
        assert "sent to new@council.example" in text_of(client.get(ACCOUNTS))

        guest, link = Client(), link_in(message)
        assert guest.get(link).status_code == 200
        sent = {"name": "robin", "new_password1": PASSWORD, "new_password2": PASSWORD}
        assert guest.post(link, sent)["Location"] == "/curate/sign-in/"
        made = User.objects.get(email="new@council.example")
        assert (made.username, made.is_staff, role_of(made)) == ("robin", False, Role.REVIEWER)
        assert made.check_password(PASSWORD)
        assert guest.post("/curate/sign-in/", {"username": "robin", "password": PASSWORD}).url

    def test_a_link_is_good_once(self, client):
        self.invited(client)
        link = link_in(mail.outbox[0])
        sent = {"name": "robin", "new_password1": PASSWORD, "new_password2": PASSWORD}
        Client().post(link, sent)
        other = {"name": "eve", "new_password1": f"{PASSWORD}2", "new_password2": f"{PASSWORD}2"}
        assert Client().get(link).status_code == 410
        assert Client().post(link, other).status_code == 410
        assert User.objects.get(email="new@council.example").username == "robin"

    def test_a_link_is_good_for_seven_days(self, client, monkeypatch):
        from django.core import signing

        self.invited(client)
        link, now = link_in(mail.outbox[0]), signing.time.time()
        later = now + dt.timedelta(days=6.9).total_seconds()
        monkeypatch.setattr(signing.time, "time", lambda: later)
        assert Client().get(link).status_code == 200
        later = now + dt.timedelta(days=7.1).total_seconds()
        assert Client().get(link).status_code == 410

    def test_a_link_of_an_account_that_was_closed_is_over(self, client):
        self.invited(client)
        made = User.objects.get(email="new@council.example")
        client.post(f"{ACCOUNTS}{made.pk}/", {"act": "close"})
        assert Client().get(link_in(mail.outbox[0])).status_code == 410

    def test_a_link_that_was_made_up_leads_nowhere(self):
        assert Client().get("/curate/sign-in/invitation/WzEsIngiXQ:1:x/").status_code == 410

    def test_names_and_passwords_that_will_not_do_are_told(self, client):
        self.invited(client)
        link = link_in(mail.outbox[0])
        for name, password, said in [
            ("CHIEF", PASSWORD, "Somebody else has this name"),
            ("robin", "12345678", "too common"),
            ("two words", PASSWORD, "valid username"),
        ]:
            sent = {"name": name, "new_password1": password, "new_password2": password}
            refused = Client().post(link, sent)
            assert refused.status_code == 422
            assert said in text_of(refused), name

    def test_nobody_is_invited_twice(self, client):
        self.invited(client)
        refused = self.invited(client, "NEW@council.example")
        assert refused.status_code == 422
        assert "There is an account with this address" in text_of(refused)
        assert len(mail.outbox) == 1

    def test_two_of_one_name_get_two_accounts(self, client):
        for place in ("leeds", "york"):
            self.invited(client, f"chief@{place}.example")
        names = User.objects.order_by("pk").values_list("username", flat=True)
        assert list(names) == ["chief", "chief2", "chief3"]

    def test_a_mail_that_cannot_be_sent_is_told_and_sent_again(self, client, settings):
        usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BROKEN
        assert self.invited(client)["Location"] == ACCOUNTS
        assert "could not be sent" in text_of(client.get(ACCOUNTS))
        made = User.objects.get(email="new@council.example")
        settings.EMAIL_BACKEND = usual
        client.post(f"{ACCOUNTS}{made.pk}/", {"act": "invite"})
        assert Client().get(link_in(mail.outbox[0])).status_code == 200

    def test_without_a_server_it_is_said_where_the_mail_is(self, client, settings, capsys):
        settings.EMAIL_BACKEND = mailing.CONSOLE
        self.invited(client)
        assert "was written where the portal writes its log" in text_of(client.get(ACCOUNTS))
        assert "/curate/sign-in/invitation/" in capsys.readouterr().out

    def test_only_administrators_invite(self):
        for user in (contributor(), reviewer(), editor()):
            mine = signed_in(user)
            assert mine.get(INVITE).status_code == 403
            assert self.invited(mine).status_code == 403
            assert mine.get(ACCOUNTS).status_code == 403
        assert "Sign in again" in text_of(self.invited(Client()))
        assert not User.objects.filter(email="new@council.example").exists()
        assert mail.outbox == []


class TestPasswords:
    @pytest.fixture
    def robin(self) -> User:
        user = contributor(username="robin", email="robin@council.example")
        user.set_password(PASSWORD)
        user.save()
        return user

    def ask(self, address: str) -> Any:
        return Client().post("/curate/sign-in/forgotten/", {"email": address})

    def test_a_forgotten_one_is_replaced_by_a_link(self, robin):
        assert self.ask("ROBIN@council.example")["Location"] == "/curate/sign-in/forgotten/sent/"
        guest = Client()
        page = guest.get(link_in(mail.outbox[0]), follow=True)
        assert "Choose a new password" in text_of(page)
        new = f"{PASSWORD}-2"
        form = page.request["PATH_INFO"]
        assert guest.post(form, {"new_password1": new, "new_password2": "x"}).status_code == 422
        done = guest.post(form, {"new_password1": new, "new_password2": new})
        assert done["Location"] == "/curate/sign-in/"
        assert again(robin).check_password(new)
        assert "This link is over" in text_of(Client().get(link_in(mail.outbox[0]), follow=True))

    def test_nobody_learns_who_has_an_account(self, robin):
        known, unknown = self.ask(robin.email), self.ask("nobody@council.example")
        assert known["Location"] == unknown["Location"]
        assert len(mail.outbox) == 1

    def test_an_account_that_was_closed_gets_no_link(self, robin):
        robin.is_active = False
        robin.save()
        self.ask(robin.email)
        assert mail.outbox == []

    def test_a_mail_that_cannot_be_sent_is_told(self, robin, settings):
        settings.EMAIL_BACKEND = BROKEN
        refused = self.ask(robin.email)
        assert refused.status_code == 422
        assert "could not be sent" in text_of(refused)

    def test_it_is_changed_by_whoever_is_signed_in_and_stays_so(self, robin):
        client, new = signed_in(robin), f"{PASSWORD}-2"
        page = "/curate/account/password/"
        sent = {"old_password": "wrong", "new_password1": new, "new_password2": new}
        assert client.post(page, sent).status_code == 422
        other = signed_in(robin)
        done = client.post(page, sent | {"old_password": PASSWORD})
        assert done["Location"] == "/curate/account/"
        assert "Your password is changed." in text_of(client.get("/curate/account/"))
        assert again(robin).check_password(new)
        assert other.get("/curate/account/").status_code == 302, "elsewhere one signs in again"
        assert Client().get(page).status_code == 302


class TestKeeping:
    """What administrators do with accounts."""

    def act(self, client: Client, user: User, **sent: str) -> Any:
        return client.post(f"{ACCOUNTS}{user.pk}/", sent)

    def test_the_list_says_who_there_is_and_what_they_are(self, client, chief):
        reviewer(username="robin", email="robin@council.example")
        contributor(username="sam", is_active=False)
        text = text_of(client.get(ACCOUNTS))
        assert "robin" in text
        assert "Reviewer, robin@council.example" in text
        assert "Closed" in text

    def test_its_queries_do_not_grow(self, client, django_assert_max_num_queries):
        for _ in range(30):
            reviewer()
        with django_assert_max_num_queries(12):
            client.get(ACCOUNTS)

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.NOBODY])
    def test_a_role_is_given_and_taken(self, client, role):
        user = contributor()
        self.act(client, user, act="role", role=str(int(role)))
        assert role_of(again(user)) is role
        assert again(user).is_staff == (role >= Role.EDITOR)
        assert again(user).groups.count() == 1

    def test_a_closed_account_is_out_at_once_and_its_name_stays(self, client):
        user = reviewer(username="robin")
        theirs = signed_in(user)
        assert theirs.get("/curate/").status_code == 200
        study = make.CaseStudyFactory()
        own(study, user)
        keep(study, Version.Occasion.VISIT, by=user)
        Work.objects.update(reviewer=user)
        Typed.objects.create(user=user, kind="x", record=1, section="basics")

        self.act(client, user, act="close")
        assert not again(user).is_active
        assert theirs.get("/curate/").status_code == 302
        assert not Typed.objects.exists()
        work = Work.objects.on(study)
        assert (work.owner_name, work.reviewer) == ("robin", None)
        assert Version.objects.get().made_by_name == "robin"

        self.act(client, user, act="open")
        assert again(user).is_active

    def test_nobody_changes_their_own_account(self, client, chief):
        administrator()
        for sent in ({"act": "close"}, {"act": "role", "role": "1"}):
            assert self.act(client, chief, **sent).status_code == 403
        assert role_of(again(chief)) is Role.ADMINISTRATOR

    def test_the_last_administrator_stays(self, chief):
        for act in (close, lambda user, by: change_role(user, Role.EDITOR, by=by)):
            with pytest.raises(ValidationError, match="No administrator would be left"):
                act(chief, by=SYSTEM)
        administrator(is_active=False)
        with pytest.raises(ValidationError):
            close(chief, by=SYSTEM)
        make.UserFactory(is_superuser=True)
        close(chief, by=SYSTEM)
        assert not again(chief).is_active

    def test_superusers_are_changed_by_superusers(self, client):
        above = make.UserFactory(is_superuser=True)
        assert self.act(client, above, act="close").status_code == 403
        assert again(above).is_active

    def test_only_administrators_do(self):
        user = contributor()
        for role in (Role.CONTRIBUTOR, Role.REVIEWER, Role.EDITOR):
            mine = signed_in(account_of(role))
            assert mine.get(f"{ACCOUNTS}{user.pk}/").status_code == 403
            for sent in ({"act": "close"}, {"act": "role", "role": "4"}, {"act": "invite"}):
                assert self.act(mine, user, **sent).status_code == 403
            assert mine.post(ACCOUNTS, {"force_publish": "on"}).status_code == 403
        assert role_of(again(user)) is Role.CONTRIBUTOR
        assert not EditingRule.objects.exists()

    def test_what_cannot_be_is_told(self, client):
        user = contributor()
        user.set_password(PASSWORD)
        user.save()
        assert self.act(client, user, act="role", role="9").status_code == 422
        refused = self.act(client, user, act="invite")
        assert refused.status_code == 422
        assert "has a password already" in text_of(refused)
        assert self.act(client, user, act="burn").status_code == 404
        assert client.get(f"{ACCOUNTS}999999/").status_code == 404

    def test_publishing_alone_is_allowed_and_forbidden(self, client):
        client.post(ACCOUNTS, {"force_publish": "on"})
        assert EditingRule.load().force_publish
        assert "checked" in client.get(ACCOUNTS).content.decode()
        client.post(ACCOUNTS, {})
        assert not EditingRule.load().force_publish
        assert EditingRule.objects.count() == 1


def test_the_way_to_accounts_is_shown_to_administrators_alone(client):
    assert f'href="{ACCOUNTS}"' in client.get("/curate/").content.decode()
    assert f'href="{ACCOUNTS}"' not in signed_in(editor()).get("/curate/").content.decode()


def test_privacy_tells_of_accounts_presence_and_comments(client):
    text = text_of(client.get(reverse("privacy")))
    for said in ("a role and a password", "which part they have open", "never see comments"):
        assert said in text


def test_pages_are_small_and_kept_by_nobody(client, chief):
    user = contributor()
    pages = [ACCOUNTS, INVITE, f"{ACCOUNTS}{user.pk}/", "/curate/account/password/"]
    outside = ["/curate/sign-in/", "/curate/sign-in/forgotten/"]
    for page, who in [*((one, client) for one in pages), *((one, Client()) for one in outside)]:
        response = who.get(page)
        assert response.status_code == 200, page
        assert len(response.content) < 60_000
        assert "no-store" in response["Cache-Control"], page
