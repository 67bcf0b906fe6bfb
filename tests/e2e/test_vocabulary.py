"""The vocabulary in a real browser: axe on each page, a merge by keyboard, one without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from casestudies.models import Outcome
from tests import factories as make
from tests.core.vocabulary.twins import Twins, make_twins
from tests.e2e.test_admin import sign_in
from wellbeing_portal.core.vocabulary.moving import move
from wellbeing_portal.curate.models import SuggestedTerm

pytestmark = pytest.mark.history


@pytest.fixture
def world(live_server: Any) -> Twins:
    twins = make_twins()
    make.OutcomeFactory(name="Loneliness again")
    make.CaseStudyFactory(published=True, summary="They spoke of solitude.")
    SuggestedTerm.objects.create(
        vocabulary="outcomes", name="Solitariness", meaning="Being alone.", made_by_name="kim"
    )
    move(twins.kept, twins.above, by=twins.by)
    return twins


def pages(world: Twins) -> list[str]:
    from wellbeing_portal.core.models import VocabularyChange

    concept = f"outcomes/{world.former.pk}/"
    kept = f"outcomes/{world.kept.pk}/"
    return [
        "",
        "approaches/",
        "queue/",
        f"queue/{SuggestedTerm.objects.get().pk}/",
        "changes/",
        f"changes/{VocabularyChange.objects.get().pk}/",
        "outcomes/",
        "outcomes/begin/",
        "outcomes/near/",
        "outcomes/table/",
        concept,
        f"{concept}words/",
        f"{concept}merge/",
        f"{concept}merge/?into=loneliness",
        f"{concept}rename/?name=Alone&slug=alone&keep_name=on",
        f"{concept}move/?under=loneliness",
        f"{concept}archive/",
        f"{kept}consistency/",
    ]


def test_axe_and_widths_of_every_page(
    world: Twins, live_server: Any, page: Page, axe: Callable[[Page], None]
) -> None:
    sign_in(page.context, world.by, live_server)
    for address in pages(world):
        page.goto(f"{live_server.url}/curate/vocabulary/{address}")
        for width in (375, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (address, width, wide)
            axe(page)


def merged(page: Page, live_server: Any) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Outcome “Being lonely” merged into “Loneliness”"
    )
    assert not Outcome.objects.filter(name="Being lonely").exists()
    page.goto(f"{live_server.url}/outcomes/being-lonely/")
    assert page.url.endswith("/outcomes/loneliness/")


def test_merge_by_keyboard(world: Twins, live_server: Any, page: Page) -> None:
    sign_in(page.context, world.by, live_server)
    page.goto(f"{live_server.url}/curate/vocabulary/outcomes/{world.former.pk}/")
    press_on(page, "Merge into another")
    page.wait_for_url(re.compile("/merge/"))
    to(page, lambda: page.evaluate("document.activeElement.id") == "id_into")
    page.keyboard.type("Loneliness")
    page.keyboard.press("Escape")
    press_on(page, "Look at what would change")
    press_on(page, "Merge them")
    page.wait_for_url(re.compile("/changes/"))
    merged(page, live_server)


def to(page: Page, there: Callable[[], bool]) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if there():
            return
    raise AssertionError("the keyboard does not lead there")


def press_on(page: Page, name: str) -> None:
    """Go to a link or a button by the keyboard, and press it."""
    expect(page.get_by_text(name, exact=True).first).to_be_visible()
    to(page, lambda: page.evaluate("document.activeElement.innerText.trim()") == name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_merge_without_scripts(world: Twins, live_server: Any, page_without_scripts: Page) -> None:
    page = page_without_scripts
    sign_in(page.context, world.by, live_server)
    page.goto(f"{live_server.url}/curate/vocabulary/outcomes/{world.former.pk}/merge/")
    page.get_by_label("Into which?").fill("Loneliness")
    page.get_by_role("button", name="Look at what would change").click()
    expect(page.get_by_role("heading", name="What would change", exact=True)).to_be_visible()
    page.get_by_role("button", name="Merge them").click()
    merged(page, live_server)
