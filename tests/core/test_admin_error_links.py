"""The way from the top of a page to each of its errors, without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from strategies.models import Council
from tests import factories
from tests.admin_pages import admin_url
from tests.browser_form import opened, send
from tests.core.test_admin_stale import curator
from tests.followed import changed, followed_council, row_of

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
    council = followed_council("ABCDEFGH")
    row = row_of(council, "G")

    wrong = send(bob, council, opened(bob, council), **changed(6, status=""))

    assert links(wrong) == [
        ("id_followed_by-6-status", f"Following council 7 ({row}): Status: This field is required.")
    ]


def test_errors_of_the_record_and_of_its_rows_are_all_linked(bob):
    council = followed_council("A")
    page = opened(bob, council)

    wrong = send(bob, council, page, **{"name": "", **changed(0, status="")})

    anchors = [anchor for anchor, _ in links(wrong)]
    assert anchors == ["id_name", "id_followed_by-0-status"]


def test_an_error_of_the_rows_as_a_whole_leads_to_their_heading(bob):
    council = followed_council("AB")
    same = str(row_of(council, "A").successor.pk)

    wrong = send(bob, council, opened(bob, council), **changed(1, successor=same))

    [(anchor, _text), *_more] = links(wrong)
    assert anchor == "followed_by-heading"


def test_an_error_of_a_row_as_a_whole_leads_to_the_row(bob):
    council = followed_council("A")
    row = row_of(council, "A")

    wrong = send(bob, council, opened(bob, council), **changed(0, date=""))

    [(anchor, text)] = links(wrong)
    assert anchor == "followed_by-0"
    assert text == f"Following council 1 ({row}): What is ordered or in force has a date."


def test_an_error_of_a_hidden_input_leads_to_its_row(bob):
    council = followed_council("A")

    wrong = send(bob, council, opened(bob, council), **changed(0, id="999999"))

    assert [anchor for anchor, _ in links(wrong)] == ["followed_by-0"]


def test_a_new_record_has_its_errors_linked_too(bob):
    rows = {"followed_by-TOTAL_FORMS": "0", "followed_by-INITIAL_FORMS": "0"}

    wrong = bob.post(admin_url(Council, "add"), rows)

    assert ("id_name", "Name: This field is required.") in links(wrong)


def test_a_page_without_errors_has_no_summary(bob):
    council = followed_council("A")

    assert "portal-errors" not in bob.get(admin_url(council)).content.decode()
    assert "portal-errors" not in bob.get(admin_url(Council, "add")).content.decode()


def test_an_account_has_its_errors_linked_too(bob):
    robin = factories.UserFactory.create()

    assert ("id_username", "Username: This field is required.") in links(
        send(bob, robin, opened(bob, robin), username="")
    )
