"""Questions about strategies: when they begin and end, how they stand, what they put first."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate

from strategies.models import Council, Strategy
from tests import factories as make
from tests.site.searching import best, page

pytestmark = pytest.mark.django_db

THIS = localdate().year


@pytest.fixture(autouse=True)
def world() -> None:
    """Five strategies in different states, one of them Welsh, and a theme of all."""
    ashwick = make.CouncilFactory(
        name="Ashwick", slug="ashwick", official_name="Ashwick County Council",
        region=Council.Region.WALES, nation=Council.Nation.WALES, type=Council.Type.WELSH,
    )  # fmt: skip
    bourton = make.CouncilFactory(
        name="Bourton", slug="bourton", official_name="Bourton District Council",
        region=Council.Region.LONDON, nation=Council.Nation.ENGLAND,
    )  # fmt: skip
    dry = make.ThemeFactory(name="Dryness and cellars", slug="dryness", synonyms=["dry cellars"])
    for title, council, first, last, status in (
        ("Dry Ashwick", ashwick, THIS - 3, THIS, Strategy.Status.ADOPTED),
        ("Bourton to come", bourton, THIS - 1, THIS + 1, Strategy.Status.CONSULTATION),
        ("Bourton before", bourton, THIS - 9, THIS - 4, Strategy.Status.SUPERSEDED),
        ("Bourton long ago", bourton, THIS - 20, THIS - 10, Strategy.Status.ADOPTED),
        ("Bourton sketched", bourton, THIS, THIS + 9, Strategy.Status.DRAFT),
    ):
        strategy = make.StrategyFactory(
            title=title, published=True, councils=[council],
            start_year=first, end_year=last, status=status,
        )  # fmt: skip
        priority = make.PriorityFactory(strategy=strategy, title=f"A cellar of {title}")
        priority.themes.add(dry)
    # What words of dates and states would find if they were taken for a subject.
    make.CaseStudyFactory(
        published=True, title="The end", summary="Drafts of current work end soon and expire."
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (f"strategies that end in {THIS}", f"/strategies/?from={THIS}&to={THIS}"),
        (f"strategies ending in {THIS}", f"/strategies/?from={THIS}&to={THIS}"),
        ("which strategies run out this year", f"/strategies/?from={THIS}&to={THIS}"),
        ("strategies expiring next year", f"/strategies/?from={THIS + 1}&to={THIS + 1}"),
        ("strategies that end soon", f"/strategies/?from={THIS}&to={THIS + 1}"),
        ("which strategies are up for renewal", f"/strategies/?from={THIS}&to={THIS + 1}"),
        (f"strategies that end before {THIS}", f"/strategies/?to={THIS - 1}"),
        (f"strategies starting in {THIS - 1}", f"/strategies/?from={THIS - 1}&to={THIS - 1}"),
        ("strategies that have ended", "/strategies/?ends=ended"),
        ("expired strategies", "/strategies/?ends=ended"),
        ("current strategies", "/strategies/?ends=running"),
        ("strategies still in force", "/strategies/?ends=running"),
    ],
)
def test_words_of_dates_lead_to_the_list_that_they_choose(client, typed, address):
    html = page(client, typed)

    assert best(html)[:1] == [address]
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("draft strategies", "Bourton sketched"),
        ("strategies out for consultation", "Bourton to come"),
        ("strategies in consultation", "Bourton to come"),
        ("superseded strategies", "Bourton before"),
        ("Welsh strategies", "Dry Ashwick"),
    ],
)
def test_the_only_strategy_in_a_state_or_a_place_is_meant_itself(client, typed, title):
    html = page(client, typed)

    assert best(html)[:1] == [Strategy.objects.get(title=title).get_absolute_url()]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            f"strategies that end in {THIS}",
            f"One of them has {THIS} as its last year: Dry Ashwick.",
        ),
        (
            "strategies that end soon",
            f"2 of them have {THIS} or {THIS + 1} as their last year: Bourton to come and "
            "Dry Ashwick.",
        ),
        (
            f"strategies that end in {THIS + 2}",
            f"None of them has {THIS + 2} as its last year.",
        ),
        (
            f"strategies that began in {THIS - 1}",
            f"One of them has {THIS - 1} as its first year: Bourton to come.",
        ),
        (
            f"strategies launched in {THIS - 2}",
            f"None of them has {THIS - 2} as its first year.",
        ),
    ],
)
def test_the_strategies_of_just_those_years_are_named(client, typed, said):
    assert said in page(client, typed)


def test_a_state_is_no_subject_of_people(client):
    group = make.PopulationGroupFactory(name="Past pupils", slug="past-pupils")
    make.CaseStudyFactory(published=True, title="Past pupils of Ashwick").population_groups.add(
        group
    )

    assert "/strategies/?ends=ended" not in best(page(client, "strategies for past pupils"))


@pytest.mark.parametrize(
    "typed",
    [
        "which councils prioritise dry cellars",
        "who makes dry cellars a priority",
        "councils with dry cellars as a priority",
        "priorities on dry cellars",
        "what do strategies say about dry cellars",
        "do any strategies talk about dryness",
        "dry cellars strategies",
    ],
)
def test_who_puts_something_first_is_told_by_the_page_of_its_theme(client, typed):
    assert best(page(client, typed))[:1] == ["/priorities/dryness/"]
