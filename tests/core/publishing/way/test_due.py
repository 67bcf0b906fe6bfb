"""What was approved for a day goes out on it, however often anybody looks."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from casestudies.models import CaseStudy, Finding
from wellbeing_portal.core.aggregates import read, write
from wellbeing_portal.core.models import Publishable, Version, Work
from wellbeing_portal.core.publishing.due import due, publish_due
from wellbeing_portal.core.publishing.review import approve, send
from wellbeing_portal.core.publishing.working_copy import start_copy


def tomorrow() -> dt.date:
    """Return the day after that on which a test runs, which may not be that of its start."""
    return timezone.localdate() + dt.timedelta(days=1)


pytestmark = pytest.mark.django_db


def run() -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("publish_due", stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def day_comes(record: Publishable) -> None:
    Work.objects.filter(record=record.pk).update(publish_on=timezone.localdate())


@pytest.fixture
def waiting(draft, writer, editor):
    """Approved for tomorrow."""
    send(draft, by=writer, note="First account", note_is_public=True)
    approve(draft, by=editor, publish_on=tomorrow())
    return draft


def test_it_waits_for_its_day(waiting):
    assert list(due()) == []
    assert list(due(on=tomorrow())) == [waiting]
    assert publish_due(waiting) is None
    assert run() == ("Nothing is due.\n", "")
    assert CaseStudy.objects.get().state == "in_review"


def test_on_its_day_it_goes_out_once_and_is_named(waiting):
    day_comes(waiting)

    out, err = run()

    assert waiting.title in out
    assert waiting.get_absolute_url() in out
    assert err == ""
    assert CaseStudy.objects.get().state == "published"
    last = Version.objects.of(waiting)[0]
    assert (last.note, last.note_is_public, last.reviewer_name) == ("First account", True, "editor")
    assert run() == ("Nothing is due.\n", "")


def test_who_comes_second_does_nothing(waiting):
    day_comes(waiting)
    first, second = CaseStudy.objects.get(), CaseStudy.objects.get()

    assert publish_due(first) == waiting
    assert publish_due(second) is None
    assert Version.objects.of(waiting).filter(occasion="published").count() == 1


def test_what_cannot_go_out_is_named_with_the_reason_and_keeps_nothing_else_back(
    waiting, live, writer, editor
):
    copy = start_copy(live, by=writer)
    write(read(copy).model_copy(update={"summary": "Said anew."}), copy, by=writer)
    send(copy, by=writer)
    approve(copy, by=editor, publish_on=tomorrow())
    Finding.objects.filter(case_study=waiting).update(locator="")
    day_comes(waiting)
    day_comes(copy)

    out, err = run()

    assert live.title in out
    assert CaseStudy.objects.get(pk=live.pk).summary == "Said anew."
    assert waiting.title in err
    assert "changed since it was approved" in err
    assert "1 of the records that are due could not be published" in err
    waiting.refresh_from_db()
    assert waiting.state == "in_review"


def test_what_was_changed_after_approval_waits_for_another(waiting, editor):
    write(read(waiting).model_copy(update={"summary": "Other words."}), waiting, by=editor)
    day_comes(waiting)

    _, err = run()

    assert "It has been changed since it was approved." in err
    assert "Summary changed" in err
    waiting.refresh_from_db()
    assert waiting.state == "in_review"


def test_records_that_nobody_approved_stay(draft, writer):
    send(draft, by=writer)

    assert list(due(on=tomorrow())) == []
    assert publish_due(draft, on=tomorrow()) is None
