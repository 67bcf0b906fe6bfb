"""No page of the whole content is heavier, or asks more often, than a page may."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import permutations
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.facets import FAMILIES
from tests.pages.hostile import slugs_by_route
from tests.pages.kinds import COMPARED, one_of_each_kind
from tests.pages.test_query_counts import BUDGET

WEIGHT = 100_000
"""Bytes of HTML that a page may have."""
COMPARED_MOST = {
    "case_study": (
        "camden-islington-making-every-contact-count",
        "st-albans-strategic-approach",
        "leeds-mentally-healthy-city",
        "bristol-thriving-at-work",
    ),
    "strategy": (
        "surrey-health-and-wellbeing-strategy-2020-30",
        "monmouthshire-wellbeing-prevention",
        "ards-and-north-down-big-plan-2017-32",
        "shropshire-joint-health-and-wellbeing-strategy-2022-27",
    ),
    "council": ("birmingham", "surrey", "bristol", "camden"),
    "approach": (
        "integrated-support",
        "partnership-building",
        "community-development",
        "early-help",
    ),
    "enabler": (
        "trust-between-partners",
        "leadership",
        "senior-leadership",
        "dedicated-capacity",
    ),
    "outcome": (
        "mental-wellbeing",
        "physical-health",
        "policy-and-culture-change",
        "demand-on-services",
    ),
}
"""Those of each kind that have most to be compared."""

# Two thousand pages weigh the same on either database.
pytestmark = [pytest.mark.long, pytest.mark.only_on("sqlite")]


def heaviest() -> Iterator[str]:
    """Yield an address of every kind of page, and those that have most to show."""
    yield from one_of_each_kind()
    slugs = slugs_by_route()
    for name, kind in COMPARED.items():
        items = urlencode([("item", slug) for slug in COMPARED_MOST[kind]])
        for how in ("", "&open=all", "&open=changed", "&show=differences"):
            yield f"{reverse(name)}?{items}{how}"
    for kind in ("approach", "enabler", "outcome"):
        yield from (reverse(kind, args=[slug]) for slug in slugs[kind])
    for kind in ("framework", "framework_section"):
        yield from (reverse(kind, args=slug.split("/")) for slug in slugs[kind])
    for slug in COMPARED_MOST["case_study"]:
        yield f"{reverse('case_study', args=[slug])}?open=all"
    for slug in ("argyll-and-bute", "bridgend", "newport", "kent", "wigan"):
        yield reverse("council", args=[slug])
    for rows, columns in permutations(FAMILIES, 2):
        for how in ("", f"&open={rows}&open={columns}", "&filters=show&region=london"):
            yield f"{reverse('evidence_map')}?rows={rows}&columns={columns}{how}"


def test_no_page_of_the_whole_content_breaks_a_budget(whole_content: None, client: Client) -> None:
    wrong, opened = [], 0
    waiting = deque(dict.fromkeys(heaviest()))
    while waiting:
        address = waiting.popleft()
        page, queries = cost(client, address)
        if queries > BUDGET:
            # What is remembered for as long as the content stays is read by the first who asks.
            page, queries = cost(client, address)
        if len(page) > WEIGHT or queries > BUDGET:
            wrong.append(f"{len(page):,} bytes, {queries} queries: {address}")
        if "?" not in address and ALL.search(page):
            waiting += [f"{address}?all=research", f"{address}?all=barriers&all=research"]
            opened += 1

    assert not wrong, "\n".join(wrong)
    assert opened > MANY


ALL = re.compile(rb'href="[^"]*[?&;]all=(?:research|barriers)')
"""A link of a fold that begins with some rows; a page without any is whole."""
MANY = 5


def cost(client: Client, address: str) -> tuple[bytes, int]:
    """A page, and how often it asks."""
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address).content
    return page, len(queries)
