"""Who sees which line, and that nobody learns of a colleague's draft by it who may not."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.curate.health.lacking import (
    ALL,
    FROM_REVIEWERS,
    OF_RECORDS,
    lack_everything,
    numbers,
    told,
    whole,
)
from tests.people import administrator, contributor, editor, reviewer, signed_in

pytestmark = pytest.mark.django_db

SEEN: dict[Any, tuple[str, ...]] = {
    contributor: OF_RECORDS,
    reviewer: (*OF_RECORDS, *FROM_REVIEWERS),
    editor: ALL,
    administrator: ALL,
}
each_role = pytest.mark.parametrize("role", SEEN, ids=lambda role: role.__name__)


def line_url(key: str) -> str:
    return reverse("curate_health_line", args=[key])


@each_role
def test_role_sees_its_lines_and_is_refused_the_others(role: Any) -> None:
    account: User = role()
    lack_everything(owner=account)
    client = signed_in(account)

    assert {*numbers(client)} == {*numbers(client, "curate_home")} == {*SEEN[role]}
    answers = {key: client.get(line_url(key)).status_code for key in ALL}
    assert answers == {key: 200 if key in SEEN[role] else 403 for key in ALL}


def test_contributor_sees_what_is_in_records_that_they_began(writer: User) -> None:
    mine = signed_in(writer)
    lack_everything(owner=writer)
    before = {key: whole(mine, key) for key in OF_RECORDS}

    lack_everything(2, owner=contributor())

    assert numbers(mine) == {key: len(titles) for key, titles in before.items()}
    assert {key: whole(mine, key) for key in OF_RECORDS} == before
    assert all(before.values())
    page = mine.get(line_url("incomplete")).content.decode()
    assert "These are in records that you began." in page


def test_contributor_without_records_finds_nothing_of_others(as_writer: Client) -> None:
    lack_everything(owner=contributor())
    secret = make.CaseStudyFactory(title="Nobody knows this", summary="")
    make.FindingFactory(case_study=secret, statement="Nor this.", locator="", method_note="")

    assert set(numbers(as_writer).values()) == {0}
    pages = [line_url(key) for key in OF_RECORDS] + ["/curate/health/"]
    for page in pages:
        text = as_writer.get(page).content.decode()
        assert "Nobody knows this" not in text
        assert "Nor this." not in text


@pytest.mark.parametrize("address", ["/curate/health/", *map("/curate/health/{}/".format, ALL)])
def test_visitors_and_accounts_without_a_role_see_nothing(address: str) -> None:
    lack_everything()
    nobody = signed_in(make.UserFactory(is_staff=True))

    assert "/sign-in/" in Client().get(address)["Location"]
    assert nobody.get(address).status_code == 403
    assert Client().post(address).status_code in {200, 302, 405}


@pytest.mark.parametrize("key", ALL)
def test_pages_are_only_read(as_administrator: Client, key: str) -> None:
    assert as_administrator.post(line_url(key)).status_code == 405
    assert as_administrator.post("/curate/health/").status_code == 405


def test_drafts_add_nothing_to_what_the_public_content_lacks(as_editor: Client) -> None:
    make.FindingFactory(case_study=make.CaseStudyFactory(published=True))
    before = {key: told(as_editor, key).titles for key in ("lone-cells", "concepts-used-once")}

    make.FindingFactory(statement="A draft's.")

    after = {key: told(as_editor, key).titles for key in ("lone-cells", "concepts-used-once")}
    assert after == before
    assert all(before.values())
