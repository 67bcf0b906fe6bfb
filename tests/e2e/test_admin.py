"""The admin in a real browser, under the same Content Security Policy as the public pages.

The ``page`` fixture fails a test on every console error and every refusal of the policy.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from casestudies.models import CaseStudy, Organisation
from strategies.models import Council, CouncilChange
from tests import factories
from tests.admin_pages import admin_url
from tests.followed import followed_council, sources
from wellbeing_portal.core.admin import ReadInEditor

pytestmark = pytest.mark.history


@pytest.fixture
def curator(db: None) -> User:
    user = factories.UserFactory.create(username="robin", is_staff=True, is_superuser=True)
    user.set_password("correct-horse-battery")
    user.save()
    return user


@pytest.fixture
def council(db: None) -> Council:
    """A council whose rows of those that follow it say A, B and C."""
    return followed_council("ABC")


def sign_in(context: BrowserContext, curator: User, live_server: Any) -> None:
    client = Client()
    client.force_login(curator)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])


def drag(page: Page, handle: Locator, target: Locator) -> None:
    """Drag as a hand does: press, move in steps, let go."""
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 30, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + start["height"] / 2 - 8, steps=3)
    for wobble in (2, 4, 3, 2):
        page.mouse.move(end["x"] + 30, end["y"] + wobble, steps=10)
        # Rows slide out of the way for 150 ms and take no notice of the hand meanwhile.
        page.wait_for_timeout(250)
    page.mouse.up()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_signing_in_and_out(live_server, page, curator):
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("robin")
    page.get_by_label("Password").fill("correct-horse-battery")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("heading", name="What would you like to edit?")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()


def test_main_pages_fit_and_break_no_policy(live_server, content, page, curator):
    sign_in(page.context, curator, live_server)
    study = CaseStudy.objects.earliest("pk")
    finding = study.findings.earliest("pk")
    records: list[Any] = [study, finding, study.initiatives.first(), study.source]
    records += [finding.approaches.first()]
    records += [study.councils.first(), study.strategies.first()]

    for record in records:
        read = isinstance(admin.site.get_model_admin(type(record)), ReadInEditor)
        kinds = ("change", "changelist", "history") + (() if read else ("add", "delete"))
        for kind in kinds:
            page.goto(live_server.url + admin_url(record, kind))
            expect(page.locator("#content")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280, page.url


def test_rows_of_a_table_are_dragged(live_server, page, curator, council):
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(council))
    rows = page.locator("#followed_by-group tr.has_original")

    drag(page, rows.nth(2).locator("td.original p"), rows.nth(0))
    numbers = rows.locator("input._reorder_")
    expect(numbers).to_have_count(3)
    assert [numbers.nth(i).input_value() for i in range(3)] == ["1", "2", "3"]
    save(page)

    assert sources(council) == ["C", "A", "B"]


def test_rows_are_moved_by_number_without_scripts(
    live_server, page_without_scripts, curator, council
):
    page = page_without_scripts
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(council))

    page.locator("#id_followed_by-2-position").fill("1")
    page.get_by_role("button", name="Save and continue editing").first.click()

    assert sources(council) == ["C", "A", "B"]


def test_a_record_is_looked_at_and_leads_to_the_editor(live_server, page, curator):
    study = factories.CaseStudyFactory.create()
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(study))

    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    page.get_by_role("link", name="Open it in the editor").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(study.title)


def test_a_new_term_gets_its_address_from_its_name(live_server, page, curator):
    sign_in(page.context, curator, live_server)
    page.goto(f"{live_server.url}/admin/casestudies/outcome/add/")

    expect(page.locator("#id_name")).to_be_focused()
    page.keyboard.type("Trust in others")

    expect(page.locator("#id_slug")).to_have_value("trust-in-others")


def test_slug_made_from_a_title_keeps_the_rule(live_server, curator, context, page):
    sign_in(context, curator, live_server)
    page.goto(live_server.url + admin_url(Organisation, "add"))

    for title, slug in (
        ("Living Streets", "living-streets"),
        ("_Under_score -- and- more_", "under-score-and-more"),
        ("- Café “Ötz”", "cafe-otz"),
        ("Feed", "feed-2"),
    ):
        page.locator("#id_name").fill("")
        page.locator("#id_name").press_sequentially(title)
        page.locator("#id_name").blur()
        expect(page.locator("#id_slug")).to_have_value(slug)


def test_a_stale_page_is_refused_with_what_changed_and_saved_when_it_was_looked_at(
    live_server, page, page_without_scripts, curator, council
):
    """With scripts and without, since nobody may lose work for want of them."""
    for number, window in enumerate([page, page_without_scripts]):
        sign_in(window.context, curator, live_server)
        window.goto(live_server.url + admin_url(council))
        row = CouncilChange.objects.filter(predecessor=council).order_by("position")[1]
        row.source = f"Order {number}"
        row.save()

        window.locator("[name=welsh_name]").fill(f"Enw {number}")
        window.get_by_role("button", name="Save and continue editing").first.click()

        notice = window.locator("#meanwhile")
        expect(notice).to_contain_text("Changed while you had this page open")
        expect(notice).to_contain_text(f"is now “Order {number}”")
        expect(window.locator("[name=welsh_name]")).to_have_value(f"Enw {number}")
        window.get_by_role("button", name="Save and continue editing").first.click()
        expect(window.locator(".messagelist .success")).to_be_visible()
        council.refresh_from_db()
        row.refresh_from_db()
        assert (council.welsh_name, row.source) == (f"Enw {number}", f"Order {number}")


def test_a_wrong_row_is_reached_from_the_top_of_the_page(live_server, page, curator, council):
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(council))
    page.locator("[name=followed_by-2-status]").select_option("")
    page.get_by_role("button", name="Save and continue editing").first.click()

    page.get_by_role("link", name=re.compile("Following council 3.*Status")).click()

    expect(page.locator("[name=followed_by-2-status]")).to_be_in_viewport()
