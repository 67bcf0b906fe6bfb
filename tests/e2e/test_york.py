"""A new contributor writes York's account: how often they press, and what the pages weigh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any
from unittest import mock

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from playwright.sync_api import Page, expect

from casestudies.models import CaseStudy
from tests.e2e import york
from tests.e2e.hands import Hand
from tests.e2e.test_admin import sign_in
from tests.people import contributor

MOST_PRESSES = 60
MOST_FOR_A_FINDING = 8
HEAVIEST = 60 * 1024
MOST_QUERIES = 60
FINDINGS = (york.visits_fell, york.coordinators_grew, york.less_lonely)


@dataclass(frozen=True)
class Answer:
    """What the portal answered: how heavy it is, and how often the database was asked."""

    asked: str
    weight: int
    queries: int
    took: float

    def __str__(self) -> str:
        return f"{self.asked}: {self.weight} bytes, {self.queries} queries, {self.took:.2f} s"


@pytest.fixture
def answers() -> Iterator[list[Answer]]:
    """What the editor answered so far."""
    found: list[Answer] = []
    answer = WSGIHandler.__call__

    def counted(self: WSGIHandler, environ: dict[str, Any], *rest: Any) -> Any:
        queries = 0

        def count(execute: Any, *asked: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*asked)

        since = monotonic()
        with connection.execute_wrapper(count):
            response: Any = answer(self, environ, *rest)
        if environ["PATH_INFO"].startswith("/curate/"):
            asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
            found.append(Answer(asked, len(response.content), queries, monotonic() - since))
        return response

    with mock.patch.object(WSGIHandler, "__call__", counted):
        yield found


def test_account_of_york_takes_few_presses_and_light_pages(
    live_server: Any, content: None, answers: list[Answer], page: Page
) -> None:
    page.set_default_timeout(15_000)
    sign_in(page.context, contributor(username="kim"), live_server)
    page.goto(f"{live_server.url}/curate/")
    hand = Hand(page)

    for step in york.STEPS:
        step(hand)
    expect(page.get_by_text("It is sent.")).to_be_visible()

    study = CaseStudy.objects.get(title=york.TITLE)
    assert study.state == CaseStudy.State.IN_REVIEW
    assert study.findings.count() == len(FINDINGS)
    told = "\n".join(f"{n} {place}" for place, n in hand.presses.items())
    assert hand.presses.total() <= MOST_PRESSES, told
    heavy = [str(one) for one in answers if one.weight > HEAVIEST]
    assert not heavy, "\n".join(heavy)
    asking = [str(one) for one in answers if one.queries > MOST_QUERIES]
    assert not asking, "\n".join(asking)


@pytest.mark.parametrize("finding", FINDINGS)
def test_further_finding_takes_few_presses(
    live_server: Any, content: None, page: Page, finding: Any
) -> None:
    page.set_default_timeout(15_000)
    sign_in(page.context, contributor(username="kim"), live_server)
    page.goto(f"{live_server.url}/curate/")
    hand = Hand(page)
    york.begin(hand)
    page.goto(f"{page.url.removesuffix('basics/')}findings/add/")
    before = hand.presses.total()

    finding(hand)
    hand.press(york.ANOTHER)

    expect(page.get_by_text("Here is room for the next one.")).to_be_visible()
    assert hand.presses.total() - before <= MOST_FOR_A_FINDING
