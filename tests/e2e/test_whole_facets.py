"""Facets of which ten options are shown until somebody asks for all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.lists import box, expect_total, open_filters, total, unfold

CASE_STUDIES = "/case-studies/"


def options(page: Page) -> Locator:
    return page.locator("#facet-approach li[data-value]")


def last(page: Page) -> str:
    """The last option of the whole facet, which is not shown at first."""
    return f"approach={options(page).last.get_attribute('data-value')}"


@pytest.mark.parametrize("width", [375, 1280])
def test_all_options_come_and_go_with_a_key(live_server, content, page, axe, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + CASE_STUDIES)
    if width < 700:
        page.locator("#filters-toggle").press("Enter")
    page.locator("#facet-approach > summary").press("Enter")
    expect(options(page)).to_have_count(10)
    axe(page)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))

    page.locator("#all-approach").press("Enter")

    expect(page.locator("#all-approach")).to_be_focused()
    expect(page.locator("#all-approach")).to_have_text("Show fewer options of Approach")
    assert options(page).count() > 20
    assert asked == [f"{live_server.url}{CASE_STUDIES}?facet=approach"]
    expect(page).to_have_url(live_server.url + CASE_STUDIES)
    axe(page)

    page.locator("#all-approach").press("Enter")
    expect(options(page)).to_have_count(10)
    expect(page.locator("#all-approach")).to_contain_text("Show all")


def test_chosen_option_stays_when_the_others_go(live_server, content, page):
    page.goto(live_server.url + CASE_STUDIES)
    unfold(page, "approach")
    option = last(page)
    box(page, option).check()
    expect(page).to_have_url(re.compile(option))

    page.locator("#all-approach").press("Enter")

    expect(page.locator("#all-approach")).to_contain_text("Show all")
    expect(box(page, option)).to_be_checked()
    assert options(page).count() <= 11


def test_unfolded_facet_stays_so_while_results_change_and_on_the_way_back(
    live_server, content, page
):
    page.goto(live_server.url + CASE_STUDIES)
    unfold(page, "approach")
    many = options(page).count()
    unfold(page, "nation")

    box(page, "nation=england").check()
    expect(page).to_have_url(f"{live_server.url}{CASE_STUDIES}?nation=england")
    expect(options(page)).to_have_count(many)
    found = total(page)

    page.locator("[data-result] a").first.click()
    expect(page.locator("#filters")).to_have_count(0)
    page.go_back()
    expect_total(page, found)
    expect(options(page)).to_have_count(many)
    expect(page.locator("#facet-approach")).to_have_attribute("open", "")

    page.go_back()
    expect(page).to_have_url(live_server.url + CASE_STUDIES)
    expect(options(page)).to_have_count(many)


def test_what_was_ticked_meanwhile_stays_when_all_options_come(live_server, content, page):
    page.goto(f"{live_server.url}/evidence-map/?filters=show")
    facet = page.locator(".portal-facet:has([data-all])").first
    facet.locator("> summary").press("Enter")
    first = facet.locator("li input").first
    value = first.get_attribute("value")
    first.evaluate("box => { box.checked = true }")

    facet.locator("[data-all]").press("Enter")

    expect(facet.locator("[data-all]")).to_contain_text("Show fewer")
    expect(facet.locator(f"input[value='{value}']")).to_be_checked()


@pytest.mark.parametrize("width", [375, 1280])
def test_without_scripts_a_link_shows_all_and_the_form_keeps_them(
    live_server, content, page_without_scripts, width
):
    plain = page_without_scripts
    plain.set_viewport_size({"width": width, "height": 800})
    plain.goto(live_server.url + CASE_STUDIES)
    open_filters(plain)
    plain.locator("#facet-approach > summary").press("Enter")

    plain.locator("#all-approach").press("Enter")

    expect(plain).to_have_url(f"{live_server.url}{CASE_STUDIES}?all=approach#facet-approach")
    expect(plain.locator("#facet-approach")).to_be_in_viewport()
    many = options(plain).count()
    assert many > 20
    option = last(plain)
    box(plain, option).check()
    plain.get_by_role("button", name="Show results").click()
    expect(box(plain, option)).to_be_checked()
    expect(options(plain)).to_have_count(many)
    open_filters(plain)
    plain.locator("#all-approach").press("Enter")
    expect(plain.locator("#all-approach")).to_contain_text("Show all")
    expect(box(plain, option)).to_be_checked()
    assert options(plain).count() <= 11
