"""Versions: listed, read, compared by word, brought back."""

from __future__ import annotations

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from casestudies.models import CaseStudy
from tests.factories import OutcomeFactory
from wellbeing_portal.core.aggregates import read, write
from wellbeing_portal.core.models import Version
from wellbeing_portal.core.publishing.working_copy import copy_of
from wellbeing_portal.core.versions import keep
from wellbeing_portal.core.versions.by_word import Piece, by_word
from wellbeing_portal.core.versions.telling import changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def edited(draft, writer):
    """A draft with two versions."""
    keep(draft, Version.Occasion.VISIT, by=writer, note="First words")
    form = read(draft)
    row = form.findings[0].model_copy(update={"statement": "Visits fell by half."})
    update = {"summary": "What the council did, for whom, and why.", "findings": [row]}
    write(form.model_copy(update=update), draft, by=writer)
    keep(draft, Version.Occasion.VISIT, by=writer)
    return draft


def test_list_says_when_by_whom_and_why(edited, as_writer, page_of):
    page = as_writer.get(page_of(edited, "curate_versions"))

    for text in ("Version 1", "Version 2", "writer", "First words", "Edited"):
        assertContains(page, text)


def test_one_version_is_read_whole(edited, as_writer, page_of):
    page = as_writer.get(page_of(edited, "curate_version", 1))

    assertContains(page, "Visits fell by a third.")
    assertNotContains(page, "Visits fell by half.")
    assert as_writer.get(page_of(edited, "curate_version", 9)).status_code == 404


def test_two_versions_are_compared_by_word(edited, as_writer, page_of):
    page = as_writer.get(page_of(edited, "curate_compare_versions"), {"from": "1", "to": "2"})

    text = page.content.decode()
    assert "Visits fell by <del>a third</del><ins>half</ins>." in text
    assert "<del>what came of it</del><ins>why</ins>" in text
    assert text.count("curate-change") == 2
    same = as_writer.get(page_of(edited, "curate_compare_versions"), {"from": "2", "to": "now"})
    assertContains(same, "They say the same.")
    for wrong in ({"from": "x", "to": "2"}, {"from": "1"}, {"from": "1", "to": "99"}):
        answer = as_writer.get(page_of(edited, "curate_compare_versions"), wrong)
        assert answer.status_code == 404, wrong


def test_saving_the_same_again_is_no_change(edited, writer):
    lines = "First line.\n\nSecond line."
    write(read(edited).model_copy(update={"summary": lines}), edited, by=writer)
    before = read(edited)
    crlf = lines.replace("\n", "\r\n")
    form = type(before).model_validate({**before.model_dump(), "summary": crlf})

    write(form, edited, by=writer)

    assert changes(before, read(edited)) == []


def test_rows_and_links_are_told_by_name_and_as_they_were_then(draft, writer):
    outcome = OutcomeFactory(name="Feeling safe")
    before = read(draft)
    row = before.findings[0].model_copy(update={"key": "new-one", "statement": "It was new."})
    first = before.findings[0].model_copy(update={"outcomes": [outcome.slug]})
    after = before.model_copy(update={"findings": [row, first], "stage": "evaluated"})

    told = changes(before, after)

    said = {one.where: one for one in told}
    assert said["Stage"].pieces == [Piece("del", "Established"), Piece("ins", "Evaluated")]
    came = said["Finding “It was new.”"]
    assert came.sentence == "Added."
    assert any(entry.text == "It was new." for entry in came.came.entries)
    linked = said["Finding “Visits fell by a third.”: outcomes"]
    assert Piece("ins", "Feeling safe") in linked.pieces


def test_words_that_come_and_go():
    assert by_word("one two three", "one 2 three") == [
        Piece("same", "one "),
        Piece("del", "two"),
        Piece("ins", "2"),
        Piece("same", " three"),
    ]
    assert by_word("", "new") == [Piece("ins", "new")]
    assert by_word("a\r\nb", "a\nb") == [Piece("same", "a\nb")]
    long = " ".join(f"word{n}" for n in range(5_000))
    assert by_word(long, f"{long} more")[-1].kind == "ins"


def test_brought_back_as_a_working_copy_of_what_is_published(live, writer, as_writer, page_of):
    keep(live, Version.Occasion.PUBLISHED, by=writer)
    old = live.summary
    CaseStudy.objects.filter(pk=live.pk).update(summary="Now.")
    page = page_of(live, "curate_restore", 1)
    assertContains(as_writer.get(page), "Bring back version 1?")

    answer = as_writer.post(page)

    copy = copy_of(live)
    assertRedirects(answer, page_of(copy))
    assert copy.summary == old
    assert CaseStudy.objects.get(pk=live.pk).summary == "Now."
    again = as_writer.post(page)
    assertContains(again, "working copy already", status_code=422)


def test_who_may_not_edit_brings_nothing_back(edited, as_reviewer, page_of):
    page = page_of(edited, "curate_restore", 1)

    assert as_reviewer.post(page).status_code == 403
    assertNotContains(as_reviewer.get(page), '<form method="post">')
