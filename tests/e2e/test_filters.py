"""Filters where scripts run: what is promised, found, said and focused, without a new page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.lists import (
    box,
    counts,
    expect_total,
    narrowing,
    results,
    total,
    unfold,
)

CASE_STUDIES = "/case-studies/"
LISTS = [(CASE_STUDIES, "outcome"), ("/strategies/", "theme"), ("/councils/", "region")]


@pytest.mark.parametrize(("path", "facet"), LISTS)
def test_tick_swaps_results_and_counts_in_place_and_back_restores_them(
    live_server, content, page, path, facet
):
    page.goto(live_server.url + path)
    page.evaluate("window.isSamePage = true")
    unfold(page, facet)
    first, first_total = counts(page), total(page)
    option = narrowing(page, facet)[-1]

    box(page, option).press("Space")

    expect_total(page, first[option])
    expect(page).to_have_url(f"{live_server.url}{path}?{option}")
    assert page.evaluate("window.isSamePage"), "the page was loaded anew"
    expect(box(page, option)).to_be_checked()
    expect(box(page, option)).to_be_focused()
    expect(box(page, option)).to_be_in_viewport()
    said = page.get_by_role("status").filter(has_text=page.locator("#sentence").inner_text())
    expect(said).to_have_count(1)

    second, second_results = counts(page), results(page)
    assert second != first
    page.go_back()
    expect_total(page, first_total)
    expect(box(page, option)).not_to_be_checked()
    expect(page.locator("#filters [data-count]")).to_have_count(len(first))
    assert counts(page) == first
    page.go_forward()
    expect_total(page, first[option])
    expect(box(page, option)).to_be_checked()
    expect(page.locator("#filters [data-count]")).to_have_count(len(second))
    assert (counts(page), results(page)) == (second, second_results)


def test_second_facet_leaves_what_it_promised(live_server, content, page):
    chosen = "approach=workplace-mental-health"
    page.goto(f"{live_server.url}{CASE_STUDIES}?{chosen}")
    unfold(page, "population")
    option = narrowing(page, "population")[0]
    promised = counts(page)[option]

    box(page, option).check()

    expect_total(page, promised)
    expect(page.locator("[data-result]")).to_have_count(promised)
    expect(page).to_have_url(re.compile(f"{chosen}.*{option}"))


@pytest.mark.parametrize(
    "kept", ["tie=approach.workplace-mental-health~outcome.mental-wellbeing", "q=lonely&widen=no"]
)
def test_tick_keeps_what_the_form_has_no_field_for(live_server, content, page, kept):
    page.goto(f"{live_server.url}{CASE_STUDIES}?{kept}")
    unfold(page, "nation")
    promised = counts(page)["nation=england"]

    box(page, "nation=england").check()

    expect(page).to_have_url(re.compile("nation=england"))
    expect(page).to_have_url(re.compile(re.escape(kept.split("&")[-1])))
    expect_total(page, promised)


def test_focus_stays_on_a_box_that_is_unticked(live_server, content, page):
    """Though its facet would fold, as nothing in it is chosen, and the box move out of sight."""
    page.goto(live_server.url + CASE_STUDIES)
    unfold(page, "approach")
    option = f"approach={page.locator('#facet-approach li').last.get_attribute('data-value')}"

    box(page, option).focus()
    for address in (f"{CASE_STUDIES}?{option}", CASE_STUDIES):
        page.keyboard.press("Space")
        expect(page).to_have_url(live_server.url + address)
        expect(box(page, option)).to_be_focused()
        expect(box(page, option)).to_be_in_viewport()


def test_facet_that_was_folded_stays_so(live_server, content, page):
    page.goto(f"{live_server.url}{CASE_STUDIES}?approach=peer-support")
    page.locator("#facet-approach > summary").press("Enter")
    unfold(page, "nation")

    box(page, "nation=england").check()

    expect(page).to_have_url(re.compile("nation=england"))
    expect(page.locator("#facet-nation")).to_have_attribute("open", "")
    expect(page.locator("#facet-approach")).not_to_have_attribute("open", "")


def test_long_facet_is_searched_and_says_how_many(live_server, content, page, axe):
    page.goto(live_server.url + CASE_STUDIES)
    page.locator("#facet-outcome > summary").press("Enter")
    labels = page.locator("#facet-outcome li > label > span")
    finder = page.get_by_role("searchbox", name="Find in outcome")
    status = page.locator("#facet-outcome").get_by_role("status")

    assert labels.count() == 10

    finder.press_sequentially("health")

    expect(status).to_contain_text("match")
    assert labels.count() > 20, "those that were not there at first"
    named = [text for text in labels.all_text_contents() if "health" in text.lower()]
    expect(status).to_have_text(f"{len(named)} of {labels.count()} match")
    shown = page.locator("#facet-outcome li > label:visible")
    expect(shown.filter(has_text=re.compile("health", re.IGNORECASE))).to_have_count(len(named))
    expect(box(page, "outcome=partnership-working")).to_be_hidden()
    axe(page)

    # What was looked for stays, so that several can be ticked.
    box(page, "outcome=health-inequalities").press("Space")
    expect(page).to_have_url(re.compile("outcome=health-inequalities"))
    expect(box(page, "outcome=health-inequalities")).to_be_focused()
    expect(finder).to_have_value("health")
    expect(box(page, "outcome=partnership-working")).to_be_hidden()

    finder.fill("zzz")
    expect(status).to_have_text(f"0 of {labels.count()} match")
    finder.press("Escape")
    expect(status).to_be_empty()
    expect(box(page, "outcome=partnership-working")).to_be_visible()


def test_sort_keeps_filters_and_comes_back(live_server, content, page):
    page.goto(f"{live_server.url}{CASE_STUDIES}?nation=england")
    by_title = results(page)

    page.get_by_label("Sort by").select_option("evidence")

    expect(page).to_have_url(f"{live_server.url}{CASE_STUDIES}?nation=england&sort=evidence")
    expect(page.locator("[data-result]").first).not_to_have_attribute("data-result", by_title[0])
    assert sorted(results(page)) == sorted(by_title)
    page.go_back()
    expect(page.get_by_label("Sort by")).to_have_value("")
    expect(page.locator("[data-result]").first).to_have_attribute("data-result", by_title[0])


def test_words_join_facets_and_are_asked_for_once(live_server, content, page):
    page.goto(f"{live_server.url}{CASE_STUDIES}?nation=england")
    asked = []
    page.on("request", lambda one: one.resource_type == "xhr" and asked.append(one.url))

    page.get_by_label("Search case studies").fill("loneliness")
    page.keyboard.press("Enter")

    address = f"{live_server.url}{CASE_STUDIES}?q=loneliness&nation=england"
    expect(page).to_have_url(address)
    expect(page.locator("[data-remove]")).to_have_text(
        [re.compile("loneliness"), re.compile("Eng")]
    )
    expect(page.get_by_label("Sort by")).to_have_value("relevance")
    expect(page.get_by_label("Search case studies")).to_be_focused()
    assert asked == [address]
