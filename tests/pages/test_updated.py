"""“Updated” is the day on which somebody changed what a page says, and no other."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from casestudies.models import CaseStudy, Framework
from strategies.models import Source, Strategy
from tests.past_signals import update
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write_as
from wellbeing_portal.core.models import Publishable

LONG_AGO = dt.datetime(2024, 2, 3, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("model", "name"), [(CaseStudy, "rich"), (Strategy, "joint"), (Framework, "framework")]
)
def test_loading_what_is_there_already_updates_nothing(universe, show, client, model, name):
    record = getattr(universe, name)
    update(model.objects.all(), updated_at=LONG_AGO)

    write_as(read(record), record, by=SYSTEM)

    record.refresh_from_db()
    assert record.updated_at == LONG_AGO
    assert "Updated 3 February 2024" in show(record.get_absolute_url()).text


def test_loading_another_text_updates_the_record_and_no_other(universe, show):
    update(Source.objects.all(), state=Publishable.State.PUBLISHED)
    update(Strategy.objects.all(), updated_at=LONG_AGO)
    form = read(universe.joint).model_copy(update={"summary": "It said more."})

    write_as(form, universe.joint, by=SYSTEM)

    universe.joint.refresh_from_db()
    universe.plain_strategy.refresh_from_db()
    assert universe.joint.updated_at.date() == timezone.now().date()
    assert universe.plain_strategy.updated_at == LONG_AGO
