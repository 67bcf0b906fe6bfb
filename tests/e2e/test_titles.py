"""The title, and where the feed is, follow a list that changes in place."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.lists import box, narrowing, unfold

FEED = "document.getElementById('feed').href"


def test_title_and_feed_follow_filters_that_are_chosen_in_place(live_server, content, page):
    page.goto(live_server.url + "/case-studies/")
    expect(page).to_have_title("Case studies – Council Wellbeing Portal")
    option = narrowing(page, "region")[0]
    label = page.locator(f'[data-facet="region"][data-value="{option.split("=")[1]}"] label > span')
    name = (label.text_content() or "").rsplit(None, 1)[0].strip()
    unfold(page, "region")
    page.evaluate("window.stayed = true")

    box(page, option).check()

    expect(page).to_have_title(f"Case studies in {name} – Council Wellbeing Portal")
    assert page.evaluate("window.stayed"), "the page was loaded anew"
    assert page.evaluate(FEED) == f"{live_server.url}/case-studies/feed/?{option}"
    expect(page.locator("[data-feed]")).to_have_attribute("href", f"/case-studies/feed/?{option}")

    page.go_back()

    expect(page).to_have_title("Case studies – Council Wellbeing Portal")
