"""The weekly summary of the health of the content, by e-mail, for whoever asked for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.roles import Verb, may
from wellbeing_portal.core.site_address import site_address
from wellbeing_portal.core.words import counted

from .accounts import MailNotSent, send_mail
from .health import CountedLine, found_by
from .models import WeeklySummary


@dataclass(frozen=True)
class Sent:
    """What became of one summary. Accounts are named and their addresses are not."""

    name: str
    is_sent: bool = False
    has_failed: bool = False
    why_not: str = ""


def wants(user: User) -> bool:
    """Whether somebody has asked for the summary."""
    return WeeklySummary.objects.filter(user=user, is_wanted=True).exists()


def ask_for(user: User, *, wanted: bool) -> None:
    """Note that somebody wants the summary, or no longer. It is theirs alone to say."""
    WeeklySummary.objects.update_or_create(user=user, defaults={"is_wanted": wanted})


def due(on: dt.date) -> list[WeeklySummary]:
    """Return whose summary is due: open accounts that may see anything and have an address."""
    some = WeeklySummary.objects.due(on).select_related("user").order_by("pk")
    reachable = some.filter(user__is_active=True).exclude(user__email="")
    return [one for one in reachable if may(one.user, Verb.SEE)]


def send_due(on: dt.date | None = None) -> Iterator[Sent]:
    """Send every summary that is due and has anything to say, and yield what became of each."""
    today = on or timezone.localdate()
    for summary in due(today):
        lines = [found for found in found_by(summary.user) if found.number]
        if not lines:
            yield Sent(summary.user.username, why_not=gettext("there is nothing to look at"))
        elif _taken(summary, today):
            yield _send(summary, lines)


def _taken(summary: WeeklySummary, today: dt.date) -> bool:
    """Note that it is sent today, unless another run has meanwhile: nobody gets two.

    It is noted before: a mail that is lost with its process comes in a week, and none comes twice.
    """
    return bool(WeeklySummary.objects.due(today).filter(pk=summary.pk).update(sent_on=today))


def _send(summary: WeeklySummary, lines: list[CountedLine]) -> Sent:
    name = summary.user.username
    try:
        send_mail(summary.user.email, "curate/mail/summary.txt", _told(lines))
    except MailNotSent:
        WeeklySummary.objects.filter(pk=summary.pk).update(sent_on=summary.sent_on)
        return Sent(name, has_failed=True, why_not=gettext("the mail server did not take it"))
    return Sent(name, is_sent=True)


def _told(lines: list[CountedLine]) -> dict[str, Any]:
    home = site_address()
    return {
        "subject_number": counted(sum(found.number for found in lines), "thing"),
        "lines": [(found.line.title, found.answer, f"{home}{found.url}") for found in lines],
        "stop": f"{home}{reverse('curate_account')}",
    }


def wanted_by_anybody() -> bool:
    """Whether any account that is open wants a summary."""
    return WeeklySummary.objects.filter(is_wanted=True, user__is_active=True).exists()
