"""The admin in a real browser, under the same Content Security Policy as the public pages.

The ``page`` fixture fails a test on every console error and every refusal of the policy.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from casestudies.models import CaseStudy, Finding
from tests import factories
from tests.admin_pages import admin_url

pytestmark = pytest.mark.history


@pytest.fixture
def curator(db: None) -> User:
    user = factories.UserFactory.create(username="robin", is_staff=True, is_superuser=True)
    user.set_password("correct-horse-battery")
    user.save()
    return user


@pytest.fixture
def study(db: None) -> CaseStudy:
    """A case study whose approaches and findings are A, B and C."""
    study = factories.CaseStudyFactory.create()
    for name in "ABC":
        approach = factories.ApproachFactory.create(name=name)
        factories.CaseStudyApproachFactory.create(case_study=study, approach=approach)
        factories.FindingFactory.create(case_study=study, statement=name, approach=approach)
    return study


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


def choose(page: Page, field: Locator, term: str, name: str) -> None:
    """Choose ``name`` in an autocomplete input."""
    field.locator("xpath=following-sibling::span[contains(@class, 'select2')]").click()
    page.locator(".select2-search__field:focus").fill(term)
    page.locator(".select2-results__option", has_text=re.compile(f"^{name}$")).click()


def approaches(study: CaseStudy) -> str:
    rows = study.approach_rows.order_by("position").select_related("approach")
    return "".join(row.approach.name for row in rows)


def findings(study: CaseStudy) -> str:
    return "".join(study.findings.order_by("position").values_list("statement", flat=True))


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
        for kind in ("change", "changelist", "add", "history", "delete"):
            page.goto(live_server.url + admin_url(record, kind))
            expect(page.locator("#content")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280, page.url


def test_rows_of_a_table_are_dragged(live_server, page, curator, study):
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(study))
    rows = page.locator("#approach_rows-group tr.has_original")

    drag(page, rows.nth(2).locator("td.original p"), rows.nth(0))
    numbers = rows.locator("input._reorder_")
    expect(numbers).to_have_count(3)
    assert [numbers.nth(i).input_value() for i in range(3)] == ["1", "2", "3"]
    save(page)

    assert approaches(study) == "CAB"


def test_folded_rows_are_dragged(live_server, page, curator, study):
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(study))
    rows = page.locator("#findings-group .inline-related.has_original")

    drag(page, rows.nth(2).locator("h3"), rows.nth(0))
    save(page)

    assert findings(study) == "CAB"


def test_rows_are_moved_to_the_ends_by_their_arrows(live_server, page, curator, study):
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(study))
    rows = page.locator("#findings-group .inline-related.has_original")

    rows.nth(0).locator(".move-end").click()
    save(page)

    assert findings(study) == "BCA"


def test_rows_are_moved_by_number_without_scripts(
    live_server, page_without_scripts, curator, study
):
    page = page_without_scripts
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(study))

    page.locator("#id_approach_rows-2-position").fill("1")
    page.locator("#id_findings-0-position").fill("3")
    page.get_by_role("button", name="Save and continue editing").first.click()

    assert approaches(study) == "CAB"
    assert findings(study) == "BCA"


def test_a_finding_is_written_with_choices_that_are_searched(live_server, page, curator, study):
    factories.OutcomeFactory.create(name="Confidence", synonyms=["self-esteem"])
    factories.OutcomeFactory.create(name="Sleep")
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(study))

    page.get_by_text("Add another Finding").click()
    row = page.locator("#findings-3")
    row.locator("[name=findings-3-statement]").fill("More confident.")
    choose(page, row.locator("[name=findings-3-approaches]"), "B", "B")
    choose(page, row.locator("[name=findings-3-outcomes]"), "self-est", "Confidence")
    row.locator("[name=findings-3-claim]").select_option("changed")
    row.locator("[name=findings-3-direction]").select_option("better")
    row.locator("[name=findings-3-basis]").select_option("perceived")
    row.locator("[name=findings-3-evidence_level]").select_option("0")
    row.locator("[name=findings-3-position]").fill("1")
    save(page)

    finding = Finding.objects.get(statement="More confident.")
    assert [approach.name for approach in finding.approaches.all()] == ["B"]
    assert [outcome.name for outcome in finding.outcomes.all()] == ["Confidence"]
    assert finding.source == study.source
    assert findings(study) == "More confident.ABC"


def test_a_folded_row_opens_and_is_edited(live_server, page, curator, study):
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(study))
    row = page.locator("#findings-0")
    statement = row.locator("[name=findings-0-statement]")

    expect(statement).to_be_hidden()
    row.get_by_text("Edit", exact=True).click()
    statement.fill("Changed. ")
    save(page)

    assert findings(study) == "Changed.BC"


def test_a_case_study_is_published_by_its_button(live_server, page, curator, study):
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(study))

    page.get_by_role("button", name="Save and publish").first.click()

    expect(page.locator(".messagelist")).to_contain_text("was saved and published")
    expect(page.get_by_role("link", name="View on site")).to_be_visible()


def test_a_new_term_gets_its_address_from_its_name(live_server, page, curator):
    sign_in(page.context, curator, live_server)
    page.goto(f"{live_server.url}/admin/casestudies/outcome/add/")

    expect(page.locator("#id_name")).to_be_focused()
    page.keyboard.type("Trust in others")

    expect(page.locator("#id_slug")).to_have_value("trust-in-others")


def test_slug_made_from_a_title_keeps_the_rule(live_server, curator, context, page):
    sign_in(context, curator, live_server)
    page.goto(live_server.url + admin_url(CaseStudy, "add"))

    for title, slug in (
        ("Living Streets", "living-streets"),
        ("_Under_score -- and- more_", "under-score-and-more"),
        ("- Café “Ötz”", "cafe-otz"),
        ("Feed", "feed-2"),
    ):
        page.locator("#id_title").fill("")
        page.locator("#id_title").press_sequentially(title)
        page.locator("#id_title").blur()
        expect(page.locator("#id_slug")).to_have_value(slug)


def test_a_stale_page_is_refused_with_what_changed_and_saved_when_it_was_looked_at(
    live_server, page, page_without_scripts, curator, study
):
    """With scripts and without, since nobody may lose work for want of them."""
    for number, window in enumerate([page, page_without_scripts]):
        sign_in(window.context, curator, live_server)
        window.goto(live_server.url + admin_url(study))
        finding = study.findings.get(statement="B")
        finding.measure = f"of people, asked {number} times"
        finding.save()

        window.locator("[name=title]").fill(f"My title {number}")
        window.get_by_role("button", name="Save and continue editing").first.click()

        notice = window.locator("#meanwhile")
        expect(notice).to_contain_text("Changed while you had this page open")
        expect(notice).to_contain_text(f"is now “of people, asked {number} times”")
        expect(window.locator("[name=title]")).to_have_value(f"My title {number}")
        window.get_by_role("button", name="Save and continue editing").first.click()
        expect(window.locator(".messagelist .success")).to_be_visible()
        study.refresh_from_db()
        finding.refresh_from_db()
        assert study.title == f"My title {number}"
        assert finding.measure == f"of people, asked {number} times"


def test_a_wrong_row_is_reached_from_the_top_of_the_page(live_server, page, curator, study):
    sign_in(page.context, curator, live_server)
    page.goto(live_server.url + admin_url(study))
    page.locator("#findings-2").get_by_text("Edit", exact=True).click()
    page.locator("[name=findings-2-basis]").select_option("")
    page.get_by_role("button", name="Save and continue editing").first.click()

    page.get_by_role("link", name=re.compile("Finding 3.*Basis")).click()

    expect(page.locator("[name=findings-2-basis]")).to_be_in_viewport()
