"""A published record is changed beside itself; its identity, and that of its rows, stays."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from casestudies.models import CaseStudy, Finding
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write, write_as
from wellbeing_portal.core.models import Publishable, Version, Work
from wellbeing_portal.core.publishing.leaving import trash
from wellbeing_portal.core.publishing.restoring import restore
from wellbeing_portal.core.publishing.review import approve, send
from wellbeing_portal.core.publishing.working_copy import (
    changed_meanwhile,
    copy_of,
    start_copy,
    take_over,
)
from wellbeing_portal.core.versions import keep

pytestmark = pytest.mark.django_db


def say(record: Publishable, **what: object) -> None:
    write_as(read(record).model_copy(update=what), record, by=SYSTEM)


def findings(study: CaseStudy) -> dict[str, int]:
    return dict(Finding.objects.filter(case_study=study).values_list("key", "pk"))


def published(copy, writer, reviewer):
    send(copy, by=writer)
    return approve(copy, by=reviewer)


def test_copy_says_what_the_record_says_and_there_is_one(live, writer, editor):
    copy = start_copy(live, by=writer)

    assert (copy.state, copy.copy_of) == ("draft", live)
    assert findings(copy).keys() == findings(live).keys()
    assert start_copy(live, by=editor) == copy
    assert Work.objects.on(copy).owner == writer
    assert [one.occasion for one in Version.objects.of(live)] == ["stood"]


def test_approving_changes_the_record_row_by_row(live, writer, reviewer):
    before, key, since = findings(live), live.pk, live.published_at
    copy = start_copy(live, by=writer)
    form = read(copy)
    rows = [form.findings[1].model_copy(update={"statement": "Twelve moved."}), form.findings[0]]
    write(form.model_copy(update={"findings": rows, "summary": "Anew."}), copy, by=writer)
    assert CaseStudy.objects.get(pk=key).summary == live.summary, "the public page stays"

    shown = published(copy, writer, reviewer)

    assert (shown.pk, shown.slug, shown.state) == (key, live.slug, "published")
    assert findings(shown) == before
    assert shown.published_at == since
    assert Finding.objects.get(pk=before["ten-moved"]).statement == "Twelve moved."
    assert not CaseStudy.objects.filter(pk=copy.pk).exists()
    assert not Work.objects.filter(record=copy.pk).exists()


def test_what_others_published_meanwhile_is_not_written_over(live, writer, reviewer):
    copy = start_copy(live, by=writer)
    say(copy, summary="Mine.")
    say(live, strapline="Theirs.")
    send(copy, by=writer)

    with pytest.raises(ValidationError, match="has been changed since"):
        approve(copy, by=reviewer)

    assert changed_meanwhile(copy)
    assert CaseStudy.objects.get(pk=live.pk).summary == live.summary
    assert take_over(copy, by=SYSTEM) == []
    copy.refresh_from_db()
    assert (copy.summary, copy.strapline) == ("Mine.", "Theirs.")
    assert not changed_meanwhile(copy)
    shown = approve(copy, by=reviewer)
    assert (shown.summary, shown.strapline) == ("Mine.", "Theirs.")


def test_what_both_changed_is_named_and_the_copy_keeps_its_own(live, writer):
    copy = start_copy(live, by=writer)
    say(copy, summary="Mine.")
    say(live, summary="Theirs.")

    (conflict,) = take_over(copy, by=writer)

    assert (conflict.path, conflict.theirs, conflict.mine) == (("summary",), "Theirs.", "Mine.")
    copy.refresh_from_db()
    assert copy.summary == "Mine."


def test_copy_made_after_another_was_put_away_starts_from_what_readers_see(live, writer, reviewer):
    first = start_copy(live, by=writer)
    say(first, summary="Put away.")
    trash(first, by=writer)

    second = start_copy(live, by=writer)
    say(second, strapline="Published.")

    assert second.summary == live.summary
    assert not changed_meanwhile(second)
    assert published(second, writer, reviewer).strapline == "Published."


def test_copy_of_what_is_not_published_any_more_is_refused(live, writer, reviewer):
    copy = start_copy(live, by=writer)
    send(copy, by=writer)
    CaseStudy.objects.filter(pk=live.pk).update(state="withdrawn")

    with pytest.raises(ValidationError, match="not published any more"):
        approve(copy, by=reviewer)
    assert CaseStudy.objects.get(pk=live.pk).state == "withdrawn"


def test_restored_version_is_a_working_copy(live, writer, reviewer):
    old = live.summary
    copy = start_copy(live, by=writer)
    write(read(copy).model_copy(update={"summary": "Anew."}), copy, by=writer)
    shown = published(copy, writer, reviewer)
    first = Version.objects.of(live).get(number=1)

    back = restore(shown, first, by=writer)

    assert back == copy_of(live)
    assert back.summary == old
    assert CaseStudy.objects.get(pk=live.pk).summary == "Anew."
    assert not changed_meanwhile(back)
    with pytest.raises(ValidationError, match="working copy already"):
        restore(shown, first, by=writer)
    assert published(back, writer, reviewer).summary == old


def test_restored_draft_keeps_what_it_said_before_as_a_version(draft, writer):
    first = draft.summary
    old = keep(draft, Version.Occasion.VISIT, by=writer)
    write(read(draft).model_copy(update={"summary": "Later."}), draft, by=writer)

    back = restore(draft, old, by=writer)

    assert (back.pk, back.state, back.summary) == (draft.pk, "draft", first)
    kept = Version.objects.of(draft).order_by("number")
    assert [one.document["summary"] for one in kept] == [first, "Later.", first]
