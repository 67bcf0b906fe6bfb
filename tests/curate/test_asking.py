"""Links to a new password: a few an hour, and nobody learns who has an account."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import Client

from tests.people import contributor
from wellbeing_portal.curate.accounts import asking, mailing
from wellbeing_portal.curate.models import LinkAsked

pytestmark = pytest.mark.django_db

PAGE = "/curate/sign-in/forgotten/"
KNOWN, UNKNOWN = "robin@council.example", "nobody@council.example"


@pytest.fixture
def robin() -> User:
    user = contributor(username="robin", email=KNOWN)
    user.set_password("correct-horse-battery")
    user.save()
    return user


def ask(address: str, visitor: str = "192.0.2.1", **more: Any) -> Any:
    return Client().post(PAGE, {"email": address}, REMOTE_ADDR=visitor, **more)


def said(answer: Any) -> tuple[int, str, str]:
    """All that somebody sees of an answer, but what they typed themselves."""
    text = " ".join(answer.content.decode().split())
    text = text.replace(KNOWN, "…").replace(UNKNOWN, "…")
    start = text.find("csrfmiddlewaretoken")
    return answer.status_code, str(answer.get("Location")), text[:start]


@pytest.mark.parametrize("address", [KNOWN, UNKNOWN])
def test_the_fourth_link_within_an_hour_is_refused_in_plain_words(robin, address):
    answers = [ask(address, f"192.0.2.{number}") for number in range(4)]

    assert [one.status_code for one in answers] == [302, 302, 302, 429]
    assert "Links have been asked for too often. Try again in an hour." in said(answers[3])[2]
    assert len(mail.outbox) == (3 if address == KNOWN else 0)


def test_every_answer_is_the_same_whether_or_not_there_is_an_account(robin):
    for number in range(5):
        visitor = f"192.0.2.{number}"
        assert said(ask(KNOWN, visitor)) == said(ask(UNKNOWN, visitor))


def test_one_account_is_one_however_its_address_is_written(robin):
    for number, written in enumerate((KNOWN, KNOWN.upper(), f" {KNOWN} ")):
        assert ask(written, f"192.0.2.{number}").status_code == 302

    assert ask("Robin@Council.example", "192.0.2.9").status_code == 429
    assert len(mail.outbox) == 3


def test_one_visitor_does_not_ask_for_everybody():
    answers = [ask(f"{number}@council.example").status_code for number in range(11)]

    assert answers == [302] * 10 + [429]
    assert ask("other@council.example", "192.0.2.77").status_code == 302


def test_a_header_makes_nobody_another_visitor():
    for number in range(10):
        ask(f"{number}@council.example", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")

    assert ask(UNKNOWN, HTTP_X_FORWARDED_FOR="198.51.100.99").status_code == 429


def test_after_an_hour_it_is_forgotten_and_removed(robin):
    for _ in range(3):
        ask(KNOWN)
    LinkAsked.objects.update(asked_at=asking.timezone.now() - dt.timedelta(minutes=61))

    assert ask(KNOWN).status_code == 302
    call_command("clean_up", stdout=StringIO())
    assert LinkAsked.objects.count() == 2, "what the last one was counted by"


def test_neither_address_nor_visitor_is_kept(robin):
    ask(KNOWN, "192.0.2.1")

    kept = " ".join(map(str, LinkAsked.objects.values_list("digest", flat=True)))
    assert "robin" not in kept
    assert "192.0.2.1" not in kept


def test_without_a_mail_server_everybody_is_told_the_same(robin, settings):
    settings.EMAIL_BACKEND = "tests.curate.broken_mail.BrokenBackend"

    known, unknown = ask(KNOWN), ask(UNKNOWN)

    assert known.status_code == 422
    assert "could not be sent" in said(known)[2]
    assert said(known) == said(unknown)


def test_a_mail_that_is_refused_for_one_account_tells_of_none(robin, monkeypatch):
    """The server is there, and takes nothing for this one."""

    def refuse(*_args: Any) -> None:
        raise mailing.MailNotSent

    monkeypatch.setattr("wellbeing_portal.curate.forms.account.send_mail", refuse)

    assert said(ask(KNOWN)) == said(ask(UNKNOWN))
