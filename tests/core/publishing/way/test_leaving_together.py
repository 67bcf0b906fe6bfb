"""A source leaves with the records that rest on it, in one act, or not at all."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from casestudies.models import CaseStudy
from strategies.models import Source
from tests.factories import CaseStudyFactory, SourceFactory
from wellbeing_portal.core.models import Version
from wellbeing_portal.core.publishing.leaving import withdraw
from wellbeing_portal.core.publishing.resting import resting_on
from wellbeing_portal.core.publishing.working_copy import start_copy

pytestmark = pytest.mark.django_db

REASON = "The council has taken its report back."


@pytest.fixture
def source(db):
    return SourceFactory(title="A report", published=True)


@pytest.fixture
def studies(source):
    return CaseStudyFactory.create_batch(3, source=source, published=True)


def states():
    return {*CaseStudy.objects.values_list("state", flat=True)}


def test_source_in_use_stays_unless_its_records_go_too(source, studies, editor):
    assert resting_on(source) == studies
    with pytest.raises(ValidationError, match="rests on it"):
        withdraw(source, REASON, by=editor)

    withdraw(source, REASON, by=editor, with_what_rests_on_it=True)

    assert states() == {"withdrawn"}
    assert Source.objects.get(pk=source.pk).state == "withdrawn"
    for record in (source, *studies):
        last = Version.objects.of(record)[0]
        assert (last.occasion, last.note, last.note_is_public) == ("withdrawn", REASON, True)


def test_one_that_cannot_go_keeps_all_of_them(source, studies, editor, writer):
    start_copy(studies[1], by=writer)

    with pytest.raises(ValidationError, match="working copy"):
        withdraw(source, REASON, by=editor, with_what_rests_on_it=True)

    assert CaseStudy.objects.filter(copy_of=None).exclude(state="published").count() == 0
    assert Source.objects.get(pk=source.pk).state == "published"


def test_reason_is_asked_for_and_has_an_end(source, editor):
    for reason in ("", "   ", "x" * 301):
        with pytest.raises(ValidationError):
            withdraw(source, reason, by=editor)
    assert Source.objects.get(pk=source.pk).state == "published"

    withdraw(source, "x" * 300, by=editor)

    assert Source.objects.get(pk=source.pk).left_because == "x" * 300
