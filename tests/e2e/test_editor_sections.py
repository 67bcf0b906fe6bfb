"""The sections of a case study in a real browser: by keyboard, at every width, for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from casestudies.models import CaseStudy
from tests import account_factories as account
from tests import factories as make
from tests.e2e.test_admin import sign_in
from tests.people import editor
from wellbeing_portal.curate.sections import nouns

WIDTHS = (320, 375, 768, 1280)


@pytest.fixture
def study(db: None) -> CaseStudy:
    """A draft with a row of every kind, and three barriers."""
    study: CaseStudy = make.CaseStudyFactory.create(
        title="Bournemouth, Christchurch and Poole: a very long name of a very long programme"
    )
    for factory in (make.CaseStudyApproachFactory, make.FindingFactory, account.CostFactory):
        factory.create(case_study=study)
    for text in ("First", "Second", "Third"):
        account.BarrierFactory.create(case_study=study, text=text)
    return study


@pytest.fixture
def address(live_server: Any, study: CaseStudy, context: BrowserContext) -> str:
    """The address of the draft, for somebody who is signed in."""
    sign_in(context, editor(), live_server)
    return f"{live_server.url}/curate/case-studies/{study.pk}/"


def test_row_is_moved_by_keyboard_again_and_again(address: str, page: Page) -> None:
    page.goto(f"{address}barriers/")
    page.get_by_role("button", name="Move up Third").focus()

    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move up Third")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="number 1 of 3")).to_be_visible()
    expect(page.get_by_role("button", name="Move down Third")).to_be_focused()
    assert page.locator(".curate-task__name").all_inner_texts() == ["Third", "First", "Second"]


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_and_break_no_rule(
    address: str, page: Page, axe: Callable[[Page], None], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sections = nouns()["case-studies"].sections
    paths = ["", *(f"{one.key}/" for one in sections), "barriers/first/remove/"]
    for path in paths:
        page.goto(f"{address}{path}")
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} px wide"
