"""The evidence map in a browser: by keyboard, without scripts, at every width."""

from __future__ import annotations

import pytest

PAGES = [
    "/evidence-map/",
    "/evidence-map/?only=gaps&filters=show",
    "/evidence-map/?row=partnership-building",
    "/evidence-map/?rows=enabler&columns=approach",
    "/pathways/",
    "/pathways/?open=enabler&filters=show",
    "/approaches/",
    "/frameworks/our-place-report-frame/",
    "/outcomes/knowledge-and-skills/",
    "/priorities/",
    "/priorities/social-connection/",
    "/frameworks/coverage/",
]


CHOSEN = [
    "enabler=national-programmes&enabler=shared-priorities&enabler=strong-voluntary-sector",
    "approach=workforce-training&outcome=knowledge-and-skills",
]


@pytest.mark.parametrize("width", [375, 768, 1280, 1920])
def test_pages_are_clean_and_never_wider_than_the_screen(live_server, content, page, axe, width):
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        page.goto(live_server.url + path)
        if width in (375, 1280):
            axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} wide"


OUTSIDE = """
() => {
  const svg = document.querySelector(".portal-flow").getBoundingClientRect();
  const texts = [...document.querySelectorAll(".portal-flow text")];
  const boxes = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
  const cut = boxes.filter(([, box]) => box.left < svg.left - 1 || box.right > svg.right + 1 ||
    box.top < svg.top - 1 || box.bottom > svg.bottom + 1);
  const over = boxes.filter(([, one], place) => boxes.slice(place + 1).some(([, other]) =>
    one.left < other.right && other.left < one.right &&
    one.top < other.bottom - 3 && other.top < one.bottom - 3));
  return [...cut, ...over].map(([text]) => text);
}
"""


@pytest.mark.parametrize("width", [1000, 1280, 1920])
def test_labels_of_pathways_are_never_cut_and_never_cover_each_other(
    live_server, content, page, width
):
    page.set_viewport_size({"width": width, "height": 900})
    for query in ("", "open=enabler", "open=approach", "open=outcome", *CHOSEN):
        page.goto(f"{live_server.url}/pathways/?{query}")

        assert page.evaluate(OUTSIDE) == [], query


COVERED = """() => {
  const one = document.activeElement.getBoundingClientRect();
  const heads = [...document.querySelectorAll("#map thead th")];
  const foot = Math.max(...heads.map((head) => head.getBoundingClientRect().bottom));
  const inHead = document.activeElement.closest("thead");
  return !inHead && document.activeElement.closest("#map") && one.top < foot - 1;
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1366, 768)])
def test_focus_is_never_under_the_heads_in_either_direction(
    live_server, content, page, width, height
):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{live_server.url}/evidence-map/?open=approach")
    page.locator("#map tbody a").first.focus()
    for key, times in (("Tab", 120), ("Shift+Tab", 110)):
        for _ in range(times):
            page.keyboard.press(key)
            assert not page.evaluate(COVERED), page.evaluate("document.activeElement.outerHTML")


def test_first_row_stands_on_the_first_screen_and_no_box_hides_any(live_server, content, page):
    for width, height in ((1280, 800), (1366, 768)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{live_server.url}/evidence-map/")
        row = page.locator("#map tbody tr").first.bounding_box()
        assert row["y"] + row["height"] <= height
        boxes = page.evaluate(
            """() => { const found = []; let one = document.querySelector("#map");
            while ((one = one.parentElement) && one !== document.body) {
              const style = getComputedStyle(one);
              if (style.overflowX !== "visible" || style.overflowY !== "visible") found.push(1);
            } return found.length; }"""
        )
        assert boxes == 0
        cells = page.evaluate(
            "[...document.querySelectorAll('#map td a')].map((a) => a.offsetHeight)"
        )
        assert min(cells) >= 44


def test_keyboard_reaches_a_number_and_its_case_studies(live_server, content, page):
    page.goto(f"{live_server.url}/evidence-map/")
    cell = page.locator("#map td[data-row] a[href^='/case-studies/']").first
    number = cell.evaluate("one => one.closest('td').dataset.changed")

    cell.focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/case-studies/?*")
    assert page.locator("[data-total]").first.get_attribute("data-total") == number


def test_phone_chooses_a_row_and_reads_it_in_words(live_server, content, page):
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(f"{live_server.url}/evidence-map/")
    assert not page.locator("#map").is_visible()

    page.locator(".portal-map-rows li a").first.click()

    assert "row=" in page.url
    told = page.locator("[data-cell]").first
    number = told.get_attribute("data-drawn")
    told.click()
    page.wait_for_url("**/case-studies/?*")
    assert page.locator("[data-total]").first.get_attribute("data-total") == number


def test_filter_in_place_keeps_the_axes_and_changes_the_numbers(live_server, content, page):
    page.goto(f"{live_server.url}/evidence-map/?rows=enabler&filters=show")
    before = page.locator("#sentence").get_attribute("data-total")

    page.locator("#facet-region summary").click()
    page.locator("input[type=checkbox][name=region][value=london]").check()
    page.wait_for_url("**region=london**")
    page.locator("[data-remove='region']").wait_for()

    assert "rows=enabler" in page.url
    assert page.locator("#sentence").get_attribute("data-total") != before
    assert page.locator("#map").get_attribute("data-rows") == "enabler"


def test_without_scripts_a_number_leads_to_its_case_studies(
    live_server, content, page_without_scripts
):
    page = page_without_scripts
    page.goto(f"{live_server.url}/evidence-map/")
    page.locator("#map .t").first.click()
    assert "open=" in page.url

    cell = page.locator("#map td[data-row]:not([data-changed='0'])").first
    number = cell.get_attribute("data-changed")
    cell.locator("a").click()

    assert "claim=changed" in page.url
    assert page.locator("[data-total]").first.get_attribute("data-total") == number
