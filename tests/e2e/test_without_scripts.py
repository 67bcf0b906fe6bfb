"""Without JavaScript everything is there and works, on a phone too."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

NAVIGATION = {
    "What works": "/approaches/",
    "Case studies": "/case-studies/",
    "Priorities": "/priorities/",
    "Councils": "/councils/",
}


@pytest.mark.parametrize("width", [375, 1280])
def test_navigation_is_visible_and_works(live_server, content, page_without_scripts, width):
    page = page_without_scripts
    page.set_viewport_size({"width": width, "height": 800})

    for name, path in NAVIGATION.items():
        page.goto(live_server.url + "/")
        if width == 375:
            page.get_by_role("link", name="Menu").click()
        where = "All of the portal" if width == 375 else "Main"
        link = page.get_by_role("navigation", name=where).get_by_role("link", name=name, exact=True)
        expect(link).to_be_visible()
        link.click()
        assert page.url == live_server.url + path
        expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_list_is_sorted_and_paged(live_server, content, page_without_scripts):
    page = page_without_scripts
    page.goto(live_server.url + "/case-studies/")
    first = page.locator("[data-result]").first.get_attribute("data-result")

    page.get_by_label("Sort by").select_option("evidence")
    page.get_by_role("button", name="Sort").click()
    assert "sort=evidence" in page.url
    assert page.locator("[data-result]").first.get_attribute("data-result") != first

    page.goto(live_server.url + "/councils/")
    page.get_by_role("link", name="Next page").click()
    assert "page=2" in page.url


def test_case_study_is_all_there(live_server, content, page_without_scripts):
    page = page_without_scripts
    page.goto(live_server.url + "/case-studies/leeds-mentally-healthy-city/")
    finding = page.locator("#changed .portal-finding").first
    expect(finding).to_be_hidden()

    page.locator("#changed summary").click()
    expect(finding).to_be_visible()
    page.get_by_role("link", name="Open all sections").click()

    for part in ("#done .portal-finding", "#helped dt", "#source .portal-cite"):
        expect(page.locator(part).first).to_be_visible()
