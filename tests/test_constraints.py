"""Every named constraint: the database refuses, and a curator is told why in plain words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.constraint_cases import CASES, CONCEPTS, Case
from wellbeing_portal.core.models import LoadedRecord

pytestmark = pytest.mark.django_db


def ids(case: Case) -> str:
    return case.name


def test_every_constraint_has_a_case():
    named = {
        constraint.name
        for app in ("strategies", "casestudies")
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }

    assert {case.name for case in CASES} == named


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_curator_is_told_why(case):
    record = case.record()
    record.full_clean()

    for name, value in case.change(record).items():
        setattr(record, name, value)

    with pytest.raises(ValidationError) as told:
        record.validate_constraints()
    assert case.message in " ".join(told.value.messages)
    with pytest.raises(ValidationError):
        record.full_clean()


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_database_refuses(case):
    record = case.record()
    change = case.change(record)

    with pytest.raises(IntegrityError), transaction.atomic():
        type(record)._default_manager.filter(pk=record.pk).update(**change)


def test_loaded_record_is_kept_once():
    LoadedRecord.objects.create(kind="council", key="leeds")

    with pytest.raises(IntegrityError), transaction.atomic():
        LoadedRecord.objects.create(kind="council", key="leeds")


@pytest.mark.parametrize(
    "record",
    [
        lambda: make.CaseStudyFactory(start_year=1900, end_year=2100),
        lambda: make.StrategyFactory(start_year=2020, end_year=2020),
        lambda: make.FindingFactory(evidence_level=0, sample_size=1, value=0),
        lambda: make.FindingFactory(evidence_level=5),
        lambda: make.InitiativeFunderFactory(amount=0),
        lambda: make.CouncilFactory(begins=dt.date(2020, 1, 1), ends=dt.date(2020, 1, 1)),
        *(
            lambda status=status: make.CouncilChangeFactory(status=status, date=None)
            for status in ("proposed", "decided")
        ),
        lambda: make.SourceFactory(published_on=dt.date(2020, 12, 31), published_year=2020),
        *(
            lambda code=code: make.CouncilFactory(gss_code=code)
            for code in ("E06000001", "E07000001", "E09000001", "E10000001", "E47000001")
        ),
        *(
            lambda code=code: make.CouncilFactory(gss_code=code)
            for code in ("W06000001", "S12000001", "N09000001")
        ),
    ],
)
def test_values_at_the_edge_are_accepted(record):
    record().full_clean()


UNIQUE = [
    *((factory, "slug") for factory in CONCEPTS.values()),
    *((factory, "name") for factory in CONCEPTS.values()),
    *((make.CouncilFactory, field) for field in ("slug", "name", "gss_code")),
    *((make.OrganisationFactory, field) for field in ("slug", "name")),
    *(
        (factory, "slug")
        for factory in (
            *(make.SourceFactory, make.StrategyFactory),
            *(make.CaseStudyFactory, make.FrameworkFactory),
        )
    ),
]


@pytest.mark.parametrize(("factory", "field"), UNIQUE)
def test_address_and_name_are_given_once(factory, field):
    first, second = factory(), factory()
    setattr(second, field, getattr(first, field))

    with pytest.raises(ValidationError) as told:
        second.full_clean()
    assert "already exists" in " ".join(told.value.message_dict[field])
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
