"""What staff see of searches, in a real browser: readable, and there without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from tests import factories
from tests.admin_pages import admin_url
from wellbeing_portal.core.models import UnansweredSearch

QUERIES = "?q=what+works+for+training+in+leeds", "?synonym=lunch+clubs&concept=approach.training"


def sign_in(context: BrowserContext, live_server: Any) -> None:
    client = Client()
    client.force_login(factories.UserFactory.create(is_staff=True, is_superuser=True))
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("query", QUERIES)
def test_explanations_meet_wcag_and_fit(live_server, content, page: Page, axe, query, width):
    factories.ApproachFactory(slug="training")
    sign_in(page.context, live_server)
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(f"{live_server.url}/admin/search/{query}")
    for hit in page.locator("details").all()[:3]:
        hit.locator("summary").click()

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [375, 1280])
def test_the_list_of_searches_meets_wcag(live_server, content, page: Page, axe, width):
    today = timezone.localdate()
    UnansweredSearch.objects.create(
        digest="d", words="fuel poverty", days=2, first_on=today, last_on=today
    )
    sign_in(page.context, live_server)
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(f"{live_server.url}/admin/core/unansweredsearch/")

    axe(page)
    page.get_by_role("link", name="explain this search").click()
    expect(page.get_by_label("A search, as a reader would type it")).to_have_value("fuel poverty")


def test_a_synonym_is_tried_from_the_page_of_its_concept(
    live_server, content, page_without_scripts: Page
):
    page = page_without_scripts
    concept = factories.ApproachFactory(name="Liming", slug="liming")
    sign_in(page.context, live_server)

    page.goto(f"{live_server.url}{admin_url(concept)}")
    page.locator("#try-synonym").fill("chalking")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Try it").click()

    expect(opened.value.get_by_role("heading", name="“chalking” for “Liming”")).to_be_visible()
