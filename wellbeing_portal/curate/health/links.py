"""Addresses that do not answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.words import counted, day_in_words
from wellbeing_portal.curate.links.addresses import with_address
from wellbeing_portal.curate.listing import lines
from wellbeing_portal.curate.models import LinkCheck

from .line import CareScope, FurtherWay, HealthEntry, HealthLine, HealthPart, State

Answer = LinkCheck.Answer


def _silent(_scope: CareScope) -> Iterator[HealthPart]:
    addresses = LinkCheck.objects.silent().values("address")
    for rows in with_address():
        yield HealthPart(rows.filter(url__in=addresses).order_by("title", "pk"), _tell)


def _tell(records: Sequence[Any]) -> list[HealthEntry]:
    asked = LinkCheck.objects.filter(address__in=[one.url for one in records])
    checks = {check.address: check for check in asked}
    return [
        HealthEntry(
            line.record.title,
            line.url,
            _said(checks[line.record.url]) if line.record.url in checks else "",
            State(line.record.state),
            FurtherWay(line.record.url, line.record.url),
        )
        for line in lines(records)
    ]


def _said(check: LinkCheck) -> str:
    return gettext("Failed on %(days)s, last asked on %(day)s: %(said)s.") % {
        "days": counted(check.failed_days, "day"),
        "day": day_in_words(timezone.localdate(check.checked_at)),
        "said": check.said,
    }


def _unknown() -> str:
    return "" if LinkCheck.objects.exists() else gettext("Not checked")


def _note() -> str:
    """Say how far addresses were asked, and how many of them keep programs away."""
    told = LinkCheck.objects.aggregate(
        number=Count("pk"),
        last=Max("checked_at"),
        not_to_us=Count("pk", filter=Q(answer=Answer.NOT_TO_US)),
        not_asked=Count("pk", filter=Q(answer=Answer.NOT_ASKED)),
    )
    if not told["number"]:
        return gettext(
            "No address has been checked: the command check_links has not run, or the portal’s "
            "machine cannot reach out."
        )
    said = [
        gettext("%(addresses)s checked, the last on %(day)s.")
        % {
            "addresses": counted(told["number"], "address"),
            "day": day_in_words(timezone.localdate(told["last"])),
        }
    ]
    if told["not_to_us"]:
        answering = counted(told["not_to_us"], "address")
        said.append(gettext("Answering, but not to us: %(addresses)s.") % {"addresses": answering})
    if told["not_asked"]:
        unasked = counted(told["not_asked"], "address")
        said.append(gettext("Not asked: %(addresses)s.") % {"addresses": unasked})
    return " ".join(said)


LINKS = HealthLine(
    "silent-addresses",
    _("Addresses of sources that do not answer"),
    gettext_noop("address"),
    _(
        "Look for the document elsewhere and give its new address, or say where it was kept. Each "
        "failed on two days or more."
    ),
    _silent,
    unknown=_unknown,
    note=_note,
)
