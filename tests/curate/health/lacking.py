"""Content that lacks something of every kind, and how a page of the editor tells of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casestudies.models import Finding
from strategies.models import CouncilChange
from tests import account_factories as account
from tests import factories as make
from wellbeing_portal.core.models import UnansweredSearch
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.curate.models import LinkCheck

OF_RECORDS = (
    *("overdue", "incomplete", "without-place", "without-sample", "without-figure"),
    "sources-in-draft",
)
FROM_REVIEWERS = ("silent-addresses", "lone-cells")
FROM_EDITORS = ("concepts-used-once", "councils-that-end", "searches")
ALL = (*OF_RECORDS, *FROM_REVIEWERS, *FROM_EDITORS)


@dataclass(frozen=True)
class Told:
    """What a list says: how many there are, and of each shown its title and where it leads."""

    total: int
    titles: list[str]
    urls: list[str]
    words: list[str]


def numbers(client: Client, page: str = "curate_health") -> dict[str, int]:
    """Return what a page counts, by the keys of lines."""
    return {one.line.key: one.number for one in client.get(reverse(page)).context["health"]}


def told(client: Client, key: str, page: int = 1) -> Told:
    answer = client.get(reverse("curate_health_line", args=[key]), {"page": page})
    assert answer.status_code == 200
    shown = answer.context["page_obj"]
    entries = list(shown)
    return Told(
        shown.paginator.count,
        [entry.title for entry in entries],
        [entry.url for entry in entries],
        [entry.told for entry in entries],
    )


def whole(client: Client, key: str) -> list[str]:
    """Return the titles on all pages of a list."""
    pages = told(client, key).total // 50 + 1
    return [title for page in range(1, pages + 1) for title in told(client, key, page).titles]


def lack_everything(number: int = 1, owner: Any = None) -> None:
    """Make so many of everything that content can lack."""
    today, now = timezone.localdate(), timezone.now()
    for _one in range(number):
        due = make.CaseStudyFactory(published=True, review_due=today)
        bare = make.CaseStudyFactory(summary="")
        row = make.FindingFactory(case_study=bare, locator="")
        make.FindingFactory(case_study=bare, method_note="")
        source = make.SourceFactory()
        for record in (due, bare, source):
            own(record, owner) if owner else None
        make.FindingFactory(case_study=due, approach=row.approaches.get(), locator="Page 2")
        ending = make.CouncilFactory(ends=today + dt.timedelta(days=100))
        make.CouncilChangeFactory(
            predecessor=ending,
            status=CouncilChange.Status.ORDERED,
            date=today + dt.timedelta(days=101),
        )
        url = f"https://gone-{source.pk}.example/report"
        make.SourceFactory(published=True, url=url)
        silent(url, now)
        UnansweredSearch.objects.create(
            digest=f"{source.pk}", words=f"moon bases {source.pk}", days=2, times=3,
            first_on=today, last_on=today,
        )  # fmt: skip


def silent(url: str, now: dt.datetime, days: int = 2) -> LinkCheck:
    check: LinkCheck = LinkCheck.objects.create(
        address=url, checked_at=now, answer=LinkCheck.Answer.FAILS, said="it answers 404",
        failed_days=days, failed_on=timezone.localdate(now),
    )  # fmt: skip
    return check


def statements_without_place() -> list[Any]:
    """Make one row of each kind that says what a source says, and not where."""
    study = make.CaseStudyFactory()
    return [
        make.FindingFactory(case_study=study, claim=Finding.Claim.DONE, locator=""),
        make.FrameworkFindingFactory(locator=""),
        account.CostFactory(case_study=study, locator=""),
        make.ContextFactFactory(case_study=study, locator=""),
        account.BarrierFactory(case_study=study, locator=""),
    ]
