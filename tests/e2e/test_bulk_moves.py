"""The page that asks before many records are moved, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Page, expect

from casestudies.models import CaseStudy
from tests import factories
from tests.admin_pages import admin_url
from tests.e2e.test_admin import sign_in


@pytest.fixture
def curator(db: None) -> User:
    return factories.UserFactory.create(is_staff=True, is_superuser=True)


def ask(context: BrowserContext, page: Page, curator: User, live_server: Any) -> None:
    """Tick two case studies of the list, choose “Unpublish” and go."""
    sign_in(context, curator, live_server)
    page.goto(live_server.url + admin_url(CaseStudy, "changelist"))
    for box in page.locator("input.action-select").all()[:2]:
        box.check()
    page.get_by_label("Action:").select_option("Unpublish")
    page.get_by_role("button", name="Go").click()


def test_many_are_unpublished_by_keyboard_and_without_scripts(
    live_server, page_without_scripts, curator
):
    page = page_without_scripts
    factories.CaseStudyFactory.create_batch(3, published=True)
    ask(page.context, page, curator, live_server)

    expect(page.get_by_role("heading", name="Unpublish 2 case studies?")).to_be_visible()
    assert CaseStudy.objects.published().count() == 3
    page.get_by_role("button", name="Yes, unpublish 2 case studies").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("2 case studies unpublished.")
    assert CaseStudy.objects.published().count() == 1


def test_going_back_moves_nothing(live_server, page, curator):
    factories.CaseStudyFactory.create_batch(2, published=True)
    ask(page.context, page, curator, live_server)

    page.get_by_role("link", name="No, go back").click()

    expect(page.locator("#result_list")).to_be_visible()
    assert CaseStudy.objects.published().count() == 2


@pytest.mark.parametrize("width", [375, 1280])
def test_the_page_that_asks_can_be_read_by_everybody(live_server, page, axe, curator, width):
    page.set_viewport_size({"width": width, "height": 800})
    factories.CaseStudyFactory.create_batch(2, published=True)
    ask(page.context, page, curator, live_server)

    expect(page.get_by_role("heading", name="Unpublish 2 case studies?")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)
