"""Records move from state to state, and somebody answers for it."""

from __future__ import annotations

import datetime as dt
import inspect

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from casestudies.models import CaseStudyCouncil
from tests import factories as make
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing import actions

pytestmark = pytest.mark.django_db

State = Publishable.State
FACTORIES = [make.CaseStudyFactory, make.StrategyFactory, make.FrameworkFactory, make.SourceFactory]
MOVES = [
    (actions.publish, State.PUBLISHED),
    (actions.submit_for_review, State.IN_REVIEW),
    (actions.unpublish, State.UNPUBLISHED),
    (actions.return_to_draft, State.DRAFT),
]


@pytest.fixture
def curator():
    return make.UserFactory(username="curator", is_superuser=True)


@pytest.mark.history
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


@pytest.mark.history
def test_move_by_the_system_names_nobody():
    record = make.SourceFactory()

    actions.publish(record, by=SYSTEM)

    assert record.history.first().history_user is None


def test_publishing_notes_when_and_only_the_first_time(curator):
    record = make.CaseStudyFactory()
    before = timezone.now()

    actions.publish(record, by=curator)
    first = record.published_at
    actions.unpublish(record, by=curator)
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


def test_unpublished_record_leaves_the_public_and_comes_back(curator, client):
    study = make.CaseStudyFactory(published=True)
    address = study.get_absolute_url()

    actions.unpublish(study, by=curator)
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


WRITING = {
    action
    for name, action in inspect.getmembers(actions, inspect.isfunction)
    if action.__module__.endswith(".actions") and not name.startswith("_")
}


@pytest.fixture(params=["nobody", "no rights", "views", "adds", "deletes", "not active"])
def somebody_without_the_right(request):
    """Whoever may not change records, whatever else they may."""
    if request.param == "nobody":
        return None
    user = make.UserFactory(is_staff=True, is_active=request.param != "not active")
    verb = {"views": "view", "adds": "add", "deletes": "delete", "not active": "change"}
    if request.param in verb:
        user.user_permissions.set(
            Permission.objects.filter(codename__startswith=f"{verb[request.param]}_")
        )
    return user


@pytest.mark.history
@pytest.mark.parametrize("factory", FACTORIES)
def test_every_act_is_refused_to_whoever_has_not_the_right(factory, somebody_without_the_right):
    record = factory(state=State.IN_REVIEW)
    versions = record.history.count()

    for act in WRITING:
        with pytest.raises(PermissionDenied, match="may not change"):
            act(record, by=somebody_without_the_right)

    record.refresh_from_db()
    assert len(WRITING) >= 4
    assert (record.state, record.history.count()) == (State.IN_REVIEW, versions)


def test_the_right_to_change_one_kind_is_no_right_to_change_another():
    user = make.UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename="change_source"))
    source, study = make.SourceFactory(), make.CaseStudyFactory()

    actions.publish(source, by=user)
    with pytest.raises(PermissionDenied, match="may not change case studies"):
        actions.publish(study, by=user)

    assert source.is_published


@pytest.mark.history
def test_move_by_the_system_names_nobody_though_somebody_asked_before(curator):
    record = make.SourceFactory()

    actions.submit_for_review(record, by=curator)
    actions.publish(record, by=SYSTEM)

    assert [version.history_user for version in record.history.all()[:2]] == [None, curator]


@pytest.mark.parametrize(
    ("factory", "lose"),
    [
        (make.CaseStudyFactory, lambda study: study.council_roles.all().delete()),
        (make.StrategyFactory, lambda strategy: strategy.councils.clear()),
    ],
)
def test_publishing_again_asks_for_all_that_publishing_asks_for(factory, lose, curator):
    record = factory(published=True)
    actions.unpublish(record, by=curator)
    lose(record)

    with pytest.raises(ValidationError, match="Name at least one"):
        actions.publish(record, by=curator)

    record.refresh_from_db()
    assert record.state == State.UNPUBLISHED
