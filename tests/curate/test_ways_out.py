"""How records leave their readers, each on a page that says what will happen."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.asserts import assertContains

from casestudies.models import CaseStudy
from tests.factories import CaseStudyFactory
from tests.past_signals import update
from wellbeing_portal.core.models import Version
from wellbeing_portal.core.publishing.leaving import trash, unpublish, withdraw
from wellbeing_portal.core.publishing.working_copy import start_copy

pytestmark = pytest.mark.django_db


def state(record):
    return str(CaseStudy.objects.get(pk=record.pk).state)


@pytest.fixture
def leave(page_of):
    return lambda record, way: page_of(record, "curate_leave", way)


def test_withdrawing_says_what_happens_and_asks_why(live, as_editor, leave, page_of):
    page = leave(live, "withdraw")
    assertContains(as_editor.get(page_of(live)), page)
    assertContains(as_editor.get(page), "Its page stays at its address")

    assertContains(as_editor.post(page, {"because": " "}), "Say why", status_code=422)
    assert as_editor.post(page, {"because": "The report was taken back."}).status_code == 302

    assert state(live) == "withdrawn"
    last = Version.objects.of(live)[0]
    assert (last.occasion, last.note) == ("withdrawn", "The report was taken back.")


def test_who_may_not_sees_why_and_is_refused(live, draft, as_writer, as_editor, leave):
    assertContains(as_writer.get(leave(live, "withdraw")), "Your account may not withdraw")
    assert as_writer.post(leave(live, "withdraw"), {"because": "No."}).status_code == 403
    assert as_editor.post(leave(draft, "withdraw"), {"because": "No."}).status_code == 403
    assert (state(live), state(draft)) == ("published", "draft")


def test_unpublished_address_leads_to_what_was_chosen(live, as_editor, leave):
    other = CaseStudyFactory(title="The better account", published=True)

    wrong = as_editor.post(leave(live, "unpublish"), {"because": "Twice.", "instead": "nothing"})
    assertContains(wrong, "No other published case study", status_code=422)
    as_editor.post(
        leave(live, "unpublish"), {"because": "Twice.", "instead": other.get_absolute_url()}
    )

    live.refresh_from_db()
    assert (live.state, live.instead) == ("unpublished", other)


def test_record_with_a_working_copy_stays(live, writer, as_editor, leave, page_of):
    copy = start_copy(live, by=writer)

    assertContains(as_editor.get(leave(live, "withdraw")), page_of(copy))
    answer = as_editor.post(leave(live, "withdraw"), {"because": "Wrong."})

    assertContains(answer, "It has a working copy.", status_code=422)
    assert state(live) == "published"


def test_reopened_it_is_a_draft(live, editor, as_editor, leave):
    withdraw(live, "Wrong.", by=editor)

    assert as_editor.post(leave(live, "reopen")).status_code == 302

    live.refresh_from_db()
    assert (live.state, live.left_because, live.left_at) == ("draft", "", None)


def test_trash_and_back(draft, as_writer, as_editor, leave):
    assert as_writer.post(leave(draft, "put-away"), {"because": "Told twice."}).status_code == 302
    assert state(draft) == "trashed"
    assertContains(as_editor.get("/curate/trash/"), "Told twice.")
    assert as_writer.post(leave(draft, "take-out")).status_code == 403

    as_editor.post(leave(draft, "take-out"))

    assert state(draft) == "draft"


def test_working_copy_put_away_leaves_a_version(live, writer, as_writer, leave):
    copy = start_copy(live, by=writer)

    answer = as_writer.post(leave(copy, "put-away"), {"because": ""})

    assert answer.status_code == 302
    assert not CaseStudy.objects.filter(pk=copy.pk).exists()
    assert Version.objects.of(live)[0].occasion == "visit"


def test_deleted_for_good_by_administrators_after_90_days(
    draft, editor, as_editor, as_administrator, leave
):
    trash(draft, "Told twice.", by=editor)
    assert as_editor.post(leave(draft, "delete")).status_code == 403
    early = as_administrator.post(leave(draft, "delete"))
    assertContains(early, "90 days", status_code=422)
    update(CaseStudy.objects.filter(pk=draft.pk), left_at=timezone.now() - dt.timedelta(days=91))

    assert as_administrator.post(leave(draft, "delete")).status_code == 302

    assert not CaseStudy.objects.filter(pk=draft.pk).exists()
    assert not Version.objects.filter(record=draft.pk).exists()


def test_command_empties_what_has_lain_long_enough(draft, live, editor, capsys):
    trash(draft, "Told twice.", by=editor)
    unpublish(live, "Wrong.", by=editor)
    trash(live, "Wrong.", by=editor)
    update(CaseStudy.objects.filter(pk=draft.pk), left_at=timezone.now() - dt.timedelta(days=91))

    call_command("empty_trash")

    assert draft.title in capsys.readouterr().out
    assert list(CaseStudy.objects.values_list("pk", flat=True)) == [live.pk]
    call_command("empty_trash")
    assert "Nothing has lain" in capsys.readouterr().out
