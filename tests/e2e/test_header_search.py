"""The search box of every page: it suggests, by keys and aloud, and without scripts it searches."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

SEEN = """input => {
  const { color, backgroundColor } = getComputedStyle(input);
  return color !== backgroundColor;
}"""


@pytest.fixture(params=[375, 1280])
def size(request):
    return {"width": request.param, "height": 700}


def test_suggestions_are_chosen_with_keys(live_server, content, page, axe, size):
    page.set_viewport_size(size)
    page.goto(live_server.url + "/about/")
    box = page.get_by_role("combobox", name="Search the portal")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(box).to_have_attribute("aria-expanded", "false")

    box.fill("well")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_be_visible()
    assert box.evaluate(SEEN), "what is typed cannot be seen"
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    number = options.count()
    said = page.locator(".autocomplete__status").get_by_role("status")
    expect(said.filter(has_text=f"{number} results are available")).to_have_count(1)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_be_focused()
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    axe(page)

    # Escape closes the list and leads back to the words.
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_focused()
    expect(box).to_have_value("well")


def test_suggestion_leads_to_its_page(live_server, content, page, size):
    page.set_viewport_size(size)
    page.goto(live_server.url + "/about/")
    page.get_by_role("combobox").fill("bristol")
    option = page.get_by_role("option").filter(has_text="Council").first
    expect(option).to_be_visible()

    for _ in range(page.get_by_role("option").count()):
        page.keyboard.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    page.keyboard.press("Enter")

    expect(page).to_have_url(live_server.url + "/councils/bristol/")


def test_enter_searches_for_what_was_typed_though_there_are_suggestions(live_server, content, page):
    page.goto(live_server.url + "/about/")
    page.get_by_role("combobox").fill("lonel")
    expect(page.get_by_role("option").first).to_be_visible()

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=lonel$"))


def test_box_searches_without_scripts(live_server, content, page_without_scripts, size):
    page = page_without_scripts
    page.set_viewport_size(size)
    page.goto(live_server.url + "/about/")
    box = page.get_by_role("searchbox", name="Search the portal")

    box.fill("loneliness")
    assert box.evaluate(SEEN), "what is typed cannot be seen"
    box.press("Enter")

    expect(page).to_have_url(live_server.url + "/search/?q=loneliness")
    page.get_by_role("search", name="Site").get_by_role("searchbox").fill("bristol")
    page.get_by_role("search", name="Site").get_by_role("button", name="Search").click()
    expect(page).to_have_url(live_server.url + "/search/?q=bristol")
