"""What people who edit say to one another, and who may."""

from __future__ import annotations

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.people import contributor, signed_in
from wellbeing_portal.core.aggregates import read, write
from wellbeing_portal.core.models import Work
from wellbeing_portal.core.publishing.leaving import trash
from wellbeing_portal.core.publishing.review import approve, send
from wellbeing_portal.core.publishing.working_copy import copy_of, start_copy
from wellbeing_portal.curate.models import Comment, RightlyEmpty, SuggestedTerm, Typed

pytestmark = pytest.mark.django_db

TEXT = "Whose visits were counted here?"


@pytest.fixture
def said(draft, as_reviewer, page_of):
    data = {"text": TEXT, "section": "basics"}
    answer = as_reviewer.post(page_of(draft, "curate_comment"), data)
    comment = Comment.objects.get()
    url = page_of(draft, "curate_section", "basics")
    assert answer["Location"] == f"{url}#comment-{comment.pk}"
    return comment


def test_comment_stands_at_its_section_and_on_the_list_of_sections(said, draft, as_writer, page_of):
    basics = page_of(draft, "curate_section", "basics")
    assertContains(as_writer.get(basics), TEXT)
    assertNotContains(as_writer.get(page_of(draft, "curate_section", "account")), TEXT)
    assertContains(as_writer.get(page_of(draft)), f"{basics}#comment-{said.pk}")
    assert said.author_name == "reviewer"


def test_nothing_is_no_comment_and_what_was_typed_stays(draft, as_reviewer, page_of):
    answer = as_reviewer.post(page_of(draft, "curate_comment"), {"text": " ", "section": "basics"})

    assert answer.status_code == 422
    assertContains(answer, 'value="basics"', status_code=422)
    assert not Comment.objects.exists()


def test_settled_by_who_answers(said, draft, as_writer, page_of):
    as_writer.post(page_of(draft, "curate_settle", said.pk))

    said.refresh_from_db()
    assert said.settled_by_name == "writer"
    page = as_writer.get(page_of(draft, "curate_section", "basics"))
    assertContains(page, "One settled comment")
    assertNotContains(as_writer.get(page_of(draft)), TEXT)


def test_who_may_not_neither_comments_nor_settles(said, draft, live, page_of, as_reviewer):
    other = signed_in(contributor(username="other"))

    assert other.post(page_of(draft, "curate_comment"), {"text": "Hm."}).status_code == 403
    assert other.post(page_of(draft, "curate_settle", said.pk)).status_code == 403
    assert as_reviewer.post(page_of(live, "curate_comment"), {"text": "Hm."}).status_code == 403
    assert other.get(page_of(draft, "curate_comment")).status_code == 405
    assert Comment.objects.get().settled_at is None


def test_comments_on_a_working_copy_stay_with_the_record(
    live, writer, reviewer, as_reviewer, page_of
):
    copy = start_copy(live, by=writer)
    as_reviewer.post(page_of(copy, "curate_comment"), {"text": TEXT, "section": "basics"})
    write(read(copy).model_copy(update={"summary": "Anew."}), copy, by=writer)
    send(copy, by=writer)

    approve(copy, by=reviewer)

    assert [one.text for one in Comment.objects.on(live)] == [TEXT]


def test_comments_on_what_is_put_away_for_good_go_with_it(live, writer, as_reviewer, page_of):
    copy = start_copy(live, by=writer)
    as_reviewer.post(page_of(copy, "curate_comment"), {"text": TEXT})

    trash(copy, by=writer)

    assert not Comment.objects.exists()


def rightly_empty(record, section):
    said = {"kind": "casestudies.casestudy", "record": record.pk, "section": section}
    return RightlyEmpty.objects.create(**said, said_by_name="writer")


def test_what_is_rightly_empty_is_known_of_the_record_once_its_copy_is_approved(
    live, writer, reviewer
):
    rightly_empty(live, "costs")
    copy = start_copy(live, by=writer)
    for section in ("costs", "barriers"):
        rightly_empty(copy, section)
    term = SuggestedTerm.objects.create(
        vocabulary="outcomes", name="Sleep", kind="casestudies.casestudy", record=copy.pk
    )
    write(read(copy).model_copy(update={"summary": "Anew."}), copy, by=writer)
    send(copy, by=writer)

    approve(copy, by=reviewer)

    assert sorted(one.section for one in RightlyEmpty.objects.on(live)) == ["barriers", "costs"]
    assert RightlyEmpty.objects.count() == 2
    term.refresh_from_db()
    assert term.record == live.pk


def test_nothing_said_of_a_copy_that_is_given_up_is_left_behind(live, writer, as_writer, page_of):
    copy = start_copy(live, by=writer)
    rightly_empty(copy, "costs")
    term = SuggestedTerm.objects.create(
        vocabulary="outcomes", name="Sleep", kind="casestudies.casestudy", record=copy.pk
    )
    as_writer.post(page_of(copy, "curate_comment"), {"text": TEXT})
    as_writer.get(page_of(copy, "curate_section", "account"))
    assert Typed.objects.exists()

    as_writer.post(page_of(copy, "curate_leave", "put-away"), {"because": "Not needed."})

    assert copy_of(live) is None
    for left in (Comment, Typed, RightlyEmpty, Work):
        assert not left.objects.filter(record=copy.pk).exists(), left
    term.refresh_from_db()
    assert term.record == 0, "the term is still missed"


def test_readers_see_no_comment(said, draft, reviewer, writer, client):
    send(draft, by=writer)
    approve(draft, by=reviewer)

    assertNotContains(client.get(draft.get_absolute_url()), TEXT)
