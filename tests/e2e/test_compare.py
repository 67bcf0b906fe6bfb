"""Comparing in a real browser: by keyboard, without JavaScript, and at every width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

ADDRESS = (
    "/compare/case-studies/?item=leeds-mentally-healthy-city"
    "&item=sandwell-stronger-sandwell&item=bristol-thriving-at-work"
)
OTHERS = [
    "/compare/case-studies/",
    "/compare/strategies/?item=thrive-bristol-2018-28&item=mentally-healthy-leeds",
    "/compare/councils/?item=leeds&item=bristol&item=basildon&item=surrey",
    f"{ADDRESS}&show=differences",
]


@pytest.mark.parametrize("width", [375, 768, 1280])
def test_comparison_breaks_no_rule_and_no_width(live_server, content, page, axe, width):
    page.set_viewport_size({"width": width, "height": 900})
    for address in [ADDRESS, *OTHERS]:
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        axe(page)


@pytest.mark.parametrize("kind", ["case-studies", "strategies", "councils", "approaches"])
def test_links_of_an_empty_comparison_stand_off_what_is_below(live_server, db, page, kind):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{live_server.url}/compare/{kind}/")

    links = page.locator("main .portal-actions").bounding_box()
    below = page.locator("#add").bounding_box()

    assert below["y"] - links["y"] - links["height"] >= 12


def test_heads_stay_in_view(live_server, content, page):
    page.goto(f"{live_server.url}{ADDRESS}&open=all")

    page.locator("#partners").scroll_into_view_if_needed()
    page.evaluate("window.scrollBy(0, 400)")

    head = page.locator("table:has(#partners)").get_by_role("columnheader", name="Leeds")
    box = head.bounding_box()
    assert box
    assert 0 <= box["y"] < 60


def test_phone_names_whose_each_value_is_and_folds_the_rest(live_server, content, page):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{live_server.url}{ADDRESS}")

    beside = "e => getComputedStyle(e, '::before').content.split('/')[0].trim()"
    cells = page.locator("#region td")
    assert [cell.evaluate(beside) for cell in cells.all()] == ['"Leeds"', '"Sandwell"', '"Bristol"']
    assert page.evaluate("document.documentElement.scrollHeight") < 10 * 667
    fold = page.locator("main details").first
    expect(fold.locator("li").first).to_be_hidden()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.locator("li").first).to_be_visible()


def test_parts_say_what_is_in_them_and_open_without_scripts(
    live_server, content, page_without_scripts
):
    page = page_without_scripts
    page.goto(f"{live_server.url}{ADDRESS}")
    how = page.locator("#approaches td p").first
    expect(page.locator("#told_in")).to_be_visible()
    expect(how).to_be_hidden()
    expect(page.locator("#part-approaches > summary")).to_contain_text("in all three")

    page.get_by_role("link", name="Open all sections").click()

    expect(how).to_be_visible()


def test_print_has_every_value_and_nothing_to_press(live_server, content, page):
    page.goto(f"{live_server.url}{ADDRESS}")
    page.emulate_media(media="print")

    for name in ("downloads", "compared", "compare-add", "shows ul"):
        expect(page.locator(f".portal-{name}").first).to_be_hidden()
    expect(page.locator("#partners .portal-rest li").last).to_be_visible()
    expect(page.locator("#approaches .portal-alone summary").first).to_be_visible()
    expect(page.locator("#approaches .portal-alone details p").first).to_be_hidden()
    expect(page.locator("#ambition summary").first).to_be_hidden()


def test_three_are_chosen_and_compared_without_scripts(live_server, content, page_without_scripts):
    page = page_without_scripts
    page.goto(f"{live_server.url}/case-studies/")
    for name in ("Leeds", "Sandwell", "Bristol"):
        page.get_by_role("button", name=re.compile(f"^Compare {name}:")).click()
        expect(page.get_by_role("button", name=re.compile(f"^Comparing {name}:"))).to_be_visible()

    page.get_by_role("link", name=re.compile("^Compare 3")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Leeds, Sandwell and Bristol")
    page.get_by_role("link", name="Show only what they share").click()
    expect(page.get_by_role("rowheader", name="Political leadership")).to_be_visible()
    expect(page.locator(".portal-alone")).to_have_count(0)


def test_adding_moving_swapping_and_removing_are_links(live_server, content, page_without_scripts):
    page = page_without_scripts
    page.goto(f"{live_server.url}{ADDRESS}")
    heading = page.get_by_role("heading", level=1)

    page.get_by_role("link", name=re.compile("^Move earlier.*Bristol")).click()
    expect(heading).to_have_text("Leeds, Bristol and Sandwell")
    page.get_by_role("link", name=re.compile("^Remove Sandwell")).click()
    expect(heading).to_have_text("Leeds and Bristol")
    page.locator("#find").fill("surrey")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=re.compile("^Add Surrey")).click()
    expect(heading).to_have_text("Leeds, Bristol and Surrey")
    page.get_by_role("link", name=re.compile("^Swap Leeds")).click()
    page.locator("#find").fill("basildon")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=re.compile("^Swap for Basildon")).click()
    expect(heading).to_have_text(re.compile(r"^\s*Basildon, Bristol and Surrey"))


def test_choosing_by_keyboard_keeps_the_place(live_server, content, page: Page, axe):
    page.goto(f"{live_server.url}/case-studies/")
    button = page.get_by_role("button", name=re.compile("^Compare Leeds:"))
    button.focus()

    page.keyboard.press("Enter")

    chosen = page.get_by_role("button", name=re.compile("^Comparing Leeds:"))
    expect(chosen).to_be_visible()
    expect(page.get_by_role("region", name="Chosen to compare")).to_be_in_viewport()
    expect(chosen).to_be_in_viewport()
    axe(page)
    page.set_viewport_size({"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
