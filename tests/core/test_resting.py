"""What published records rest on is not taken from under them, whoever tries and wherever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.asserts import assertContains

from strategies.aggregates import SourceForm
from strategies.content_files import _save_source
from strategies.models import Source
from tests import factories as make
from tests.admin_pages import admin_url, choose, confirm, submit
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import pointers_to
from wellbeing_portal.core.publishing import actions
from wellbeing_portal.core.publishing.resting import left_without, reasons_to_stay

pytestmark = pytest.mark.django_db

State = Publishable.State
AWAY = [actions.unpublish, actions.return_to_draft, actions.submit_for_review]


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
        away(source, by=SYSTEM)

    assert any(f"“{holder}” rests on it" in one for one in refused.value.messages)
    assert state(source) == "published"


def test_every_way_to_cite_a_source_holds_it():
    """A relation that is added to any model is held without another line."""
    cited = {pointer.model.__name__ for pointer in pointers_to(Source)}

    assert {"CaseStudy", "Finding", "Framework", "Strategy", "ScrutinyMeeting"} <= cited


def test_what_only_drafts_cite_may_go_and_so_it_may_after_its_records(source):
    study = of_a_case_study(source)
    make.CaseStudyFactory(source=source)
    actions.unpublish(study, by=SYSTEM)

    actions.unpublish(source, by=SYSTEM)

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
def test_what_is_no_reference_goes_and_its_curator_is_told_what_named_it(admin_client, tie):
    study = make.CaseStudyFactory(title="Namer", published=True)
    strategy = tie(study)
    tie(make.CaseStudyFactory(title="Draft"))

    submit(admin_client, strategy, {"_unpublish": "1"})

    strategy.refresh_from_db()
    assert strategy.state == "unpublished"
    text = admin_client.get(admin_url(strategy)).content.decode()
    assert "Case study “Namer” names it, and no longer shows that" in text
    assert "“Draft” names it" not in text


def test_a_case_study_that_illustrates_a_framework_is_told_of(admin_client):
    finding = make.FindingFactory(case_study__published=True)
    item = make.FrameworkItemFactory(framework__title="Ten", framework__published=True)
    item.illustrations.add(finding)

    actions.unpublish(finding.case_study, by=SYSTEM)

    assert [str(one) for one in left_without(finding.case_study)] == [
        "Framework “Ten” names it, and no longer shows that to readers."
    ]


def test_many_that_rest_on_it_are_counted(source):
    for number in range(23):
        make.CaseStudyFactory(title=f"Holder {number}", published=True, source=source)

    reasons = reasons_to_stay(source)

    assert len(reasons) == 21
    assert reasons[-1] == "So do 3 more case studies."


def test_its_page_says_why_line_by_line_each_with_its_link(admin_client: Client, source):
    one, other = of_a_case_study(source), of_a_strategy(source)

    submit(admin_client, source, {"_unpublish": "1"})

    assert state(source) == "published"
    page = admin_client.get(admin_url(source))
    for holder, kind in ((one, "Case study"), (other, "Strategy")):
        link = f'<a href="{admin_url(holder)}">{kind} “Holder” rests on it'
        assertContains(page, f"<li>{link}, and readers see that.</a></li>", html=False)


@pytest.mark.parametrize("action", ["unpublish", "return_to_draft"])
def test_of_many_those_that_are_rested_on_are_named_beforehand_and_stay(
    admin_client: Client, source, action
):
    free = make.SourceFactory(title="Free", published=True)
    holder = of_a_case_study(source)

    asked = choose(admin_client, action, source, free)
    assertContains(asked, f'<a href="{admin_url(holder)}">Case study “Holder” rests on it')
    confirm(admin_client, asked)

    assert state(source) == "published"
    assert state(free) != "published"


def test_a_content_file_does_not_take_it_back_either(source):
    of_a_case_study(source)
    said = SourceForm(slug=source.slug, title="Report", kind="report", state=State.DRAFT)

    _save_source(said, source)
    assert state(source) == "published"

    free = make.SourceFactory(published=True)
    _save_source(SourceForm(slug=free.slug, title="X", kind="report", state=State.DRAFT), free)
    assert state(free) == "draft"


def test_refusals_to_publish_stand_one_a_line_with_links_to_what_lacks(admin_client: Client):
    draft = make.SourceFactory(title="Not out")
    study = make.CaseStudyFactory(title="Bare", councils=[], source=draft)
    finding = make.FindingFactory(case_study=study, statement="Forty met.", locator="")

    submit(admin_client, study, {"_publish": "1"})

    text = admin_client.get(admin_url(study)).content.decode()
    assert f'<li><a href="{admin_url(study)}#council_roles-heading">Name at least one' in text
    assert f'<li><a href="{admin_url(draft)}">Publish its source “Not out” first.' in text
    assert f'<li><a href="{admin_url(finding)}">Finding “Forty met.”: say where' in text


def test_a_published_record_that_would_lack_something_links_to_the_row(admin_client: Client):
    study = make.CaseStudyFactory(published=True)
    make.FindingFactory(case_study=study, statement="Forty met.", locator="Page 1")

    page = submit(admin_client, study, {"findings-0-locator": ""})

    assert '<a href="#findings-0">Finding “Forty met.”: say where' in page.content.decode()
