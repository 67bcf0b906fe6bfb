"""Everything can be done with keys alone, and one always sees where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

LEEDS = "/case-studies/leeds-mentally-healthy-city/"

FOCUS_IS_SEEN = """() => {
  const element = document.activeElement;
  if (element === document.body) return true;
  const seen = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== "none";
  const focused = getComputedStyle(element);
  const there = element.getBoundingClientRect();
  return there.width > 0 && there.height > 0 && seen(focused)
    ? true : element.outerHTML.slice(0, 150);
}"""


@pytest.fixture
def phone(page):
    page.set_viewport_size({"width": 375, "height": 700})
    return page


def test_skip_link_comes_first_and_leads_to_the_main_part(live_server, content, page):
    page.goto(live_server.url + LEEDS)

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["width"] > 50, "it shows itself while it has the focus"

    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main-content').contains(document.activeElement)")


def test_menu_of_a_phone_opens_and_closes_by_keys(live_server, db, phone):
    phone.goto(live_server.url + "/about/")
    menu = phone.get_by_role("button", name="Menu")
    entry = phone.get_by_role("navigation", name="Main").get_by_role("link", name="Councils")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(entry).to_be_hidden()

    menu.focus()
    phone.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(entry).to_be_visible()

    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('nav') !== null")
    menu.focus()
    phone.keyboard.press("Space")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(entry).to_be_hidden()


@pytest.mark.parametrize("path", ["/", "/case-studies/", LEEDS, "/councils/bristol/"])
def test_focus_is_seen_wherever_it_goes_and_never_trapped(live_server, content, page, path):
    page.goto(live_server.url + path)
    visited = []

    for _ in range(120):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_SEEN) is True
        visited.append(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
        if page.evaluate(
            "document.activeElement.matches('footer a') || document.activeElement === document.body"
        ):
            break

    assert len(set(visited)) > 5
    assert len(set(visited[-3:])) > 1, "the focus does not move on"


def test_timeline_is_told_in_words_where_it_has_no_room(live_server, content, phone):
    phone.goto(live_server.url + "/councils/bristol/")

    assert phone.get_by_role("group", name="Timeline of strategies").count() == 0
    assert "2018" in phone.locator("#strategies").inner_text()


def test_list_is_sorted_by_keys(live_server, content, page):
    page.goto(live_server.url + "/case-studies/")
    sort = page.get_by_label("Sort by")

    sort.focus()
    page.keyboard.press("ArrowDown")

    # Where scripts run, choosing is enough; the button is for those without.
    expect(page).to_have_url(re.compile("sort="))
    expect(page.get_by_label("Sort by")).to_be_focused()


def test_parts_of_the_method_open_by_the_keyboard_and_by_their_address(live_server, content, page):
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(live_server.url + "/about/")
    said = page.get_by_text("A council is credited with what it did.")
    expect(said).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * 667

    page.locator("#credit > summary").focus()
    page.keyboard.press("Enter")
    expect(said).to_be_visible()

    page.goto(live_server.url + "/about/?sort=x#evidence")
    expect(page.get_by_text("We grade by what the source says")).to_be_visible()


def test_parts_of_the_method_open_without_scripts(live_server, content, page_without_scripts):
    page_without_scripts.goto(live_server.url + "/about/")
    page_without_scripts.get_by_role("link", name="Open all sections").click()

    expect(page_without_scripts.get_by_text("A council is credited with")).to_be_visible()


LISTED = [
    *("/case-studies/", "/findings/", "/strategies/", "/councils/", "/sources/", "/frameworks/"),
    *("/approaches/", "/outcomes/", "/enablers/", "/evidence-map/", "/priorities/"),
    *("/search/?q=loneliness", "/search/?q=lorries", "/search/?q=training&kind=case-studies"),
    *("/case-studies/?q=unheardof", "/approaches/?evidence=5"),
]
FIRST = """() => {
  const listed = document.getElementById("listed");
  const to_press = "main :is(a[href], input, button, select, summary)";
  const after = [...document.querySelectorAll(to_press)].filter((one) => one.checkVisibility() &&
    listed.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  return after.indexOf(document.activeElement);
}"""
"""Which of the places to press from the results on has the focus: the first is 0."""


def test_second_skip_link_leads_to_the_first_result_of_every_list(live_server, content, page):
    for path in LISTED:
        page.goto(live_server.url + path)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to results")).to_be_focused()

        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate(FIRST) == 0, path


def test_second_skip_link_still_leads_there_once_filters_were_chosen(live_server, content, page):
    page.goto(live_server.url + "/case-studies/")
    page.locator("#facet-region summary").click()
    page.locator("input[type=checkbox][name=region]").first.check()
    page.locator("[data-remove='region']").wait_for()

    page.get_by_role("link", name="Skip to results").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate(FIRST) == 0
    assert page.evaluate("!!document.activeElement.closest('[data-result]')")
