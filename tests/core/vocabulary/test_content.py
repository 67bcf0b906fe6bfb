"""Near-twins of the real content: every number on the portal before, after and back again."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from django.test import Client

from casestudies import content_files
from casestudies.models import Outcome
from strategies import content_files as strategies_files
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.content.entries import check, read
from wellbeing_portal.core.content.ties import Ties
from wellbeing_portal.core.models import Redirect
from wellbeing_portal.core.vocabulary.merging import foresee_merge, merge
from wellbeing_portal.core.vocabulary.taking_back import take_back
from wellbeing_portal.core.vocabulary.uses import read_uses

pytestmark = [pytest.mark.django_db, pytest.mark.long]

LISTS = ("/case-studies/", "/findings/", "/frameworks/")
PAGES = (
    *LISTS,
    "/",
    "/outcomes/",
    "/approaches/",
    "/enablers/",
    "/evidence-map/",
    "/pathways/",
    "/search/?q=wellbeing",
)
NUMBER = re.compile(r'data-(total|count|value|changed|aimed|row|column)="?([^"> ]*)')


def numbers(client: Client, pages: tuple[str, ...]) -> dict[str, Any]:
    """What each page counts, with what; a page that is not there by its status."""
    found: dict[str, Any] = {}
    for page in pages:
        answer = client.get(page)
        text = answer.content.decode()
        found[page] = NUMBER.findall(text) if answer.status_code == 200 else answer.status_code
    return found


def total(client: Client, page: str) -> int:
    text = client.get(page).content.decode()
    found = re.search(r'data-total="?(\d+)', text)
    assert found, page
    return int(found[1])


def twins_of_content() -> tuple[Any, Any]:
    """Two used outcomes that can be merged and that share records."""
    uses = read_uses(Outcome)
    used = sorted(uses.names, key=lambda key: (-len(uses.records_of(key)), key))
    for one, other in combinations(used, 2):
        both = uses.records_of(one) & uses.records_of(other)
        former, kept = Outcome.objects.get(pk=other), Outcome.objects.get(pk=one)
        if len(both) > 1 and not foresee_merge(former, kept).refused:
            return former, kept
    raise AssertionError("the content has no two outcomes that can be merged")


@pytest.mark.usefixtures("content")
def test_every_number_is_as_before_after_the_way_back(client: Client) -> None:
    former, kept = twins_of_content()
    each = tuple(f"{page}?outcome={one.slug}" for page in LISTS[:2] for one in (former, kept))
    own = tuple(one.get_absolute_url() for one in (former, kept))
    before = numbers(client, (*PAGES, *each, *own))
    found = total(client, each[1])
    foreseen = {
        (one.name, one.kind._meta.model_name): one.after
        for one in foresee_merge(former, kept).counts
    }

    change = merge(former, kept, by=SYSTEM)

    after = numbers(client, (*PAGES, *each, *own))
    assert after[own[0]] == 301
    assert after[each[0]] == 301
    changed = {page for page in before if before[page] != after[page]}
    assert {"/case-studies/", "/outcomes/", "/evidence-map/", own[1]} <= changed
    assert total(client, each[1]) == foreseen.get((kept.name, "casestudy"), found)

    take_back(change, by=SYSTEM)

    assert numbers(client, (*PAGES, *each, *own)) == before
    assert not Redirect.objects.filter(slug=former.slug).exists()


@pytest.mark.usefixtures("content")
def test_files_that_name_what_was_merged_are_read_as_naming_the_other() -> None:
    former, kept = twins_of_content()
    merge(former, kept, by=SYSTEM)

    kinds = [*strategies_files.KINDS, *content_files.KINDS]
    ties = Ties(kinds, check(kinds, read(kinds)))

    assert ties.present.resolve("outcome", former.slug) == kept.slug
