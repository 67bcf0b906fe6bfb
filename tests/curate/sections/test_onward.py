"""From one section to the next, without a step between."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from casestudies.models import CaseStudy
from tests import factories as make
from tests.curate.sections.editing import Editing, told
from tests.people import contributor, editor, signed_in
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.publishing.review import send
from wellbeing_portal.core.publishing.working_copy import start_copy

pytestmark = pytest.mark.django_db


def test_start_leads_to_the_first_section(editing: Editing) -> None:
    make.SourceFactory(title="Report on York")
    sent = {"title": "York: walks", "source": "Report on York"}

    answer = editing.client.post("/curate/case-studies/start/", sent)

    begun = CaseStudy.objects.get(title="York: walks")
    assert answer["Location"] == f"/curate/case-studies/{begun.pk}/basics/"


def test_last_section_of_a_draft_leads_to_the_check_page(editing: Editing) -> None:
    answer = editing.save("review/")

    assert answer["Location"] == editing.url("check/")
    assert "Corrections" not in editing.open()


def test_working_copy_asks_for_corrections(editing: Editing) -> None:
    live = make.CaseStudyFactory(published=True)
    copy = Editing(start_copy(live, by=SYSTEM))

    assert copy.save("review/")["Location"] == copy.url("corrections/")
    assert "Corrections" in copy.open()


def test_missing_source_is_asked_for_by_what_was_typed(editing: Editing) -> None:
    sent = {"title": "York: walks", "source": "Report on York", "aside": "sources:source"}

    leave = editing.client.post("/curate/case-studies/start/", sent)

    assert 'value="Report on York"' in told(editing.client.get(leave["Location"]))


def test_what_is_suggested_is_not_asked_for_again(editing: Editing) -> None:
    typed = editing.opened("for-whom/")
    typed |= {
        "population_groups": ["Night workers"],
        "aside": ["population-groups:population_groups"],
    }
    leave = editing.client.post(editing.url("for-whom/"), typed)
    sent = {"name": "Night workers", "meaning": "People who work at night."}
    back = editing.client.post(leave["Location"], sent)

    page = told(editing.client.get(back["Location"]))

    assert "“Night workers” is suggested." in page
    assert ">Night workers<" not in page


@pytest.fixture
def home(db: None) -> Client:
    return signed_in(editor(username="robin"))


def heaps(home: Client, address: str = "/curate/") -> dict[str, Any]:
    return {heap.title: heap for heap in home.get(address).context["heaps"]}


def test_first_page_shows_the_first_of_many_and_the_way_to_the_rest(home: Client) -> None:
    for study in make.CaseStudyFactory.create_batch(15, summary=""):
        own(study, User.objects.get(username="robin"))
    make.CaseStudyFactory.create_batch(15, published=True)

    page = told(home.get("/curate/"))

    assert len(heaps(home)["Yours"].shown) == 12
    assert len(heaps(home)["Recently published"].shown) == 8
    assert "3 more" in page
    assert 'href="?heap=yours"' in page
    alone = heaps(home, "/curate/?heap=yours")
    assert {title: len(heap.shown) for title, heap in alone.items()} == {"Yours": 15}


def test_who_may_not_change_a_section_reads_it_and_is_told_why(full: Editing) -> None:
    send(full.study, by=SYSTEM)
    client = signed_in(contributor(username="kim"))

    page = told(client.get(full.url("caveat/")))
    row = client.get(full.url("findings/add/"))

    assert '<fieldset class="curate-fields" disabled>' in page
    assert "read this and not change it" in page
    assert "Save and go on" not in page
    assert row["Location"] == full.url("findings/")


def test_section_says_which_of_all_it_is(editing: Editing) -> None:
    assert "Section 1 of 15" in editing.open("basics/")
    assert "Findings, section 10 of 15" in editing.open("findings/add/")
