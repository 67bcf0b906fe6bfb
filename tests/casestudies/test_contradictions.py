"""Rows that cannot all be true keep a record from its readers; what is hardly true is doubted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests import account_factories as account
from tests import factories as make
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.publishing.actions import publish
from wellbeing_portal.core.publishing.gate import judge

pytestmark = pytest.mark.django_db

CHANGED = {"claim": "changed", "direction": "better", "evidence_level": 1}
PERCENT = {"unit": "percent", "measure": "of those who took part"}


@pytest.fixture
def study() -> Any:
    source = make.SourceFactory.create(published=True, published_on=None, published_year=2020)
    return make.CaseStudyFactory.create(source=source, told_in=2020, start_year=2015)


def finding(study: Any, **values: Any) -> Any:
    wording = "" if "value" in values else "half"
    given = {"source": study.source, "locator": "Page 4", "evidence_level": 1, "wording": wording}
    given |= values
    return make.FindingFactory.create(case_study=study, **given)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"value": 120, "sample_size": 60, **PERCENT}, "120% of those who were asked is more"),
        (
            {"value": 90, "high_value": 110, "sample_size": 60, **PERCENT},
            "90% to 110% of those who were asked is more",
        ),
        ({"value": 42, "unit": "people", "sample_size": 30}, "cannot have been counted among 30"),
        (
            {"value": 5, "high_value": 9, "unit": "count", "qualifier": "over"},
            "a range is not “over”",
        ),
        (
            {**CHANGED, "value": 3, "from_value": 3, "unit": "count"},
            "the number is the same before and after, so that nothing got better",
        ),
    ],
)
def test_figure_that_cannot_be_true_is_refused(
    study: Any, values: dict[str, Any], reason: str
) -> None:
    row = finding(study, **values)

    (said,) = judge(study).refused

    assert reason in said
    assert said.about == row  # type: ignore[attr-defined]
    with pytest.raises(ValidationError):
        publish(study, by=SYSTEM)


@pytest.mark.parametrize(
    "values",
    [
        {"value": 100, "sample_size": 60, **PERCENT},
        {"value": 150, "sample_size": 60, "unit": "percent", "measure": "more visits"},
        {"value": 30, "unit": "people", "sample_size": 30},
        {**CHANGED, "value": 11, "from_value": 3, "unit": "count", "direction": "worse"},
        {**CHANGED, "value": 11, "from_value": 3, "unit": "count", "direction": "better"},
        {"value": 70, "sample_size": 60, "wording": "42 of 60 people", **PERCENT},
        {"wording": "42 of 60 people"},
        {"period": "2016 to 2020"},
        {"period": "five years from 2012-13"},
    ],
)
def test_figure_that_can_be_true_is_neither_refused_nor_doubted(
    study: Any, values: dict[str, Any]
) -> None:
    row = finding(study, **values)

    assert not judge(study).refused
    assert not [one for one in judge(study).doubted if getattr(one, "about", None) == row]


def test_same_group_is_not_better_and_worse_off(study: Any) -> None:
    row, group = finding(study, **CHANGED), make.PopulationGroupFactory.create()
    row.better_for.add(group)
    assert not judge(study).refused

    row.worse_for.add(group)

    (said,) = judge(study).refused
    assert "the same group is named as better and as worse off" in said


@pytest.mark.parametrize(
    ("values", "doubt"),
    [
        ({"value": 75, "wording": "42 of 60 people", **PERCENT}, "and the number is 75%"),
        ({"value": 5, "unit": "count", "wording": "a handful"}, "the source writes “a handful”"),
        ({"value": -5, **PERCENT}, "a share is never below nothing"),
        (
            {**CHANGED, "direction": "no-change", "value": 3, "from_value": 9, "unit": "count"},
            "it says that nothing changed, and the number did",
        ),
        ({"period": "2013 to 2014"}, "was before the work began in 2015"),
        ({"period": "in 2022"}, "its source of 2020 cannot tell of in 2022"),
        (
            {**CHANGED, "evidence_level": 2, "basis": "perceived", "sample_size": 9},
            "means that it was measured before and after",
        ),
        (
            {**CHANGED, "evidence_level": 3, "basis": "before-and-after", "sample_size": 9},
            "means that it was compared with others",
        ),
    ],
)
def test_what_is_hardly_true_is_doubted_and_not_refused(
    study: Any, values: dict[str, Any], doubt: str
) -> None:
    row = finding(study, **values)
    judgement = judge(study)

    assert not judgement.refused
    (said,) = (one for one in judgement.doubted if getattr(one, "about", None) == row)
    assert doubt in said


def test_level_with_a_reason_is_not_doubted(study: Any) -> None:
    row = finding(study, **CHANGED | {"evidence_level": 3}, basis="before-and-after", sample_size=9)
    account.GradeReadingFactory.create(finding=row, position=1)

    assert not [one for one in judge(study).doubted if getattr(one, "about", None) == row]


def test_work_of_a_council_that_did_not_act_is_doubted(study: Any) -> None:
    row, area = finding(study), make.CouncilFactory.create()
    make.CaseStudyCouncilFactory.create(case_study=study, council=area, role="area", position=7)
    row.councils.add(area)
    assert [one for one in judge(study).doubted if "was no partner" in one]

    study.council_roles.filter(council=area).update(role="partner")

    assert not [one for one in judge(study).doubted if "was no partner" in one]


def test_outcome_is_the_sources_or_our_reading(study: Any) -> None:
    row, outcome = finding(study, **CHANGED), make.OutcomeFactory.create()
    row.outcomes.add(outcome)
    assert not [one for one in judge(study).doubted if "our own reading" in one]

    row.inferred_outcomes.add(outcome)

    assert [one for one in judge(study).doubted if "our own reading" in one]


def test_cost_and_need_are_looked_at_too(study: Any) -> None:
    finding(study)
    cost = account.CostFactory.create(
        case_study=study, amount=5, high_amount=9, qualifier="up to", source=study.source
    )
    fact = make.ContextFactFactory.create(
        case_study=study, value=42, unit="people", sample_size=30, source=study.source
    )

    found = {one.about: one for one in judge(study).refused}  # type: ignore[attr-defined]

    assert "a range is not “up to”" in found[cost]
    assert "cannot have been counted among 30" in found[fact]


@pytest.mark.parametrize(
    ("values", "doubt"),
    [
        ({"told_in": 2018}, "It is as told in 2018, and its source is of 2020."),
        ({"start_year": 2023}, "It was told in 2020, before it began."),
        ({"end_year": 2018, "stage": "emerging"}, "It is emerging, and ended before it was told."),
    ],
)
def test_years_that_do_not_fit_are_doubted(study: Any, values: dict[str, Any], doubt: str) -> None:
    assert doubt not in judge(study).doubted
    type(study).objects.filter(pk=study.pk).update(**values)
    study.refresh_from_db()

    assert doubt in judge(study).doubted


def test_initiative_of_other_years_is_doubted(study: Any) -> None:
    make.InitiativeFactory.create(case_study=study, name="Walks", start_year=2008, end_year=2011)

    assert [one for one in judge(study).doubted if "Initiative “Walks”" in one]


def test_framework_reports_nothing_that_cannot_be_true() -> None:
    source = make.SourceFactory.create(published=True, published_on=dt.date(2020, 1, 1))
    item = make.FrameworkItemFactory.create(framework=make.FrameworkFactory.create(source=source))
    make.FrameworkFindingFactory.create(
        framework_item=item, source=source, locator="Page 1",
        value=42, unit="people", sample_size=30, period="in 2022",
    )  # fmt: skip
    judgement = judge(item.framework)

    assert [one for one in judgement.refused if "cannot have been counted among 30" in one]
    assert [one for one in judgement.doubted if "cannot tell of in 2022" in one]
