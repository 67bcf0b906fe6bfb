"""On a phone the first result stands on the first screen, and nothing moves after it was shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

LISTS = ["/case-studies/", "/findings/", "/strategies/", "/councils/", "/sources/"]
CHOSEN = "/case-studies/?outcome=loneliness-and-isolation"
COMPARED = "/compare/case-studies/?item=leeds-mentally-healthy-city"

MOVED = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 300);
})"""


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 375, "height": 667})
    return page


def test_first_result_begins_on_the_first_screen_and_nothing_moves(live_server, content, phone):
    for path in [*LISTS, CHOSEN]:
        phone.goto(live_server.url + path)
        result = phone.locator("[data-result], .portal-result").first.bounding_box()
        assert result, path
        assert result["y"] < 620, path
        assert phone.evaluate(MOVED) == 0, path


@pytest.mark.parametrize("width", [320, 375, 430])
def test_name_in_the_head_stands_as_it_will_before_the_signs_beside_it_come(
    live_server, db, page, width
):
    page.set_viewport_size({"width": width, "height": 667})
    page.goto(live_server.url + "/about/")
    name = page.locator(".govuk-generic-header__logo")
    with_signs = name.bounding_box()

    page.evaluate("document.querySelectorAll('.portal-head-sign').forEach((one) => one.remove())")

    assert name.bounding_box() == with_signs


@pytest.mark.long
def test_all_questions_of_the_front_page_end_on_the_first_screen(live_server, whole_content, phone):
    phone.goto(live_server.url)
    questions = phone.locator(".portal-questions-plain > li")

    assert questions.count() == 6
    end = questions.last.bounding_box()
    assert end["y"] + end["height"] <= 667


SMALLEST = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let least = 99;
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement;
    const unseen = one.matches("script, style, em, .govuk-visually-hidden");
    if (unseen || !texts.currentNode.data.trim() || !one.checkVisibility()) continue;
    least = Math.min(least, parseFloat(getComputedStyle(one).fontSize));
  }
  return least;
}"""
"""The smallest type on a page; the letter that marks wider research is a sign in a circle."""

ON_SCREEN = """() => [...document.querySelectorAll("tbody tr")].filter((row) => {
  const box = row.getBoundingClientRect();
  return box.height && box.bottom <= window.innerHeight;
}).length"""


@pytest.mark.long
@pytest.mark.parametrize(("path", "rows"), [("/approaches/", 3), ("/evidence-map/", 7)])
@pytest.mark.parametrize("size", [(1280, 800), (1366, 768)])
def test_first_rows_of_a_table_stand_whole_on_a_wide_screen(
    live_server, whole_content, page, size, path, rows
):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(live_server.url + path)

    assert page.evaluate(ON_SCREEN) >= rows
    assert page.evaluate(SMALLEST) >= 14


FOUR = (
    "leeds-mentally-healthy-city",
    "sandwell-stronger-sandwell",
    "bristol-thriving-at-work",
    "bradford-clean-air-zone",
)


@pytest.mark.long
@pytest.mark.parametrize(
    ("path", "screens"),
    [
        ("/approaches/", 18),
        ("/outcomes/", 15),
        ("/findings/", 12),
        ("/strategies/", 11.5),
        ("/about/", 3),
        ("/frameworks/coverage/", 5),
        ("/strategies/surrey-health-and-wellbeing-strategy-2020-30/", 8.5),
        ("/compare/case-studies/?" + "&".join(f"item={slug}" for slug in FOUR), 11),
    ],
)
def test_pages_are_not_too_long_for_a_phone(live_server, whole_content, phone, path, screens):
    phone.goto(live_server.url + path)

    assert phone.evaluate("document.documentElement.scrollHeight") <= screens * 667


def test_what_nobody_measured_unfolds_without_scripts(live_server, content, page_without_scripts):
    page = page_without_scripts
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(live_server.url + "/approaches/")
    row = page.locator("#not-measured tr[data-concept]").first
    expect(row).to_be_hidden()

    page.locator("#not-measured > summary").click()

    expect(row).to_be_visible()


def test_nothing_moves_on_a_wide_screen(live_server, content, page):
    for path in ["/", CHOSEN, COMPARED]:
        page.goto(live_server.url + path)
        assert page.evaluate(MOVED) == 0, path


def test_filters_open_without_scripts(live_server, content, page_without_scripts):
    plain = page_without_scripts
    plain.set_viewport_size({"width": 375, "height": 667})
    plain.goto(live_server.url + CHOSEN)
    expect(plain.locator("#filters")).to_be_hidden()

    plain.get_by_role("link", name="Filters (1)").click()

    expect(plain.get_by_label("Search case studies")).to_be_visible()
    expect(plain.get_by_role("button", name="Show results")).to_be_visible()


def test_items_of_a_comparison_are_chosen_by_typing(live_server, content, page):
    page.goto(live_server.url + COMPARED)
    box = page.locator("#find")
    box.focus()

    page.keyboard.type("brist")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Bristol")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Leeds and Bristol")
