"""A page asks the database as often for a little as for a lot, and never more than 12 times."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from strategies.models import Council
from tests import factories as make
from tests.pages.reading import LISTS, STATIC_PAGES

BUDGET = 12


def grow(size: int) -> list[Any]:
    """Make one record of each kind with ``size`` of everything that can hang on it.

    Returns them as council, source, strategy, case study and framework.
    """
    council = make.CouncilFactory(type=Council.Type.COUNTY)
    source = make.SourceFactory(published=True)
    for _ in range(size):
        make.CouncilFactory(type=Council.Type.DISTRICT, parent=council)
    for _ in range(size):
        make.CouncilChangeFactory(predecessor=council)
        make.CouncilChangeFactory(successor=council)
    strategies = [grow_strategy(council, source, size) for _ in range(size)]
    studies = [grow_case_study(council, source, strategies, size) for _ in range(size)]
    frameworks = [grow_framework(council, source, size) for _ in range(size)]
    return [council, source, strategies[0], studies[0], frameworks[0]]


def grow_strategy(council: Any, source: Any, size: int) -> Any:
    strategy = make.StrategyFactory(
        councils=[council, *make.CouncilFactory.create_batch(size)], source=source, published=True
    )
    for _ in range(size):
        make.PriorityFactory(strategy=strategy, themes=make.ThemeFactory.create_batch(size))
        meeting = make.ScrutinyMeetingFactory(strategy=strategy)
        for _ in range(size):
            make.ScrutinyPointFactory(meeting=meeting)
    return strategy


def grow_case_study(council: Any, source: Any, strategies: list[Any], size: int) -> Any:
    study = make.CaseStudyFactory(
        councils=[council, *make.CouncilFactory.create_batch(size)],
        population_groups=make.PopulationGroupFactory.create_batch(size),
        settings=make.SettingFactory.create_batch(size),
        strategies=strategies,
        source=source,
        published=True,
    )
    for _ in range(size):
        make.CaseStudyPartnerFactory(case_study=study)
        make.CaseStudyApproachFactory(case_study=study)
        make.CaseStudyEnablerFactory(case_study=study)
        initiative = make.InitiativeFactory(
            case_study=study, partners=make.OrganisationFactory.create_batch(size)
        )
        for _ in range(size):
            make.InitiativeFunderFactory(initiative=initiative)
        make.FindingFactory(
            case_study=study,
            initiative=initiative,
            value=5,
            source=make.SourceFactory(published=True),
        )
        make.ContextFactFactory(case_study=study)
        make.ContextFactFactory(case_study=None, council=council)
    return study


def grow_framework(council: Any, source: Any, size: int) -> Any:
    framework = make.FrameworkFactory(source=source, published=True)
    for _ in range(size):
        item = make.FrameworkItemFactory(
            framework=framework,
            group="A group",
            enablers=make.EnablerFactory.create_batch(size),
            approaches=make.ApproachFactory.create_batch(size),
        )
        for _ in range(size):
            make.FrameworkExampleFactory(item=item, council=council)
            make.FrameworkExampleFactory(
                item=item, council=None, organisation=make.OrganisationFactory()
            )
            make.FrameworkFindingFactory(framework_item=item)
            make.ContextFactFactory(case_study=None, framework_item=item)
    return framework


@pytest.fixture
def count(client: Client) -> Callable[[str], int]:
    def count(address: str) -> int:
        # The first request after a change brings the index up to date; every other only asks.
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) <= BUDGET, f"{address}: {len(queries)} queries:\n" + "\n".join(
            query["sql"][:200] for query in queries
        )
        return len(queries)

    return count


def little_and_much() -> tuple[list[Any], list[Any]]:
    return grow(1), grow(3)


def little() -> list[Any]:
    return grow(1)


def little_and_a_second_page() -> None:
    grow(1)
    for number in range(24):
        make.CaseStudyFactory(published=True)
        another = make.SourceFactory(published=True, title=f"Another source {number}")
        make.StrategyFactory(published=True, source=another)
        make.FrameworkFactory(published=True)


@pytest.mark.parametrize("kind", ["council", "source", "strategy", "case study", "framework"])
def test_single_page_asks_as_often_at_any_size(count, worlds, kind):
    index = ["council", "source", "strategy", "case study", "framework"].index(kind)

    with worlds("much", little_and_much) as (small, large):
        assert count(small[index].get_absolute_url()) == count(large[index].get_absolute_url())


@pytest.mark.parametrize("address", ["/", *LISTS, "/sitemap.xml"])
def test_list_asks_as_often_at_any_size(count, worlds, address):
    with worlds("little", little):
        small = count(address)

    with worlds("much", little_and_much):
        assert count(address) == small


@pytest.mark.parametrize("address", LISTS)
def test_later_page_and_other_orders_ask_as_often(count, client, worlds, address):
    with worlds("little", little):
        first = count(address)
        names = [name for name, _ in client.get(address).context["sorts"]]

    with worlds("second-page", little_and_a_second_page):
        assert count(f"{address}?page=2") == first
        assert {count(f"{address}?sort={name}") for name in names} == {first}


LINKED = [
    *(
        "/evidence-map/?filters=show&region=yorkshire-and-the-humber",
        "/evidence-map/?only=gaps&open=approach",
    ),
    "/evidence-map/?rows=population&columns=setting&filters=show&evidence=0",
    "/evidence-map/?row={approach}&open=outcome.{outcome}",
    "/evidence-map/?rows=population&columns=approach&row={population}",
    "/pathways/?filters=show&open=approach&region=yorkshire-and-the-humber",
    "/pathways/?approach={approach}&outcome={outcome}&open=enabler",
    *("/approaches/", "/enablers/?evidence=1", "/outcomes/"),
    *("/approaches/{approach}/?outcome={outcome}", "/outcomes/{outcome}/?evidence=0"),
    "/enablers/{enabler}/",
    *(
        "/priorities/?filters=show&region=yorkshire-and-the-humber",
        "/priorities/{theme}/?filters=show",
    ),
    "/frameworks/coverage/",
]


@pytest.mark.parametrize("address", LINKED)
def test_page_that_links_asks_as_often_at_any_size(count, worlds, address):
    counts = []
    for size in (1, 4):
        with worlds(f"linked-{size}", partial(grow_linked, size)) as slugs:
            counts.append(count(address.format(**slugs)))

    assert counts[0] == counts[1]


def grow_linked(size: int) -> dict[str, str]:
    """Make ``size`` strategies, case studies and frameworks that have the same concepts.

    Returns the concepts' slugs.
    """
    names = {
        "approach": make.ApproachFactory(name="Training", synonyms=["Fairness"]),
        "outcome": make.OutcomeFactory(name="Skills", synonyms=["Fairness"]),
        "enabler": make.EnablerFactory(name="Trust", synonyms=["Fairness"]),
        "population": make.PopulationGroupFactory(slug="everybody"),
        "theme": make.ThemeFactory(name="Fairness"),
    }
    for _ in range(size):
        strategy = make.StrategyFactory(published=True)
        make.PriorityFactory(strategy=strategy, themes=[names["theme"], make.ThemeFactory()])
        study = make.CaseStudyFactory(
            published=True,
            strategies=[strategy],
            councils=strategy.councils.all(),
            population_groups=[names["population"], make.PopulationGroupFactory()],
            settings=make.SettingFactory.create_batch(2),
        )
        make.FindingFactory(
            case_study=study,
            approach=names["approach"],
            enablers=[names["enabler"], make.EnablerFactory()],
            outcomes=[names["outcome"], make.OutcomeFactory()],
        )
        item = make.FrameworkItemFactory(
            framework=make.FrameworkFactory(published=True),
            approaches=[names["approach"]],
            enablers=[names["enabler"]],
        )
        make.FrameworkFindingFactory(framework_item=item, outcomes=[names["outcome"]])
    found: dict[str, Any] = dict(names)
    return {name: concept.slug for name, concept in found.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*STATIC_PAGES, "/robots.txt", "/health/live"])
def test_pages_without_records_ask_nothing(count, address):
    assert count(address) == 0
