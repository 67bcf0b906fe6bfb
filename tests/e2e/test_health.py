"""What the content lacks, by keyboard and by the rules of axe, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests.curate.health.lacking import ALL, lack_everything, statements_without_place
from tests.e2e.test_admin import sign_in
from tests.people import editor
from wellbeing_portal.curate.models import WeeklySummary

WIDTHS = (320, 375, 768, 1280)


@pytest.fixture
def edith(db: None) -> User:
    return editor(username="edith")


@pytest.fixture
def at_work(live_server: Any, page: Page, edith: User) -> Page:
    """The page of an editor, among content that lacks everything."""
    lack_everything(2, owner=edith)
    statements_without_place()
    sign_in(page.context, edith, live_server)
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_breaks_no_rule(
    live_server: Any, at_work: Page, axe: Callable[[Page], None], width: int
) -> None:
    at_work.set_viewport_size({"width": width, "height": 800})
    for path in ("", "health/", "account/", *(f"health/{key}/" for key in ALL)):
        at_work.goto(f"{live_server.url}/curate/{path}")
        axe(at_work)
        assert at_work.evaluate("document.documentElement.scrollWidth") <= width, path


def test_keyboard_leads_from_the_first_page_to_what_is_to_be_mended(
    live_server: Any, at_work: Page
) -> None:
    at_work.goto(f"{live_server.url}/curate/")

    press_to(at_work, "Statements without a place in the source")
    expect(at_work.locator("h1")).to_have_text("Statements without a place in the source")
    press_to(at_work, "Barrier “")

    expect(at_work.locator("[name=locator]")).to_have_value("")


def test_summary_is_asked_for_by_keyboard(live_server: Any, at_work: Page, edith: User) -> None:
    at_work.goto(f"{live_server.url}/curate/health/")
    press_to(at_work, "Have these numbers sent to you once a week")

    tab_to(at_work, "document.activeElement.id == 'wants-summary'")
    at_work.keyboard.press("Space")
    tab_to(at_work, "document.activeElement.innerText == 'Save'")
    at_work.keyboard.press("Enter")

    expect(at_work.locator("[role=status]")).to_contain_text("once a week")
    expect(at_work.locator("#wants-summary")).to_be_checked()
    assert WeeklySummary.objects.get(user=edith).is_wanted


def press_to(page: Page, words: str) -> None:
    """Go on with the tab key to the link that begins with some words, and follow it."""
    tab_to(page, f"(document.activeElement.innerText || '').startsWith({words!r})")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, is_there: str) -> None:
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(is_there):
            return
    raise AssertionError(f"The tab key does not come to where {is_there}.")
