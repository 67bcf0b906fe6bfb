"""The evidence map in a browser: by keyboard, without scripts, at every width."""

from __future__ import annotations

import pytest

PAGES = [
    "/evidence-map/",
    "/evidence-map/?only=gaps&filters=show",
    "/evidence-map/?cell=approach.partnership-building~outcome.partnership-working",
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


@pytest.mark.parametrize("width", [375, 1280, 1920])
def test_labels_of_pathways_are_never_cut_and_never_cover_each_other(
    live_server, content, page, width
):
    page.set_viewport_size({"width": width, "height": 900})
    for query in ("", "open=enabler", "open=approach", "open=outcome", *CHOSEN):
        page.goto(f"{live_server.url}/pathways/?{query}")

        assert page.evaluate(OUTSIDE) == [], query


def test_keyboard_reaches_a_number_its_findings_and_its_case_studies(live_server, content, page):
    page.goto(f"{live_server.url}/evidence-map/")
    page.locator(".portal-map-scroll").focus()
    for _ in range(200):
        page.keyboard.press("Tab")
        cell = page.evaluate("document.activeElement.closest('td[data-row]')?.dataset.count")
        if cell:
            break
    number = int(cell)

    page.keyboard.press("Enter")
    beside = page.locator("#beside")
    beside.locator("[data-finding]").first.wait_for()

    assert "cell=" in page.url
    assert page.evaluate("document.activeElement.id") == "beside-title"
    assert page.locator("#map .is-chosen").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/case-studies/?*")
    assert page.locator("[data-total]").get_attribute("data-total") == str(number)


def test_filter_in_place_keeps_the_axes_and_changes_the_numbers(live_server, content, page):
    page.goto(f"{live_server.url}/evidence-map/?rows=enabler&filters=show")
    before = page.locator("#sentence").get_attribute("data-total")

    page.locator("#facet-region summary").click()
    page.locator('[name="region"][value="london"]').check()
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

    link = page.locator("#map td[data-row] a").first
    number = link.locator("b").inner_text()
    link.click()

    assert "/case-studies/?tie=" in page.url
    assert page.locator("[data-total]").get_attribute("data-total") == number
    assert page.locator(".portal-chip").count() == 1
