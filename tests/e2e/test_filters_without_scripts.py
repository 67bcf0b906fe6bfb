"""Filters without JavaScript: a form with its button, and links."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.lists import (
    box,
    counts,
    expect_total,
    is_wider_than_screen,
    narrowing,
    open_filters,
    results,
    unfold,
)

FACETS = [
    (375, "/case-studies/", ("outcome", "population")),
    (1280, "/case-studies/", ("approach", "stage")),
    (375, "/strategies/", ("theme", "region")),
    (1280, "/councils/", ("type", "region")),
]


@pytest.mark.parametrize(("width", "path", "facets"), FACETS)
def test_two_facets_find_what_was_promised_and_chips_take_them_away(
    live_server, content, page_without_scripts, width, path, facets
):
    plain = page_without_scripts
    plain.set_viewport_size({"width": width, "height": 800})
    plain.goto(live_server.url + path)
    chosen = []
    for facet in facets:
        open_filters(plain)
        unfold(plain, facet)
        option = narrowing(plain, facet)[0]
        promised = counts(plain)[option]
        chosen.append(option)
        box(plain, option).check()
        plain.get_by_role("button", name="Show results").click()
        expect_total(plain, promised)
        expect(box(plain, option)).to_be_checked()
    assert all(option in plain.url for option in chosen)
    assert len(results(plain)) == min(promised, 20)
    assert not is_wider_than_screen(plain)

    plain.locator(f"a[data-remove={facets[0]}]").click()
    assert chosen[0] not in plain.url
    assert chosen[1] in plain.url
    plain.get_by_role("link", name="Clear all").click()
    assert plain.url == live_server.url + path


@pytest.mark.parametrize("width", [375, 1280])
def test_two_ticks_and_words_go_together(live_server, content, page_without_scripts, width):
    plain = page_without_scripts
    plain.set_viewport_size({"width": width, "height": 800})
    plain.goto(live_server.url + "/case-studies/")
    open_filters(plain)
    unfold(plain, "nation")
    box(plain, "nation=england").check()
    box(plain, "nation=wales").check()
    plain.get_by_label("Search case studies").fill("loneliness")

    plain.get_by_role("button", name="Show results").click()

    for part in ("nation=england", "nation=wales", "q=loneliness"):
        assert part in plain.url
    expect(plain.locator("[data-remove]")).to_have_count(3)
    # With words the best match comes first, though the form was sorted by title.
    expect(plain.get_by_label("Sort by")).to_have_value("relevance")


def test_sort_and_exact_words_are_kept(live_server, content, page_without_scripts):
    plain = page_without_scripts
    plain.goto(live_server.url + "/case-studies/?q=lonely&widen=no&sort=evidence")
    unfold(plain, "nation")
    box(plain, "nation=england").check()

    plain.get_by_role("button", name="Show results").click()

    assert "widen=no" in plain.url
    expect(plain.get_by_text("Searching for just these words.")).to_be_visible()
    expect(plain.get_by_label("Sort by")).to_have_value("evidence")


def test_word_that_was_meant_and_relief_are_links(live_server, content, page_without_scripts):
    plain = page_without_scripts
    plain.goto(live_server.url + "/case-studies/?q=lonelyness&nation=england")
    relief = plain.get_by_role("listitem").filter(has_text=re.compile(r"^\s*without “lonelyness”"))
    expect(relief).to_have_text(re.compile(r":\s+9 case studies"))

    plain.get_by_role("link", name="loneliness", exact=True).click()

    assert "q=loneliness" in plain.url
    expect(plain.locator("[data-result]").first).to_be_visible()
