"""What published records rest on is not taken from under them, whoever tries and wherever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains

from strategies.aggregates import SourceForm
from strategies.content_files import _save_source
from strategies.models import Source
from tests import factories as make
from tests.people import editor, signed_in
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import pointers_to
from wellbeing_portal.core.publishing import leaving
from wellbeing_portal.core.publishing.resting import left_without, reasons_to_stay

pytestmark = pytest.mark.django_db

State = Publishable.State
AWAY = [leaving.unpublish, leaving.withdraw]


def of_a_case_study(source: Source) -> Any:
    return make.CaseStudyFactory(title="Holder", published=True, source=source)


def of_a_finding(source: Source) -> Any:
    study = make.CaseStudyFactory(title="Holder", published=True)
    make.FindingFactory(case_study=study, source=source)
    return study


def of_a_framework(source: Source) -> Any:
    return make.FrameworkFactory(title="Holder", published=True, source=source)


def of_a_strategy(source: Source) -> Any:
    return make.StrategyFactory(title="Holder", published=True, source=source)


def of_a_meeting(source: Source) -> Any:
    strategy = make.StrategyFactory(title="Holder", published=True)
    make.ScrutinyMeetingFactory(strategy=strategy, source=source)
    return strategy


HOLDERS: list[Callable[[Source], Any]] = [
    of_a_case_study, of_a_finding, of_a_framework, of_a_strategy, of_a_meeting,
]  # fmt: skip


@pytest.fixture
def source() -> Any:
    return make.SourceFactory(title="Report", published=True)


def state(source: Source) -> str:
    return str(Source.objects.get(pk=source.pk).state)


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize("use", HOLDERS)
def test_a_source_stays_while_something_published_rests_on_it(source, use, away):
    holder = use(source)

    with pytest.raises(ValidationError) as refused:
        away(source, "Wrong.", by=SYSTEM)

    assert any(f"“{holder}” rests on it" in one for one in refused.value.messages)
    assert state(source) == "published"


def test_every_way_to_cite_a_source_holds_it():
    """A relation that is added to any model is held without another line."""
    cited = {pointer.model.__name__ for pointer in pointers_to(Source)}

    assert {"CaseStudy", "Finding", "Framework", "Strategy", "ScrutinyMeeting"} <= cited


def test_what_only_drafts_cite_may_go_and_so_it_may_after_its_records(source):
    study = of_a_case_study(source)
    make.CaseStudyFactory(source=source)
    leaving.unpublish(study, "Wrong.", by=SYSTEM)

    leaving.unpublish(source, "Wrong.", by=SYSTEM)

    assert state(source) == "unpublished"
    assert reasons_to_stay(source) == ()


def with_strategy(study: Any) -> Any:
    strategy = make.StrategyFactory(published=True)
    study.strategies.add(strategy)
    return strategy


def with_priority(study: Any) -> Any:
    priority = make.PriorityFactory(strategy__published=True)
    study.priorities.add(priority)
    return priority.strategy


@pytest.mark.parametrize("tie", [with_strategy, with_priority])
def test_what_is_no_reference_goes_and_its_curator_is_told_what_names_it(tie):
    study = make.CaseStudyFactory(title="Namer", published=True)
    strategy = tie(study)
    tie(make.CaseStudyFactory(title="Draft"))
    page = reverse("curate_leave", args=["strategies", strategy.pk, "unpublish"])
    client = signed_in(editor())

    text = client.get(page).content.decode()
    client.post(page, {"because": "It ended."})

    strategy.refresh_from_db()
    assert strategy.state == "unpublished"
    assert "Case study “Namer” names it" in text
    assert "“Draft” names it" not in text


def test_a_case_study_that_illustrates_a_framework_is_told_of():
    finding = make.FindingFactory(case_study__published=True)
    item = make.FrameworkItemFactory(framework__title="Ten", framework__published=True)
    item.illustrations.add(finding)

    leaving.unpublish(finding.case_study, "Wrong.", by=SYSTEM)

    assert [str(one) for one in left_without(finding.case_study)] == [
        "Framework “Ten” names it, and no longer shows that to readers."
    ]


def test_many_that_rest_on_it_are_counted(source):
    for number in range(23):
        make.CaseStudyFactory(title=f"Holder {number}", published=True, source=source)

    reasons = reasons_to_stay(source)

    assert len(reasons) == 21
    assert reasons[-1] == "So do 3 more case studies."


@pytest.mark.parametrize("way", ["withdraw", "unpublish"])
def test_the_editor_says_why_line_by_line_each_with_its_link(source, way):
    one, other = of_a_case_study(source), of_a_strategy(source)
    page = reverse("curate_leave", args=["sources", source.pk, way])

    answer = signed_in(editor()).post(page, {"because": "Old."})

    assert answer.status_code == 422
    assert state(source) == "published"
    told = ((one, "Case study", "case-studies"), (other, "Strategy", "strategies"))
    for holder, kind, place in told:
        address = reverse("curate_tasks", args=[place, holder.pk])
        assert f"{kind} “Holder” rests on it, and readers see that." in answer.content.decode()
        assertContains(answer, f'href="{address}"', status_code=422)


def test_a_content_file_does_not_take_it_back_either(source):
    of_a_case_study(source)
    said = SourceForm(slug=source.slug, title="Report", kind="report", state=State.DRAFT)

    _save_source(said, source)
    assert state(source) == "published"

    free = make.SourceFactory(published=True)
    _save_source(SourceForm(slug=free.slug, title="X", kind="report", state=State.DRAFT), free)
    assert state(free) == "draft"
