import pytest
from playwright.sync_api import Page, expect
from tests import factories as make
from tests.curate.accounts import account
from tests.e2e.editor import sign_in


def test_try(live_server, content, page: Page, axe):
    from casestudies.models import CaseStudy

    user = account("robin", "Editors")
    source = make.SourceFactory.create(title="Report on York")
    study = make.CaseStudyFactory.create(title="York: coordination", source=source)
    sign_in(page, live_server, user)
    page.goto(f"{live_server.url}/curate/case-studies/{study.pk}/findings/add/")
    page.screenshot(path="/tmp/f1.png", full_page=True)
    axe(page)
    page.get_by_label("Say it in one sentence").fill("Visits fell by a third.")
    page.get_by_label("Something changed").check()
    page.get_by_label("Better", exact=True).check()
    page.get_by_label("What changed, or was to change?").type("lonel")
    page.wait_for_timeout(1500)
    page.screenshot(path="/tmp/f2.png", full_page=True)
    page.get_by_role("option").first.click()
    page.get_by_label("Yes, before and after").check()
    page.get_by_label("No, or the source does not say").check()
    page.get_by_label("The figure", exact=True).fill("a third fewer")
    page.wait_for_timeout(2500)
    page.screenshot(path="/tmp/f3.png", full_page=True)
    axe(page)
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_timeout(500)
    page.screenshot(path="/tmp/f4.png", full_page=True)
    axe(page)
    page.set_viewport_size({"width": 375, "height": 800})
    page.screenshot(path="/tmp/f5.png", full_page=True)
