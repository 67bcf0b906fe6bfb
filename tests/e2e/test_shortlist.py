"""The shortlist in a real browser: by keyboard, without JavaScript, and at every width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

STRATEGY = "/strategies/thrive-bristol-2018-28/"


def fill(page: Page, base: str) -> None:
    """Put a case study, a strategy and a priority on the list."""
    page.goto(f"{base}/case-studies/leeds-mentally-healthy-city/")
    page.get_by_role("button", name=re.compile("^Shortlist ")).click()
    expect(page.get_by_role("button", name=re.compile("^On your shortlist"))).to_be_visible()
    page.goto(f"{base}{STRATEGY}")
    for number in (1, 2):
        page.get_by_role("button", name=re.compile("^Shortlist ")).first.click()
        added = page.get_by_role("button", name=re.compile("^On your shortlist"))
        expect(added).to_have_count(number)
        if number == 1:
            # A strategy with many priorities has only their titles open.
            page.locator("#priority-1 summary").click()


def titles(page: Page) -> list[str]:
    return page.locator("[data-result] h2").all_inner_texts()


def test_list_is_made_noted_ordered_and_shared_without_scripts(
    live_server, content, page_without_scripts
):
    page = page_without_scripts
    fill(page, live_server.url)
    page.get_by_role("link", name=re.compile("^Shortlist")).first.click()
    before = titles(page)
    assert len(before) == 3

    page.get_by_role("button", name=re.compile("^Up")).first.click()
    assert titles(page) == [before[1], before[0], before[2]]
    page.get_by_label(re.compile("^Your note")).first.fill("For the panel in May")
    page.get_by_role("button", name=re.compile("^Save note")).first.click()
    expect(page.get_by_label(re.compile("^Your note")).first).to_have_value("For the panel in May")
    page.get_by_role("button", name="Clear the list").click()
    assert titles(page) == []
    page.get_by_role("button", name="Undo").click()
    assert len(titles(page)) == 3
    page.get_by_role("link", name="Open it as others see it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A shared shortlist")
    expect(page.get_by_text("For the panel in May")).to_have_count(0)


@pytest.mark.parametrize("width", [375, 768, 1280])
def test_list_breaks_no_rule_and_no_width(live_server, content, page, axe, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/shortlist/")
    axe(page)
    fill(page, live_server.url)
    axe(page)

    page.goto(f"{live_server.url}/shortlist/")

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_order_is_changed_by_keyboard_and_the_focus_stays_near(live_server, content, page):
    fill(page, live_server.url)
    page.goto(f"{live_server.url}/shortlist/")
    before = titles(page)

    page.get_by_role("button", name=re.compile("^Down")).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#down-"))

    assert titles(page) == [before[1], before[0], before[2]]
    expect(page.locator(":target")).to_be_in_viewport()


def test_press_that_cannot_be_kept_now_is_answered_in_words(live_server, content, browser):
    # A page of its own: a refusal is an error in the console, which the usual one complains about.
    page = browser.new_page()
    page.goto(f"{live_server.url}/case-studies/")
    sent = []

    def refuse(route):
        sent.append(route.request.post_data)
        words = "<title>Busy</title><h1>Your list cannot be saved just now</h1>"
        route.fulfill(status=503, content_type="text/html", body=words)

    page.route("**/shortlist/change/", refuse)
    page.get_by_role("button", name=re.compile("^Shortlist ")).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your list cannot be saved just now")
    assert len(sent) == 2
    assert sent[0] == sent[1]
    page.close()
