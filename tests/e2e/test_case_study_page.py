"""The page of a case study in a browser: short while folded, whole when it is opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

ADDRESS = "/case-studies/sandwell-stronger-sandwell/"


def height(page, of="main"):
    return page.evaluate(f"document.querySelector('{of}').getBoundingClientRect().height")


@pytest.mark.parametrize(("width", "screen", "most"), [(375, 667, 3.6), (1280, 800, 3)])
def test_whole_account_is_short_while_it_is_folded(live_server, content, page, width, screen, most):
    page.set_viewport_size({"width": width, "height": screen})
    page.goto(live_server.url + ADDRESS)

    assert height(page) <= most * screen
    assert height(page, ".portal-essence") <= 2.2 * screen


def test_account_is_not_wider_than_a_narrow_screen(live_server, content, page):
    page.set_viewport_size({"width": 320, "height": 667})
    for address in (ADDRESS, f"{ADDRESS}?open=all", "/", "/findings/"):
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_parts_unfold_by_the_keyboard_and_findings_by_their_address(live_server, content, page):
    page.goto(live_server.url + ADDRESS)
    finding = page.locator("#changed .portal-finding").first

    page.locator("#changed summary").focus()
    page.keyboard.press("Enter")
    expect(finding).to_be_visible()

    page.goto(f"{live_server.url}{ADDRESS}?sort=x#{finding.get_attribute('id')}")
    expect(finding).to_be_visible()


def test_citation_of_a_finding_is_copied_by_one_press(live_server, content, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + "/findings/")
    page.get_by_role("link", name="Link, cite").first.click()
    statement = page.locator("h1").inner_text()

    page.get_by_role("button", name="Copy the citation").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert statement in page.evaluate("navigator.clipboard.readText()")
