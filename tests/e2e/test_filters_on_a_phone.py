"""On a small screen the filters open over the results, and close to show them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.lists import box, counts, expect_total, is_wider_than_screen, unfold

OPTIONS = [
    ("/case-studies/", "approach=peer-support"),
    ("/strategies/", "theme=mental-health"),
    ("/councils/", "region=london"),
]


@pytest.fixture
def phone(page):
    page.set_viewport_size({"width": 375, "height": 700})
    return page


@pytest.mark.parametrize(("path", "option"), OPTIONS)
def test_panel_opens_counts_and_closes_to_show_the_results(
    live_server, content, phone, axe, path, option
):
    phone.goto(live_server.url + path)
    toggle, panel = phone.locator("#filters-toggle"), phone.get_by_role("search", name="Find ")
    expect(toggle).to_have_text("Filters")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(panel).to_be_hidden()

    toggle.press("Enter")
    expect(toggle).to_have_text("Close filters")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(panel).to_be_visible()
    phone.keyboard.press("Tab")
    expect(phone.locator("#q")).to_be_focused()
    unfold(phone, option.split("=")[0])
    axe(phone)
    assert not is_wider_than_screen(phone)

    # It stays open while one chooses.
    promised = counts(phone)[option]
    box(phone, option).press("Space")
    expect_total(phone, promised)
    expect(box(phone, option)).to_be_focused()
    expect(box(phone, option)).to_be_in_viewport()

    phone.get_by_role("button", name="Show results").press("Enter")
    expect(panel).to_be_hidden()
    expect(toggle).to_have_text("Filters (1)")
    expect(phone.locator("#sentence")).to_be_focused()
    expect(phone.locator("#sentence")).to_be_in_viewport()
    expect(phone.locator("[data-result]").first).to_be_visible()
    assert not is_wider_than_screen(phone)


def test_escape_closes_the_panel_and_returns_to_its_button(live_server, content, phone):
    phone.goto(live_server.url + "/case-studies/?nation=england")
    toggle, panel = phone.locator("#filters-toggle"), phone.locator("#filters")
    toggle.press("Enter")
    unfold(phone, "outcome")
    finder = phone.get_by_role("searchbox", name="Find in outcome")

    # In a box with words in it, Escape first clears them.
    finder.fill("health")
    finder.press("Escape")
    expect(finder).to_have_value("")
    expect(panel).to_be_visible()
    finder.press("Escape")

    expect(panel).to_be_hidden()
    expect(toggle).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "false")


def test_button_closes_the_panel_and_a_chip_leaves_it_closed(live_server, content, phone):
    phone.goto(live_server.url + "/case-studies/?nation=england&approach=peer-support")
    toggle, panel = phone.locator("#filters-toggle"), phone.locator("#filters")
    expect(toggle).to_have_text("Filters (2)")
    toggle.press("Enter")
    toggle.press("Enter")
    expect(panel).to_be_hidden()
    expect(toggle).to_be_focused()

    phone.locator("[data-remove]").first.press("Enter")

    expect(toggle).to_have_text("Filters (1)")
    expect(panel).to_be_hidden()


def test_words_close_the_panel(live_server, content, phone):
    phone.goto(live_server.url + "/case-studies/")
    phone.locator("#filters-toggle").press("Enter")

    phone.locator("#q").fill("loneliness")
    phone.locator("#q").press("Enter")

    expect(phone).to_have_url(re.compile("q=loneliness"))
    expect(phone.locator("#filters")).to_be_hidden()
    expect(phone.locator("#sentence")).to_be_focused()
