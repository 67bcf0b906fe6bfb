"""The way from the top of a page to each of its errors, without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from casestudies.models import CaseStudy
from strategies.models import Strategy
from tests import factories
from tests.admin_pages import admin_url, new_rows
from tests.browser_form import opened, send
from tests.core.test_admin_stale import curator

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(db: None) -> Client:
    return curator("bob")


def links(response: Any) -> list[tuple[str, str]]:
    """Place and text of each link in the summary; every place must be on the page."""
    page = response.content.decode()
    summary = re.search(r'<div class="portal-errors".*?</div>', page, re.DOTALL)
    assert summary is not None
    found = re.findall(r'<a href="#([^"]*)">(.*?)</a>', summary[0], re.DOTALL)
    assert len(found) == summary[0].count("<li>")
    for anchor, _ in found:
        assert f'id="{anchor}"' in page, anchor
    return found


def test_one_wrong_row_of_many_is_reached_from_the_top(bob):
    study = factories.CaseStudyFactory.create()
    for number in range(8):
        factories.FindingFactory.create(case_study=study, statement=f"Number {number}")

    wrong = send(bob, study, opened(bob, study), **{"findings-6-basis": ""})

    assert links(wrong) == [
        (
            "id_findings-6-basis",
            "Finding 7 (Number 6): Basis: This field is required.",
        )
    ]


def test_errors_of_the_record_and_of_its_rows_are_all_linked(bob):
    strategy = factories.StrategyFactory.create()
    factories.PriorityFactory.create(strategy=strategy, title="Sleep")
    rows = new_rows("scrutiny_meetings", 0, {"committee": "Health"})
    page = opened(bob, strategy)

    wrong = send(bob, strategy, page, **{"title": "", "priorities-0-title": "", **rows})

    anchors = [anchor for anchor, _ in links(wrong)]
    assert "id_title" in anchors
    assert "id_priorities-0-title" in anchors
    assert "id_scrutiny_meetings-0-source" in anchors


def test_an_error_of_the_rows_as_a_whole_leads_to_their_heading(bob):
    study = factories.CaseStudyFactory.create(published=True)

    wrong = send(bob, study, opened(bob, study), **{"council_roles-0-role": "area"})

    [(anchor, text)] = links(wrong)
    assert anchor == "council_roles-heading"
    assert "at least one council that acted" in text


def test_an_error_of_a_row_as_a_whole_leads_to_the_row(bob):
    study = factories.CaseStudyFactory.create()
    finding = factories.FindingFactory.create(case_study=study)
    page = opened(bob, study)

    wrong = send(bob, study, page, **{"findings-0-value": "5", "findings-0-unit": ""})

    [(anchor, text)] = links(wrong)
    assert anchor == "findings-0"
    assert text == f"Finding 1 ({finding}): A number needs a unit, and a unit needs a number."


def test_an_error_of_a_hidden_input_leads_to_its_row(bob):
    strategy = factories.StrategyFactory.create()
    factories.PriorityFactory.create(strategy=strategy)

    wrong = send(bob, strategy, opened(bob, strategy), **{"priorities-0-id": "999999"})

    assert [anchor for anchor, _ in links(wrong)] == ["priorities-0"]


def test_a_new_record_has_its_errors_linked_too(bob):
    wrong = bob.post(
        admin_url(Strategy, "add"),
        {
            "priorities-TOTAL_FORMS": "0",
            "priorities-INITIAL_FORMS": "0",
            "scrutiny_meetings-TOTAL_FORMS": "0",
            "scrutiny_meetings-INITIAL_FORMS": "0",
        },
    )

    assert ("id_title", "Title: This field is required.") in links(wrong)


def test_a_page_without_errors_has_no_summary(bob):
    study = factories.CaseStudyFactory.create()

    assert "portal-errors" not in bob.get(admin_url(study)).content.decode()
    assert "portal-errors" not in bob.get(admin_url(CaseStudy, "add")).content.decode()


def test_an_account_has_its_errors_linked_too(bob):
    robin = factories.UserFactory.create()

    assert ("id_username", "Username: This field is required.") in links(
        send(bob, robin, opened(bob, robin), username="")
    )
