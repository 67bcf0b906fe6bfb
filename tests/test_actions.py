"""Publishing at once, as content files do: saved, kept in the history, and for few."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from casestudies.models import CaseStudyCouncil
from tests import factories as make
from tests.people import administrator, contributor, editor, reviewer
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing import actions, leaving

pytestmark = pytest.mark.django_db

State = Publishable.State
FACTORIES = [make.CaseStudyFactory, make.StrategyFactory, make.FrameworkFactory, make.SourceFactory]


@pytest.fixture
def curator():
    return administrator(username="curator")


@pytest.mark.history
@pytest.mark.parametrize("factory", FACTORIES)
def test_it_is_saved_and_kept_in_history_with_its_curator(factory, curator):
    record = factory(state=State.DRAFT)

    actions.publish(record, by=curator)

    record.refresh_from_db()
    assert record.is_published
    last = record.history.first()
    assert (last.state, last.history_user) == (State.PUBLISHED, curator)


@pytest.mark.history
def test_what_the_system_does_names_nobody_though_somebody_wrote_before(curator):
    record = make.SourceFactory()
    record._history_user = curator
    record.save()

    actions.publish(record, by=SYSTEM)

    assert [version.history_user for version in record.history.all()[:2]] == [None, curator]


def test_publishing_notes_when_and_only_the_first_time(curator):
    record = make.CaseStudyFactory()
    before = timezone.now()

    actions.publish(record, by=curator)
    first = record.published_at
    leaving.unpublish(record, "Wrong.", by=curator)
    leaving.reopen(record, by=curator)
    actions.publish(record, by=curator)

    assert before <= first <= timezone.now()
    assert record.published_at == first


def test_case_study_in_which_no_council_acted_is_not_published(curator):
    study = make.CaseStudyFactory(councils=[])
    make.CaseStudyCouncilFactory(case_study=study, role=CaseStudyCouncil.Role.AREA)
    make.CaseStudyCouncilFactory(case_study=study, role=CaseStudyCouncil.Role.LEARNING_PARTNER)
    why = ["Name at least one council that acted, as lead or partner, before you publish."]

    assert study.reasons_not_to_publish() == why
    with pytest.raises(ValidationError) as told:
        actions.publish(study, by=curator)

    assert told.value.messages == why
    study.refresh_from_db()
    assert study.state == State.DRAFT
    assert study.published_at is None


def test_strategy_without_a_council_is_not_published(curator):
    strategy = make.StrategyFactory(councils=[])

    with pytest.raises(ValidationError, match="Name at least one council"):
        actions.publish(strategy, by=curator)

    strategy.refresh_from_db()
    assert strategy.state == State.DRAFT


@pytest.mark.parametrize("factory", FACTORIES)
def test_record_with_what_it_needs_has_no_reason_against_it(factory):
    assert factory().reasons_not_to_publish() == []


def test_it_refreshes_the_day_of_the_last_change(curator):
    study = make.CaseStudyFactory()
    type(study).objects.filter(pk=study.pk).update(
        updated_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    )

    actions.publish(study, by=curator)

    study.refresh_from_db()
    assert study.updated_at.year > 2020


def with_every_permission():
    user = make.UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    return user


@pytest.mark.history
@pytest.mark.parametrize("factory", FACTORIES)
@pytest.mark.parametrize(
    "who",
    [lambda: None, with_every_permission, contributor, reviewer, editor],
    ids=["nobody", "permissions and no role", "contributor", "reviewer", "editor with a second"],
)
def test_it_is_refused_to_whoever_may_not_do_without_a_second_person(factory, who):
    """What Django's permissions say is nothing here: one table says who may."""
    reviewer(), reviewer()
    record = factory(state=State.IN_REVIEW)
    versions = record.history.count()

    with pytest.raises(PermissionDenied):
        actions.publish(record, by=who())

    record.refresh_from_db()
    assert (record.state, record.history.count()) == (State.IN_REVIEW, versions)


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN, State.UNPUBLISHED, "trashed"])
def test_only_what_is_unfinished_is_published(state):
    record = make.CaseStudyFactory(state=state)

    with pytest.raises(PermissionDenied):
        actions.publish(record, by=SYSTEM)

    record.refresh_from_db()
    assert record.state == state
