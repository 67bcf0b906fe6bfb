"""A published record is changed beside itself: readers see none of it till somebody approves."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.models import CaseStudy, Finding
from tests import account_factories as account
from tests import factories as make
from tests.core.publishing.conftest import People, say
from tests.past_signals import update
from tests.universe import Universe
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write_as
from wellbeing_portal.core.models import LoadedRecord, Publishable, Redirect, Version, Work
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.publishing import actions, review
from wellbeing_portal.core.publishing.restoring import restore
from wellbeing_portal.core.publishing.working_copy import (
    changed_meanwhile,
    copy_of,
    discard,
    start_copy,
    take_over,
)
from wellbeing_portal.core.versions import as_form

pytestmark = [pytest.mark.django_db, pytest.mark.history]

State = Publishable.State

BATCHES = 12
"""SQLite takes some rows a statement, so that twenty more of them may need a few more."""


def everything_published(universe: Universe) -> list[Any]:
    return [
        *(universe.rich, universe.plain, universe.joint, universe.plain_strategy),
        *(universe.framework, universe.plain_framework, universe.report),
        account.WiderReadingFactory(evidence__published=True).evidence,
    ]


def keys_of_rows(record: Any) -> dict[str, list[int]]:
    """The primary keys of all rows right below a record."""
    return {
        relation.get_accessor_name(): sorted(
            relation.related_model._default_manager.filter(
                **{relation.field.name: record.pk}
            ).values_list("pk", flat=True)
        )
        for relation in record._meta.related_objects
        if hasattr(relation.related_model, "KEYED_WITHIN")
    }


def test_a_copy_says_what_the_record_says_and_changes_nothing_of_it(universe, people):
    for record in everything_published(universe):
        before, rows = read(record), keys_of_rows(record)
        copy = start_copy(record, by=people.writer)

        own = {"slug": copy.slug, "state": State.DRAFT}
        assert read(copy) == before.model_copy(update=own)
        assert copy.copy_of_id == record.pk
        assert (read(record), keys_of_rows(record)) == (before, rows)
        assert Work.objects.on(copy).owner == people.writer
        assert start_copy(record, by=people.editor) == copy, "there is one"


def test_who_has_no_role_gets_none(universe, people):
    start_copy(universe.rich, by=people.writer)
    for by in (AnonymousUser(), make.UserFactory(is_staff=True)):
        with pytest.raises(NotAllowed):
            start_copy(universe.rich, by=by)


def test_only_what_readers_see_is_copied(universe, people):
    for record in universe.hidden_case_studies:
        if record.pk:
            with pytest.raises(NotAllowed):
                start_copy(record, by=people.administrator)
    stale = CaseStudy.objects.get(pk=universe.rich.pk)
    update(CaseStudy.objects.filter(pk=stale.pk), state=State.UNPUBLISHED)
    with pytest.raises(NotAllowed):
        start_copy(stale, by=people.administrator)


def test_what_is_approved_keeps_its_identity_row_by_row(universe, people):
    for record in everything_published(universe):
        rows, slug = keys_of_rows(record), record.slug
        copy = start_copy(record, by=people.writer)
        pk = copy.pk
        say(copy, people.writer, title=f"{record.title}, again")
        live = approved(copy, people)

        assert (live.pk, live.slug, live.state) == (record.pk, slug, State.PUBLISHED)
        assert live.title == f"{record.title}, again"
        assert keys_of_rows(live) == rows
        assert not type(record).objects.filter(pk=pk).exists()
        assert not Work.objects.filter(record=pk).exists()
    assert not Redirect.objects.exists()


def approved(copy: Any, people: People) -> Any:
    review.send(copy, by=people.writer)
    return review.approve(copy, by=people.reviewer)


def test_a_row_that_is_added_is_new_and_one_that_is_taken_away_is_gone(universe, people):
    before = list(universe.rich.findings.order_by("position"))
    copy = start_copy(universe.rich, by=people.writer)
    form = read(copy)
    added = form.findings[0].model_copy(update={"key": "new", "key_order": None})
    say(copy, people.writer, findings=[*form.findings[1:], added])
    live = approved(copy, people)

    after = list(live.findings.order_by("position"))
    assert [row.pk for row in after[:-1]] == [row.pk for row in before[1:]]
    assert after[-1].key == "new"


def test_the_version_of_before_and_that_of_after_are_kept(universe, people):
    before = read(universe.rich)
    copy = start_copy(universe.rich, by=people.writer)
    say(copy, people.writer, title="Better")
    approved(copy, people)

    versions = list(reversed(Version.objects.of(universe.rich)))
    assert [one.occasion for one in versions] == ["stood", "sent", "published"]
    assert [one.number for one in versions] == [1, 2, 3]
    assert as_form(versions[0]) == before
    assert as_form(versions[2]) == read(universe.rich)


def test_what_the_content_files_wrote_is_not_touched_by_a_copy(universe, people):
    trace = LoadedRecord.objects.create(
        kind="case-study", key="rich", record=universe.rich.pk, state={"title": "x"}
    )
    copy = start_copy(universe.rich, by=people.writer)
    say(copy, people.writer, title="Better")
    approved(copy, people)

    again = LoadedRecord.objects.get()
    assert (again.record, again.state, again.file_digest) == (
        *(trace.record, trace.state, trace.file_digest),
    )


class TestMeanwhile:
    """The published record changes while somebody works on its copy."""

    @pytest.fixture
    def copy(self, universe: Universe, people: People) -> CaseStudy:
        # What changed before the copy was made is no change meanwhile.
        say(universe.rich, SYSTEM, title="First")
        discard(start_copy(universe.rich, by=people.writer))
        say(universe.rich, SYSTEM, title="Second")
        return start_copy(universe.rich, by=people.writer)

    def test_nothing_changed(self, copy, universe, people):
        assert changed_meanwhile(copy) == []
        say(copy, people.writer, impact="Mine.")
        assert changed_meanwhile(copy) == []
        assert approved(copy, people).impact == "Mine."

    def test_a_change_keeps_the_copy_from_going_out_till_it_is_taken_over(
        self, copy, universe, people
    ):
        say(copy, people.writer, impact="Mine.", strapline="Mine.")
        say(universe.rich, SYSTEM, summary="Theirs.", strapline="Theirs.")
        assert len(changed_meanwhile(copy)) == 2
        with pytest.raises(ValidationError, match="has been changed since"):
            approved(copy, people)
        review.take_back(copy, by=people.writer)

        conflicts = take_over(copy, by=people.writer)
        assert [one.path for one in conflicts] == [("strapline",)]
        assert (conflicts[0].theirs, conflicts[0].mine) == ("Theirs.", "Mine.")
        assert changed_meanwhile(copy) == []
        live = approved(CaseStudy.objects.get(pk=copy.pk), people)
        assert (live.impact, live.summary, live.strapline) == ("Mine.", "Theirs.", "Mine.")

    def test_only_who_may_edit_the_copy_takes_over(self, copy, people):
        with pytest.raises(NotAllowed):
            take_over(copy, by=people.reviewer)


def test_a_copy_is_not_published_past_the_editor(universe, people):
    copy = start_copy(universe.rich, by=people.writer)

    with pytest.raises(ValidationError, match="working copy"):
        actions.publish(copy, by=SYSTEM)

    assert copy_of(universe.rich).state == State.DRAFT


class TestRestoring:
    @pytest.fixture
    def first(self, universe: Universe, people: People) -> Version:
        copy = start_copy(universe.rich, by=people.writer)
        form = read(copy)
        say(copy, people.writer, title="Other", findings=form.findings[1:])
        approved(copy, people)
        version: Version = Version.objects.of(universe.rich).earliest("number")
        return version

    def test_a_version_comes_back_as_a_working_copy(self, first, universe, people):
        said, now = as_form(first), read(universe.rich)
        copy = restore(universe.rich, first, by=people.writer)

        own = {"slug": copy.slug, "state": State.DRAFT}
        assert read(copy) == said.model_copy(update=own)
        assert read(universe.rich) == now, "readers see it when it is approved"
        assert Version.objects.of(copy).first().occasion == "restored"
        assert Work.objects.on(copy).note == f"From version {first.number}"
        live = approved(copy, people)
        assert read(live) == said

    def test_not_beside_another_copy(self, first, universe, people):
        start_copy(universe.rich, by=people.editor)
        with pytest.raises(ValidationError, match="working copy already"):
            restore(universe.rich, first, by=people.writer)

    def test_a_draft_says_it_again_and_what_it_said_is_kept(self, draft, people):
        review.send(draft, by=people.writer)
        review.take_back(draft, by=people.writer)
        version, said = Version.objects.of(draft).first(), read(draft)
        say(draft, people.writer, title="Other")
        restore(draft, version, by=people.writer)

        assert read(draft) == said
        occasions = [one.occasion for one in Version.objects.of(draft)]
        assert occasions == ["restored", "visit", "sent"]
        assert as_form(Version.objects.of(draft)[1]).title == "Other"

    def test_who_may_not_edit_restores_nothing(self, first, draft, universe, people):
        with pytest.raises(NotAllowed):
            restore(universe.rich, first, by=AnonymousUser())
        review.send(draft, by=people.writer)
        with pytest.raises(NotAllowed):
            restore(draft, Version.objects.of(draft).first(), by=people.reviewer)

    def test_a_version_of_another_record_is_refused(self, first, draft, people):
        with pytest.raises(ValidationError, match="another record"):
            restore(draft, first, by=people.writer)

    def test_what_it_named_and_is_gone_is_said(self, first, universe, people):
        council = make.CouncilFactory(slug="short-lived")
        form = as_form(first)
        first.document["councils"][0]["council"] = council.slug
        first.save()
        council.delete()
        with pytest.raises(ValidationError, match="short-lived"):
            restore(universe.rich, first, by=people.writer)
        assert copy_of(universe.rich) is None
        assert form.councils[0].council != "short-lived"


@pytest.mark.usefixtures("content")
def test_queries_do_not_grow_with_rows(people):
    """The largest case study, and one of a few rows, take as many."""
    studies = sorted(
        CaseStudy.objects.published(), key=lambda study: study.findings.count(), reverse=True
    )
    large = studies[0]
    counts = []
    for more in (0, 20):
        form = read(large)
        extra = [
            row.model_copy(update={"key": f"more-{n}", "key_order": None, "statement": f"More {n}"})
            for n, row in zip(range(more), form.findings * 20, strict=False)
        ]
        write_as(form.model_copy(update={"findings": [*form.findings, *extra]}), large, by=SYSTEM)
        counts.append(queries_of_a_round(large, people))
    few, many = counts
    assert {step: many[step] - few[step] for step in many if many[step] > few[step] + BATCHES} == {}
    assert many["approve"] < 300


def queries_of_a_round(live: CaseStudy, people: People) -> dict[str, int]:
    """How many queries each step takes, from a working copy to a restored version."""
    counts: dict[str, int] = {}

    def count(name: str, act: Any) -> Any:
        with CaptureQueriesContext(connection) as asked:
            result = act()
        counts[name] = len(asked)
        return result

    discard(start_copy(live, by=people.writer))
    copy = count("start", lambda: start_copy(live, by=people.writer))
    say(copy, people.writer, title=f"{live.title}.", findings=read(copy).findings[:-1])
    copy = CaseStudy.objects.get(pk=copy.pk)
    count("send", lambda: review.send(copy, by=people.writer))
    count("approve", lambda: review.approve(copy, by=people.reviewer))
    version = Version.objects.of(live).earliest("number")
    restored = count("restore", lambda: restore(live, version, by=people.writer))
    discard(restored)
    return counts


def test_findings_of_copies_are_counted_nowhere(universe, people, client):
    before = client.get("/findings/").content
    copy = start_copy(universe.rich, by=people.writer)
    assert Finding.objects.filter(case_study=copy).exists()
    assert client.get("/findings/").content == before
