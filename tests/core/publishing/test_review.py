"""The way of a record to its readers, each step with who may and what stands in the way."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casestudies.models import CaseStudy
from tests import factories as make
from tests.core.publishing.conftest import People, say
from tests.people import contributor
from wellbeing_portal.core.models import EditingRule, Publishable, Version, Work
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.publishing import review
from wellbeing_portal.core.publishing.due import publish_due
from wellbeing_portal.core.publishing.gate import judge
from wellbeing_portal.core.publishing.ownership import own

pytestmark = [pytest.mark.django_db, pytest.mark.history]

State = Publishable.State
Occasion = Version.Occasion
TODAY = dt.date(2026, 3, 2)
LATER = dt.date(2126, 3, 2)


def occasions(record: Publishable) -> list[str]:
    """What versions were kept for, the first first."""
    return [one.occasion for one in reversed(Version.objects.of(record))]


def work_on(record: Any) -> Work:
    return Work.objects.on(record)


def state_of(record: Any) -> str:
    return str(type(record).objects.get(pk=record.pk).state)


def test_a_record_is_sent_with_a_note(draft, people):
    review.send(draft, by=people.writer, reviewer=people.reviewer, note="New")

    work = work_on(draft)
    assert state_of(draft) == State.IN_REVIEW
    assert (work.reviewer, work.note, work.sent_back_at) == (people.reviewer, "New", None)
    assert work.sent_at
    assert occasions(draft) == [Occasion.SENT]
    assert Version.objects.get().made_by == people.writer


def test_what_lacks_something_is_not_sent(draft, people):
    draft.council_roles.all().delete()
    with pytest.raises(ValidationError, match="at least one council"):
        review.send(draft, by=people.writer)
    assert state_of(draft) == State.DRAFT
    assert not Version.objects.exists()


def test_only_who_may_approve_is_asked_to(draft, people):
    with pytest.raises(ValidationError, match="may not approve"):
        review.send(draft, by=people.writer, reviewer=contributor())
    with pytest.raises(ValidationError, match="may not approve"):
        review.assign(draft, people.writer, by=people.editor)
    review.assign(draft, people.reviewer, by=people.writer)
    assert work_on(draft).reviewer == people.reviewer
    review.assign(draft, None, by=people.writer)
    assert work_on(draft).reviewer is None


def test_what_was_sent_is_taken_back(draft, people):
    review.send(draft, by=people.writer)
    review.take_back(draft, by=people.writer)

    assert state_of(draft) == State.DRAFT
    assert work_on(draft).sent_at is None


def test_it_is_sent_back_with_a_reason_and_approved_by_the_same_person(draft, people):
    review.send(draft, by=people.writer)
    with pytest.raises(ValidationError, match="what should be done"):
        review.send_back(draft, "  ", by=people.reviewer)
    review.send_back(draft, "Name the source. ", by=people.reviewer)
    assert state_of(draft) == State.DRAFT
    assert work_on(draft).sent_back_because == "Name the source."

    review.send(draft, by=people.writer)
    assert work_on(draft).sent_back_because == ""
    review.approve(draft, by=people.reviewer)
    assert state_of(draft) == State.PUBLISHED


def test_it_stays_the_work_of_whose_it_is_whoever_sends_it(draft, people):
    review.send(draft, by=people.editor)

    assert work_on(draft).owner == people.writer


def test_a_second_person_approves(draft, people):
    review.send(draft, by=people.writer, note="New", note_is_public=True)
    live = review.approve(draft, by=people.reviewer)

    version = Version.objects.of(draft).first()
    assert live == draft
    assert live.published_at
    assert occasions(draft) == [Occasion.SENT, Occasion.PUBLISHED]
    assert (version.made_by, version.reviewer_name) == (people.writer, people.reviewer.username)
    assert (version.note, version.note_is_public, version.is_public) == ("New", True, True)
    work = work_on(draft)
    assert (work.sent_at, work.reviewer, work.note) == (None, None, "")
    assert work.approved_by == people.reviewer


def test_who_edited_it_does_not_approve_it(draft, people):
    say(draft, people.editor, title="Better")
    review.send(draft, by=people.writer)
    with pytest.raises(NotAllowed, match="somebody else"):
        review.approve(draft, by=people.editor)
    review.approve(draft, by=people.administrator)


def test_what_somebody_saved_meanwhile_is_not_brought_back(draft, people):
    """Who approves has looked at an older reading of it."""
    seen = CaseStudy.objects.get(pk=draft.pk)
    say(draft, people.writer, title="Newer")
    review.send(seen, by=people.writer)
    assert CaseStudy.objects.get(pk=draft.pk).title == "Newer"


def test_a_gap_that_opened_meanwhile_keeps_it_from_readers(draft, people):
    review.send(draft, by=people.writer)
    draft.council_roles.all().delete()
    with pytest.raises(ValidationError, match="at least one council"):
        review.approve(draft, by=people.reviewer)
    assert state_of(draft) == State.IN_REVIEW
    assert work_on(draft).approved_at is None


class TestOnADay:
    """A record goes out on a day that was chosen, with nobody there."""

    @pytest.fixture
    def approved(self, draft: CaseStudy, people: People) -> CaseStudy:
        review.send(draft, by=people.writer)
        review.approve(draft, by=people.editor, publish_on=LATER)
        return draft

    def test_it_waits_and_goes_out_once(self, approved, people):
        assert state_of(approved) == State.IN_REVIEW
        assert publish_due(approved, on=LATER - dt.timedelta(days=1)) is None
        assert publish_due(approved, on=LATER) == approved
        assert state_of(approved) == State.PUBLISHED
        assert publish_due(approved, on=LATER) is None
        assert occasions(approved) == [Occasion.SENT, Occasion.APPROVED, Occasion.PUBLISHED]
        assert Version.objects.of(approved).first().reviewer_name == people.editor.username

    def test_another_day_is_chosen(self, approved, people):
        with pytest.raises(NotAllowed):
            review.set_date(approved, TODAY, by=people.reviewer)
        review.set_date(approved, TODAY, by=people.editor)
        assert publish_due(approved, on=TODAY) == approved

    def test_what_is_changed_meanwhile_has_to_be_approved_again(self, approved, people):
        say(approved, people.editor, title="Other")
        with pytest.raises(ValidationError, match="changed since it was approved"):
            publish_due(approved, on=LATER)
        assert state_of(approved) == State.IN_REVIEW

    def test_what_is_taken_back_stays(self, approved, people):
        review.take_back(approved, by=people.writer)
        assert publish_due(approved, on=LATER) is None
        review.send(approved, by=people.writer)
        assert publish_due(approved, on=LATER) is None

    def test_what_nobody_approved_stays(self, draft, people):
        review.set_date(draft, TODAY, by=people.editor)
        review.send(draft, by=people.writer)
        assert publish_due(draft, on=LATER) is None

    def test_a_day_that_has_come_publishes_at_once(self, draft, people):
        review.send(draft, by=people.writer)
        review.approve(draft, by=people.editor, publish_on=timezone.localdate())
        assert state_of(draft) == State.PUBLISHED
        assert work_on(draft).publish_on is None


class TestForcing:
    def test_it_takes_a_reason_that_is_kept(self, draft, people):
        EditingRule.objects.create(force_publish=True)
        with pytest.raises(ValidationError, match="why nobody else"):
            review.force_publish(draft, " ", by=people.editor)
        review.force_publish(draft, "Nobody is there.", by=people.editor)

        work = work_on(draft)
        assert state_of(draft) == State.PUBLISHED
        assert (work.forced_because, bool(work.forced_at)) == ("Nobody is there.", True)

    def test_it_passes_no_gate(self, draft, people):
        draft.council_roles.all().delete()
        with pytest.raises(ValidationError, match="at least one council"):
            review.force_publish(draft, "Now.", by=people.administrator)

    def test_it_is_refused_while_somebody_can_look(self, draft, people):
        with pytest.raises(NotAllowed, match="second person"):
            review.force_publish(draft, "Now.", by=people.editor)

    def test_what_is_approved_after_all_was_not_forced(self, draft, people):
        review.force_publish(draft, "Now.", by=people.administrator, publish_on=LATER)
        assert work_on(draft).forced_at
        review.approve(draft, by=people.reviewer)
        assert work_on(draft).forced_at is None


class TestTogether:
    """What a record needs goes out with it, or the gate says no."""

    @pytest.fixture
    def source(self, draft: CaseStudy, people: People) -> Any:
        source = make.SourceFactory()
        own(source, people.writer)
        say(draft, people.writer, source=source.slug)
        return source

    @pytest.fixture
    def study(self, draft: CaseStudy, source: Any) -> CaseStudy:
        found: CaseStudy = CaseStudy.objects.get(pk=draft.pk)
        return found

    def test_a_draft_source_is_published_in_the_same_act(self, study, source, people):
        assert judge(study).with_it == (source,)
        review.send(study, by=people.writer)
        assert state_of(source) == State.DRAFT
        review.approve(study, by=people.reviewer)

        assert (state_of(study), state_of(source)) == (State.PUBLISHED, State.PUBLISHED)
        assert occasions(source) == [Occasion.PUBLISHED]

    def test_also_on_a_day(self, study, source, people):
        review.send(study, by=people.writer)
        review.approve(study, by=people.editor, publish_on=LATER)
        assert state_of(source) == State.DRAFT
        publish_due(study, on=LATER)
        assert (state_of(study), state_of(source)) == (State.PUBLISHED, State.PUBLISHED)

    def test_nobody_approves_their_own_source_with_it(self, study, source, people):
        own(source, people.reviewer)
        review.send(study, by=people.writer)
        with pytest.raises(NotAllowed, match="goes out with this"):
            review.approve(study, by=people.reviewer)
        assert state_of(source) == State.DRAFT

    def test_what_cannot_be_published_keeps_it_back(self, study, source, people):
        source.state = State.WITHDRAWN
        source.save()
        with pytest.raises(ValidationError):
            review.send(study, by=people.writer)
