"""The search box of every page: it suggests, by keys and aloud, and without scripts it searches."""

from __future__ import annotations

import random
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Route, expect

SEEN = """input => {
  const { color, backgroundColor } = getComputedStyle(input);
  return color !== backgroundColor;
}"""


@pytest.fixture(params=[1024, 1280])
def size(request):
    """On smaller screens a sign in the head leads to the page that searches, instead."""
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


def test_words_typed_after_escape_stand_after_those_before(live_server, content, page):
    page.goto(live_server.url + "/about/")
    box = page.get_by_role("combobox")
    box.press_sequentially("leeds")
    expect(page.get_by_role("option").first).to_be_visible()

    page.keyboard.press("Escape")
    page.keyboard.type(" strategy")
    expect(box).to_have_value("leeds strategy")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=leeds\+strategy$"))


PLAIN = "<input id='q' style='width: 400px'><button>Search</button>"
TYPED = ["l", "e", "Space", "é", "Space", "w", "Backspace", "Delete"]
MOVED = ["Home", "End", "ArrowLeft", "ArrowRight", "Leave", "Click"]
CHOSEN = ["ArrowDown", "ArrowDown", "ArrowUp", "Escape", "Wait"]


def press(page, box, key):
    """Press a key wherever the focus is, as somebody at a keyboard would."""
    match key:
        case "é":
            page.keyboard.type("é")
        case "Leave":
            page.keyboard.press("Escape")
            page.keyboard.press("Tab")
            page.keyboard.press("Shift+Tab")
        case "Click":
            box.click(position={"x": 3, "y": 10})
        case "Wait":
            page.wait_for_timeout(120)
        case _:
            page.keyboard.press(key)


@pytest.mark.parametrize("seed", range(4))
def test_box_holds_what_a_plain_box_would_whatever_keys_are_pressed(
    live_server, content, page, browser, seed
):
    chance = random.Random(seed)  # noqa: S311 - the same each time
    page.goto(live_server.url + "/about/")
    box = page.get_by_role("combobox")
    with browser.new_context() as context:
        model = context.new_page()
        model.set_content(PLAIN)
        plain = model.locator("#q")
        pressed = list("leeds")
        for one, its in ((page, box), (model, plain)):
            its.focus()
            for key in pressed:
                press(one, its, key)
        page.wait_for_timeout(150)
        for _ in range(45):
            key = chance.choice(chance.choice([TYPED, TYPED, MOVED, CHOSEN]))
            pressed.append(key)
            press(page, box, key)
            if key not in CHOSEN:  # arrows and Escape are not for the words
                press(model, plain, key)
            assert box.input_value() == plain.input_value(), pressed
        words = plain.input_value()
        assert words, "nothing was left to compare"

    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    assert parse_qs(urlsplit(page.url).query)["q"] == [words]


def test_suggestions_that_come_late_leave_the_words_and_the_focus(live_server, content, page):
    page.goto(live_server.url + "/about/")
    box = page.get_by_role("combobox")
    box.press_sequentially("well")
    expect(page.get_by_role("option").nth(2)).to_be_visible()
    late: list[Route] = []
    page.route("**/search/suggestions**", lambda route: late.append(route))  # noqa: PLW0108 (Playwright marks it)

    with page.expect_request("**/search/suggestions**"):
        page.keyboard.type("x")
        for _ in range(3):
            page.keyboard.press("ArrowDown")
    page.wait_for_timeout(50)
    late[-1].fulfill(json={"suggestions": []})
    page.wait_for_timeout(100)
    page.keyboard.type(" y")

    expect(box).to_be_focused()
    expect(box).to_have_value("wellx y")


def test_words_typed_before_the_scripts_come_are_kept(live_server, content, page):
    scripts: list[Route] = []
    page.route("**/portal*.js", lambda route: scripts.append(route))  # noqa: PLW0108 (Playwright marks it)
    page.goto(live_server.url + "/about/", wait_until="commit")
    page.locator("#site-search").press_sequentially("lonel")

    page.wait_for_timeout(100)
    scripts[0].continue_()
    box = page.get_by_role("combobox")
    expect(box).to_have_value("lonel")
    page.keyboard.type("iness")

    expect(box).to_have_value("loneliness")


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


def test_on_a_phone_a_sign_leads_to_the_page_that_searches(live_server, content, page):
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(live_server.url + "/about/")
    expect(page.get_by_role("combobox")).to_have_count(0)

    page.get_by_role("banner").get_by_role("link", name="Search").click()
    page.get_by_role("searchbox", name="What are you looking for?").fill("loneliness")
    page.keyboard.press("Enter")

    expect(page).to_have_url(live_server.url + "/search/?q=loneliness")
