"""The weekly summary: for whoever asked, once a week, with what they may see."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.curate.health.lacking import lack_everything, numbers
from tests.people import contributor, editor, signed_in
from wellbeing_portal.curate import summaries
from wellbeing_portal.curate.accounts import mailing
from wellbeing_portal.curate.models import WeeklySummary
from wellbeing_portal.curate.summaries import ask_for, send_due


def today() -> dt.date:
    """Return the day on which a test runs, which may not be that of its start."""
    return timezone.localdate()


pytestmark = pytest.mark.django_db

ACCOUNT = "/curate/account/"
BROKEN = "tests.curate.broken_mail.BrokenBackend"


@pytest.fixture
def asking(editor: User) -> User:
    """An editor who has asked for it."""
    ask_for(editor, wanted=True)
    return editor


def run() -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("send_summaries", stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def send_on(later: int) -> list[str]:
    return [one.name for one in send_due(today() + dt.timedelta(days=later)) if one.is_sent]


def test_it_says_what_the_account_sees_with_the_way_to_each_list(
    asking: User, settings: Any
) -> None:
    lack_everything(2)
    seen = numbers(signed_in(asking))
    settings.IS_LOCAL, settings.ALLOWED_HOSTS = False, ["localhost", ".wellbeing.example"]

    assert run() == (f"Sent to {asking.username}.\n", "")

    (message,) = mail.outbox
    assert message.to == [asking.email]
    assert message.subject == f"Council Wellbeing Portal: {sum(seen.values())} things to look at"
    assert message.content_subtype == "plain"
    pairs = re.findall(
        r": (\d+)\nhttps://wellbeing\.example(\S+)$", str(message.body), re.MULTILINE
    )
    told = {url: int(number) for number, url in pairs}
    assert told == {reverse("curate_health_line", args=[key]): seen[key] for key in seen}
    assert f"https://wellbeing.example{ACCOUNT}" in message.body


def test_it_holds_no_more_than_the_account_may_see(writer: User) -> None:
    ask_for(writer, wanted=True)
    lack_everything(owner=writer)
    lack_everything(3, owner=contributor())

    run()

    (message,) = mail.outbox
    assert "Incomplete: 1\n" in message.body
    assert "evidence map" not in message.body
    assert "Searches" not in message.body


def test_it_comes_once_a_week_and_no_more(asking: User) -> None:
    lack_everything()

    assert send_on(0) == [asking.username]
    assert [send_on(day) for day in (0, 1, 6)] == [[], [], []]
    assert send_on(7) == [asking.username]
    assert send_on(8) == []
    assert len(mail.outbox) == 2


def test_asking_again_brings_no_second_one_in_a_week(asking: User) -> None:
    lack_everything()
    send_on(0)

    ask_for(asking, wanted=False)
    assert send_on(9) == []
    ask_for(asking, wanted=True)
    assert send_on(3) == []
    assert send_on(9) == [asking.username]


def test_two_runs_at_once_send_one(asking: User, monkeypatch: pytest.MonkeyPatch) -> None:
    lack_everything()
    stale = WeeklySummary.objects.select_related("user").get()
    first, second = send_due(today()), send_due(today())
    monkeypatch.setattr(summaries, "due", lambda _on: [stale])

    sent = [one for run in (second, first) for one in run]

    # The first had read that it was due before the second sent it.
    assert [one.is_sent for one in sent] == [True]
    assert len(mail.outbox) == 1


def test_nothing_to_say_is_not_said(asking: User) -> None:
    said, wrong = run()

    assert (
        said == f"Not sent to {asking.username}: there is nothing to look at.\nNo summary is due.\n"
    )
    assert wrong == ""
    assert mail.outbox == []
    # It is not as if one had been sent.
    lack_everything()
    assert send_on(1) == [asking.username]


def test_mail_that_is_not_taken_is_told_and_tried_again(asking: User, settings: Any) -> None:
    lack_everything()
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BROKEN

    said, wrong = run()

    assert f"Not sent to {asking.username}: the mail server did not take it." in wrong
    assert "1 summary could not be sent." in wrong
    assert said == ""
    settings.EMAIL_BACKEND = working
    assert run()[0] == f"Sent to {asking.username}.\n"


def test_without_a_mail_server_nothing_is_sent_and_that_is_an_error(
    asking: User, settings: Any, capsys: Any
) -> None:
    lack_everything()
    settings.EMAIL_BACKEND = mailing.CONSOLE

    said, wrong = run()

    assert "EMAIL_HOST" in wrong
    assert asking.email not in said + wrong + capsys.readouterr().out
    assert WeeklySummary.objects.get().sent_on is None


def test_nobody_asked(settings: Any) -> None:
    editor()
    settings.EMAIL_BACKEND = mailing.CONSOLE

    assert run() == ("Nobody has asked for a summary.\n", "")


@pytest.mark.parametrize("change", ["closed", "no role", "no address"])
def test_who_may_see_nothing_gets_nothing(asking: User, change: str) -> None:
    lack_everything()
    if change == "closed":
        User.objects.filter(pk=asking.pk).update(is_active=False)
    elif change == "no role":
        asking.groups.clear()
    else:
        User.objects.filter(pk=asking.pk).update(email="")

    run()

    assert mail.outbox == []


def test_account_page_takes_the_wish_and_takes_it_back(editor: User, as_editor: Client) -> None:
    assert "checked" not in as_editor.get(ACCOUNT).content.decode()

    said = as_editor.post(ACCOUNT, {"summary": "on"}, follow=True).content.decode()
    assert "once a week" in said
    assert "checked" in said
    assert WeeklySummary.objects.get(user=editor).is_wanted

    said = as_editor.post(ACCOUNT, {}, follow=True).content.decode()
    assert "You get no summary." in said
    assert not WeeklySummary.objects.get(user=editor).is_wanted


def test_account_without_an_address_is_told_so() -> None:
    account = editor(email="")
    client = signed_in(account)

    answer = client.post(ACCOUNT, {"summary": "on"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Your account has no e-mail address." in page
    assert 'href="#wants-summary"' in page
    assert "checked" in page
    assert not WeeklySummary.objects.exists()


def test_account_page_says_where_no_mail_goes_out(as_editor: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = mailing.CONSOLE

    assert "No mail server is set" in as_editor.get(ACCOUNT).content.decode()


def test_nobody_without_a_role_asks() -> None:
    client = signed_in(make.UserFactory(is_staff=True))

    assert client.post(ACCOUNT, {"summary": "on"}).status_code == 403
    Client().post(ACCOUNT, {"summary": "on"})
    assert not WeeklySummary.objects.exists()


def test_privacy_page_tells_of_it(client: Client) -> None:
    page = client.get(reverse("privacy")).content.decode()

    assert "weekly summary" in page
    assert "whether the addresses of its sources still answer" in page
