"""The page of a case study in a browser: short while folded, whole when it is opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from casestudies.models import CaseStudy
from tests.large_account import make_large_account

ADDRESS = "/case-studies/sandwell-stronger-sandwell/"


ENDS = """() => {
  const below = (one) => one.getBoundingClientRect().bottom + window.scrollY;
  const care = document.querySelector(".portal-care");
  return [below(care ?? document.querySelector(".portal-essence__findings")),
    document.documentElement.scrollHeight];
}"""
"""Where the essence of an account ends, with its caveat, and where its page does."""


def too_long(page, slugs, where):
    """Return the accounts that take more screens than people have patience for."""
    found = []
    for slug in slugs:
        page.goto(f"{where}/case-studies/{slug}/")
        for width, screen, essence, whole in [(375, 667, 2, 4), (1280, 800, 1.5, 3)]:
            page.set_viewport_size({"width": width, "height": screen})
            ends = [end / screen for end in page.evaluate(ENDS)]
            if ends[0] > essence or ends[1] > whole:
                found.append((slug, width, *ends))
    return found


def test_accounts_are_short_while_they_are_folded(live_server, content, page):
    slugs = CaseStudy.objects.public().values_list("slug", flat=True)

    assert too_long(page, slugs, live_server.url) == []


@pytest.mark.long
def test_every_account_is_short_while_it_is_folded(live_server, whole_content, page):
    slugs = CaseStudy.objects.public().values_list("slug", flat=True)

    assert too_long(page, slugs, live_server.url) == []


@pytest.mark.long
def test_essence_of_a_large_account_is_no_longer_than_of_others(live_server, content, page):
    study = make_large_account()

    assert too_long(page, [study.slug], live_server.url) == []


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
