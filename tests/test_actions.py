"""Records move from state to state, and somebody answers for it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casestudies import actions
from casestudies.models import CaseStudyCouncil
from strategies import actions as strategies_actions
from tests import factories as make
from wellbeing_portal.core.models import Publishable

pytestmark = pytest.mark.django_db

State = Publishable.State
FACTORIES = [make.CaseStudyFactory, make.StrategyFactory, make.FrameworkFactory, make.SourceFactory]
MOVES = [
    (actions.publish, State.PUBLISHED),
    (actions.submit_for_review, State.IN_REVIEW),
    (actions.archive, State.ARCHIVED),
    (actions.return_to_draft, State.DRAFT),
]


@pytest.fixture
def curator():
    return make.UserFactory(username="curator")


@pytest.mark.parametrize("factory", FACTORIES)
@pytest.mark.parametrize(("move", "state"), MOVES)
def test_move_is_saved_and_kept_in_history_with_its_curator(factory, move, state, curator):
    record = factory(state=State.IN_REVIEW if state == State.DRAFT else State.DRAFT)

    move(record, by=curator)

    record.refresh_from_db()
    assert record.state == state
    assert record.is_published == (state == State.PUBLISHED)
    last = record.history.first()
    assert (last.state, last.history_user) == (state, curator)


def test_move_by_nobody_names_nobody():
    record = make.SourceFactory()

    actions.publish(record, by=None)

    assert record.history.first().history_user is None


def test_publishing_notes_when_and_only_the_first_time(curator):
    record = make.CaseStudyFactory()
    before = timezone.now()

    actions.publish(record, by=curator)
    first = record.published_at
    actions.archive(record, by=curator)
    actions.publish(record, by=curator)

    assert before <= first <= timezone.now()
    assert record.published_at == first


def test_case_study_without_a_lead_is_not_published(curator):
    study = make.CaseStudyFactory(councils=[])
    make.CaseStudyCouncilFactory(case_study=study, role=CaseStudyCouncil.Role.PARTNER)
    make.CaseStudyCouncilFactory(case_study=study, role=CaseStudyCouncil.Role.LEARNING_PARTNER)
    why = ["Name at least one lead council before you publish this case study."]

    assert actions.reasons_not_to_publish(study) == why
    with pytest.raises(ValidationError) as told:
        actions.publish(study, by=curator)

    assert told.value.messages == why
    study.refresh_from_db()
    assert study.state == State.DRAFT
    assert study.published_at is None


def test_strategy_without_a_council_is_not_published(curator):
    strategy = make.StrategyFactory(councils=[])

    for publish in (actions.publish, strategies_actions.publish):
        with pytest.raises(ValidationError, match="Name at least one council"):
            publish(strategy, by=curator)

    strategy.refresh_from_db()
    assert strategy.state == State.DRAFT


@pytest.mark.parametrize("factory", FACTORIES)
def test_record_with_what_it_needs_has_no_reason_against_it(factory):
    assert actions.reasons_not_to_publish(factory()) == []


def test_archived_record_leaves_the_public_and_comes_back(curator, client):
    study = make.CaseStudyFactory(published=True)
    address = study.get_absolute_url()

    actions.archive(study, by=curator)
    assert client.get(address).status_code == 404

    actions.return_to_draft(study, by=curator)
    assert client.get(address).status_code == 404

    actions.publish(study, by=curator)
    assert client.get(address).status_code == 200


def test_move_refreshes_the_day_of_the_last_change(curator):
    study = make.CaseStudyFactory()
    type(study).objects.filter(pk=study.pk).update(
        updated_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    )

    actions.publish(study, by=curator)

    study.refresh_from_db()
    assert study.updated_at.year > 2020
