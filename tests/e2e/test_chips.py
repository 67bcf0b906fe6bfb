"""What is chosen can be taken away again, and where nothing is found the page helps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.lists import expect_total, is_wider_than_screen

CHOSEN = [
    "/case-studies/?approach=peer-support&outcome=access-to-support&nation=england",
    "/strategies/?q=health&theme=mental-health&nation=england",
    "/councils/?type=london-borough&region=london&nation=england",
]


@pytest.mark.parametrize("address", CHOSEN)
def test_chip_takes_one_filter_away_and_the_focus_goes_to_the_next(
    live_server, content, page, address
):
    page.goto(live_server.url + address)
    page.evaluate("window.isSamePage = true")
    chips = page.get_by_role("list", name="Chosen filters").locator("[data-remove]")
    names = [chip.get_attribute("data-remove") for chip in chips.all()]
    assert len(names) == 3

    chips.nth(1).press("Enter")
    expect(chips).to_have_count(2)
    expect(chips.nth(1)).to_be_focused()
    assert names[1] + "=" not in page.url
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    assert names[0] + "=" in page.url
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    expect(page.locator("#sentence")).to_be_focused()

    assert page.evaluate("window.isSamePage"), "the page was loaded anew"
    expect(page).to_have_url(re.compile(f"{address.split('?')[0]}$"))
    expect(page.locator("#filters input[type=checkbox]:checked")).to_have_count(0)
    expect(page.locator("#announcer")).to_have_text(page.locator("#sentence").inner_text())


def test_chip_may_be_pressed_as_soon_as_it_is_there(live_server, content, page):
    page.goto(live_server.url + CHOSEN[0])
    page.evaluate("""() => {
        window.isSamePage = true;
        const press = () => setTimeout(() => document.activeElement.click());
        document.addEventListener("htmx:afterSwap", press, { once: true });
    }""")
    chips = page.get_by_role("list", name="Chosen filters").locator("[data-remove]")

    chips.first.press("Enter")

    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    assert page.evaluate("window.isSamePage"), "the page was loaded anew"


@pytest.mark.parametrize("width", [375, 1280])
def test_chips_are_cleared_together(live_server, content, page, axe, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + CHOSEN[0])
    axe(page)
    assert not is_wider_than_screen(page)

    page.get_by_role("link", name="Clear all").press("Enter")

    expect(page).to_have_url(live_server.url + "/case-studies/")
    expect_total(page, 9)
    expect(page.locator("#sentence")).to_be_focused()
    expect(page.locator("#filters input[type=checkbox]:checked")).to_have_count(0)


def test_council_that_was_meant_is_one_click_away(live_server, content, page):
    page.goto(f"{live_server.url}/councils/?q=bristl")

    page.get_by_text("Did you mean").get_by_role("link", name="Bristol").click()

    expect(page).to_have_url(f"{live_server.url}/councils/bristol/")


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/case-studies/?q=lonelyness&nation=england", "loneliness"),
        ("/strategies/?q=helth", "health"),
    ],
)
def test_word_that_was_meant_is_one_click_away(live_server, content, page, axe, address, meant):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(live_server.url + address)
    expect_total(page, 0)
    axe(page)

    page.get_by_text("Did you mean").get_by_role("link", name=meant).click()

    expect(page).to_have_url(re.compile(f"q={meant}"))
    assert ("nation=england" in page.url) == ("nation=england" in address)
    expect(page.locator("[data-result]").first).to_be_visible()
    expect(page.locator("#q")).to_have_value(meant)
    expect(page.locator("#sentence")).to_be_focused()


@pytest.mark.parametrize(
    ("width", "address"),
    [
        (375, "/case-studies/?q=loneliness&nation=wales"),
        (1280, "/case-studies/?q=loneliness&nation=wales"),
        (1280, "/strategies/?region=london&kind=green-paper"),
        (375, "/councils/?region=london&nation=wales"),
    ],
)
def test_nothing_found_offers_what_one_filter_less_would_find(
    live_server, content, page, axe, width, address
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + address)
    expect_total(page, 0)
    axe(page)
    assert not is_wider_than_screen(page)
    relief = page.get_by_role("listitem").filter(has_text=re.compile(r"^\s*without ")).first
    promised = int(re.search(r": (\d+) ", relief.inner_text())[1])
    assert promised > 0

    relief.get_by_role("link").press("Enter")

    expect_total(page, promised)
    expect(page.locator("[data-remove]")).to_have_count(1)
    expect(page.locator("#sentence")).to_be_focused()
