"""How a record leaves its readers, and how it comes back or is deleted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from casestudies.models import CaseStudy
from strategies.models import Source
from tests import factories as make
from tests.core.publishing.conftest import People
from wellbeing_portal.core.models import Publishable, Redirect, Version, Work
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.publishing import leaving
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.publishing.working_copy import start_copy

pytestmark = [pytest.mark.django_db, pytest.mark.history]

State = Publishable.State


@pytest.fixture
def live(people: People) -> CaseStudy:
    study: CaseStudy = make.CaseStudyFactory(published=True)
    return study


def again(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def test_what_is_withdrawn_says_why_and_since_when(live, people):
    leaving.withdraw(live, " The source was corrected. ", by=people.editor)

    left = again(live)
    assert (left.state, left.left_because) == (State.WITHDRAWN, "The source was corrected.")
    assert left.left_at
    version, stood = Version.objects.of(live)
    assert (version.occasion, version.note.strip()) == ("withdrawn", "The source was corrected.")
    assert version.note_is_public
    assert stood.occasion == "stood", "what readers saw last can be cited"


@pytest.mark.parametrize("leave", [leaving.withdraw, leaving.unpublish])
def test_it_takes_a_reason_and_an_editor(live, people, leave):
    with pytest.raises(ValidationError, match="Say why"):
        leave(live, " ", by=people.editor)
    with pytest.raises(NotAllowed):
        leave(live, "Wrong.", by=people.reviewer)
    assert again(live).state == State.PUBLISHED


def test_an_unpublished_record_leads_to_another(live, people):
    other = make.CaseStudyFactory(published=True)
    leaving.unpublish(live, "Told better there.", by=people.editor, instead=other)
    assert (again(live).state, again(live).instead) == (State.UNPUBLISHED, other)


def test_it_leads_only_to_what_readers_see(live, people):
    for instead in (live, make.CaseStudyFactory(), make.SourceFactory(published=True)):
        with pytest.raises(ValidationError, match="Choose a published record"):
            leaving.unpublish(live, "Old.", by=people.editor, instead=instead)
    assert again(live).state == State.PUBLISHED


@pytest.mark.parametrize("leave", [leaving.withdraw, leaving.unpublish])
def test_what_something_published_rests_on_stays(live, people, leave):
    with pytest.raises(ValidationError, match="rests on it"):
        leave(live.source, "Old.", by=people.editor)
    assert again(live.source).is_published


@pytest.mark.parametrize("leave", [leaving.withdraw, leaving.unpublish])
def test_what_has_a_working_copy_stays(live, people, leave):
    start_copy(live, by=people.writer)
    with pytest.raises(ValidationError, match="working copy"):
        leave(live, "Old.", by=people.editor)


def test_it_is_made_a_draft_again(live, people):
    other = make.CaseStudyFactory(published=True)
    leaving.unpublish(live, "Old.", by=people.editor, instead=other)
    leaving.reopen(live, by=people.editor)

    back = again(live)
    assert (back.state, back.left_at, back.left_because, back.instead) == (
        *(State.DRAFT, None, "", other),
    )


def test_a_draft_goes_into_the_trash_and_out_again(draft, people):
    leaving.trash(draft, by=people.writer)
    assert again(draft).state == State.TRASHED
    assert again(draft).left_because == "Not needed."
    with pytest.raises(NotAllowed):
        leaving.take_out(draft, by=people.writer)
    leaving.take_out(draft, by=people.editor)
    assert (again(draft).state, again(draft).left_at) == (State.DRAFT, None)


def test_nothing_published_goes_into_the_trash(live, people):
    with pytest.raises(NotAllowed):
        leaving.trash(live, "Old.", by=people.administrator)


def test_a_working_copy_in_the_trash_leaves_a_version(live, people):
    copy = start_copy(live, by=people.writer)
    pk = copy.pk
    leaving.trash(copy, "Enough.", by=people.writer)

    assert not CaseStudy.objects.filter(pk=pk).exists()
    assert [one.occasion for one in Version.objects.of(live)] == ["visit", "stood"]
    assert not Work.objects.filter(record=pk).exists()
    assert not Redirect.objects.exists()


class TestEmptying:
    def old(self, record: Any) -> Any:
        record.left_at = timezone.now() - dt.timedelta(days=91)
        record.save()
        return record

    def test_after_90_days_it_is_gone_with_all_that_was_kept(self, draft, people):
        leaving.trash(draft, by=people.writer)
        with pytest.raises(ValidationError, match="90 days"):
            leaving.empty(draft, by=people.administrator)
        pk = draft.pk
        with pytest.raises(NotAllowed):
            leaving.empty(self.old(draft), by=people.editor)
        leaving.empty(draft, by=people.administrator)

        assert not CaseStudy.objects.filter(pk=pk).exists()
        assert not Version.objects.exists()
        assert not Work.objects.filter(record=pk).exists()

    def test_what_another_record_names_stays(self, people):
        source = make.SourceFactory()
        make.CaseStudyFactory(source=source)
        own(source, people.writer)
        leaving.trash(source, by=people.writer)
        with pytest.raises(ProtectedError):
            leaving.empty(self.old(source), by=people.administrator)
        assert Source.objects.filter(pk=source.pk).exists()

    def test_only_what_lies_in_the_trash_is_deleted(self, draft, people):
        with pytest.raises(NotAllowed):
            leaving.empty(self.old(draft), by=people.administrator)
