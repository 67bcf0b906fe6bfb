"""The way of a record to its readers: who may, what stands in the way, what is kept."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casestudies.models import CaseStudy, Finding
from strategies.models import Source
from tests.people import contributor
from tests.people import reviewer as reviewer_account
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write
from wellbeing_portal.core.models import EditingRule, Publishable, Version, Work
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.publishing.gate import judge
from wellbeing_portal.core.publishing.review import (
    approve,
    assign,
    force_publish,
    send,
    send_back,
    set_date,
    take_back,
)


def tomorrow() -> dt.date:
    """Return the day after that on which a test runs, which may not be that of its start."""
    return timezone.localdate() + dt.timedelta(days=1)


pytestmark = pytest.mark.django_db

State = Publishable.State


def state(record: Publishable) -> str:
    return str(type(record)._default_manager.get(pk=record.pk).state)


def occasions(record: Publishable) -> list[str]:
    return [one.occasion for one in Version.objects.of(record).order_by("number")]


def test_sent_record_waits_for_whom_was_asked(draft, writer, reviewer):
    send(draft, by=writer, reviewer=reviewer, note="First account", note_is_public=True)

    work = Work.objects.on(draft)
    assert (state(draft), work.reviewer, work.note) == ("in_review", reviewer, "First account")
    assert occasions(draft) == ["sent"]


def test_who_may_not_approve_is_not_asked(draft, writer):
    with pytest.raises(ValidationError, match="may not approve"):
        send(draft, by=writer, reviewer=contributor(username="other"))
    with pytest.raises(ValidationError, match="may not approve"):
        assign(draft, writer, by=writer)
    assert state(draft) == "draft"


def test_what_the_gate_refuses_is_neither_sent_nor_approved_nor_forced(
    draft, writer, reviewer, editor
):
    send(draft, by=writer)
    Finding.objects.filter(case_study=draft).update(locator="")
    refused = judge(draft).refused
    assert refused

    for act in (
        lambda: approve(draft, by=reviewer),
        lambda: approve(draft, by=editor, publish_on=tomorrow()),
        lambda: force_publish(draft, "Nobody is here.", by=SYSTEM),
    ):
        with pytest.raises(ValidationError) as told:
            act()
        assert tuple(told.value.messages) == refused
    take_back(draft, by=writer)
    with pytest.raises(ValidationError):
        send(draft, by=writer)
    assert (state(draft), occasions(draft)) == ("draft", ["sent"])


@pytest.mark.history
def test_second_person_approves_and_readers_see_it(draft, writer, reviewer):
    send(draft, by=writer, note="First account of York", note_is_public=True)

    shown = approve(draft, by=reviewer)

    assert shown == draft
    assert state(draft) == "published"
    assert CaseStudy.objects.get(pk=draft.pk).published_at is not None
    last = Version.objects.of(draft)[0]
    assert (last.occasion, last.made_by, last.reviewer_name) == ("published", writer, "reviewer")
    assert (last.note, last.note_is_public) == ("First account of York", True)
    assert Work.objects.on(draft).note == "", "the next change has a note of its own"


@pytest.mark.history
def test_nobody_approves_what_they_wrote(draft, writer, reviewer, editor):
    send(draft, by=writer)
    write(read(draft).model_copy(update={"summary": "Better said."}), draft, by=editor)

    with pytest.raises(NotAllowed, match="You wrote some of this"):
        approve(draft, by=editor)
    approve(draft, by=reviewer)


@pytest.mark.history
def test_who_sent_it_back_may_approve_it_then(draft, writer, reviewer):
    send(draft, by=writer)
    send_back(draft, "Say of whom the third is.", by=reviewer)

    work = Work.objects.on(draft)
    assert (state(draft), work.sent_back_because) == ("draft", "Say of whom the third is.")

    send(draft, by=writer)
    assert Work.objects.on(draft).sent_back_at is None
    approve(draft, by=reviewer)
    assert state(draft) == "published"


def test_nothing_is_sent_back_without_a_reason(draft, writer, reviewer):
    send(draft, by=writer)

    with pytest.raises(ValidationError, match="Say what should be done"):
        send_back(draft, "  ", by=reviewer)
    assert state(draft) == "in_review"


def test_taken_back_it_is_a_draft_and_no_approval_stands(draft, writer, editor):
    send(draft, by=writer)
    approve(draft, by=editor, publish_on=tomorrow())

    take_back(draft, by=writer)

    assert state(draft) == "draft"
    assert Work.objects.on(draft).approved_at is None


def test_day_is_set_by_editors_and_stays_on_the_way(draft, writer, reviewer, editor):
    with pytest.raises(NotAllowed):
        set_date(draft, tomorrow(), by=writer)
    set_date(draft, tomorrow(), by=editor)
    send(draft, by=writer)
    with pytest.raises(NotAllowed):
        approve(draft, by=reviewer, publish_on=timezone.localdate())

    approve(draft, by=reviewer)

    assert (state(draft), Work.objects.on(draft).publish_on) == ("in_review", tomorrow())
    assert occasions(draft) == ["sent", "approved"]


def test_force_is_for_editors_with_a_reason_while_nobody_else_can(draft, writer, editor):
    with pytest.raises(ValidationError, match="Say why nobody else"):
        force_publish(draft, "", by=editor)
    with pytest.raises(NotAllowed):
        force_publish(draft, "I want it out.", by=writer)
    reviewer_account(username="another")
    with pytest.raises(NotAllowed, match="second person"):
        force_publish(draft, "Nobody is here.", by=editor)
    assert state(draft) == "draft"

    EditingRule(force_publish=True).save()
    force_publish(draft, "Nobody is here.", by=editor)

    assert state(draft) == "published"
    assert Work.objects.on(draft).forced_because == "Nobody is here."


def test_source_that_can_goes_out_with_the_record_that_needs_it(
    draft, writer, reviewer, draft_source
):
    CaseStudy.objects.filter(pk=draft.pk).update(source=draft_source)
    draft.refresh_from_db()
    assert judge(draft).with_it == (draft_source,)
    assert not judge(draft).refused
    send(draft, by=writer)
    assert state(draft_source) == "draft", "sending alone shows nothing"

    approve(draft, by=reviewer)

    assert state(draft_source) == "published"
    assert Source.objects.get(pk=draft_source.pk).published_at is not None
    assert occasions(draft_source) == ["published"]


@pytest.mark.parametrize("away", ["withdrawn", "unpublished", "trashed"])
def test_source_that_cannot_go_out_keeps_the_record_back(draft, writer, draft_source, away):
    Source.objects.filter(pk=draft_source.pk).update(state=away)
    CaseStudy.objects.filter(pk=draft.pk).update(source=draft_source)
    draft.refresh_from_db()

    assert any("A report not yet out" in one for one in judge(draft).refused)
    with pytest.raises(ValidationError):
        send(draft, by=writer)
    assert state(draft_source) == away
