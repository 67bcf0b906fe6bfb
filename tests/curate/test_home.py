"""The first page: everything that waits, in the heap where it belongs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from casestudies.models import CaseStudy
from tests.factories import CaseStudyFactory
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.publishing.review import approve, send
from wellbeing_portal.curate import listing
from wellbeing_portal.curate.views import home


def today() -> dt.date:
    """Return the day on which a test runs, which may not be that of its start."""
    return timezone.localdate()


pytestmark = pytest.mark.django_db


def heaps(client):
    found = client.get("/curate/").context["heaps"]
    return {heap.title: [line.record.title for line in heap.lines] for heap in found}


def test_what_is_sent_waits_for_who_was_asked(draft, writer, reviewer, as_writer, as_reviewer):
    send(draft, by=writer, reviewer=reviewer)

    assert heaps(as_reviewer)["Waiting for you"] == [draft.title]
    assert heaps(as_writer)["Yours"] == [draft.title]
    assert "Waiting for you" not in heaps(as_writer)


def test_what_nobody_was_asked_about_waits_for_anybody_who_may(
    draft, writer, as_reviewer, as_editor
):
    send(draft, by=writer)

    for client in (as_reviewer, as_editor):
        assert heaps(client)["Waiting for anybody who may approve"] == [draft.title]


def test_what_one_wrote_oneself_does_not_wait_for_one(editor, as_editor):
    study = CaseStudyFactory(title="Mine")
    send(study, by=editor)

    assert "Waiting for anybody who may approve" not in heaps(as_editor)
    assert heaps(as_editor)["Yours"] == ["Mine"]


def test_approved_for_a_day_it_waits_for_that(draft, writer, editor, as_reviewer):
    send(draft, by=writer)
    approve(draft, by=editor, publish_on=today() + dt.timedelta(days=3))

    found = heaps(as_reviewer)
    assert found["Approved, waiting for the day"] == [draft.title]
    assert "Waiting for anybody who may approve" not in found


def test_new_is_what_readers_see(draft, live, as_writer):
    found = heaps(as_writer)

    # Its source went out with it.
    assert found["Recently published"][0] == live.title
    assert draft.title not in found["Recently published"]


def test_everything_is_found_in_every_state(draft, live, as_writer):
    CaseStudy.objects.filter(pk=live.pk).update(state="trashed")

    assertContains(as_writer.get("/curate/search/", {"q": "street"}), live.title)
    assertContains(as_writer.get("/curate/search/", {"q": "york"}), draft.title)
    assertNotContains(as_writer.get("/curate/search/", {"q": "york"}), live.title)


def test_number_of_questions_does_not_grow(
    draft, writer, as_reviewer, django_assert_max_num_queries
):
    send(draft, by=writer)
    for number in range(12):
        study = CaseStudyFactory(title=f"Study {number}")
        own(study, writer)
        send(study, by=writer)

    with django_assert_max_num_queries(40):
        as_reviewer.get("/curate/")


def test_a_heap_never_counts_fewer_than_there_are(editor, as_editor, monkeypatch):
    monkeypatch.setattr(listing, "MOST", 14)
    monkeypatch.setattr(home, "MOST", 14)
    for number in range(13):
        own(CaseStudyFactory(title=f"Mine {number}"), editor)

    assertContains(as_editor.get("/curate/"), "One more")
    own(CaseStudyFactory(title="Mine too"), editor)
    own(CaseStudyFactory(title="And mine"), editor)
    assertContains(as_editor.get("/curate/"), "Many more")
    assertContains(
        as_editor.get("/curate/?heap=yours"), "There are more. Find them by their titles"
    )
