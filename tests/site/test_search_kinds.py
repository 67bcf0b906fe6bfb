"""Kinds of searches: amounts, names in other words, what only a source tells, words in a row."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from strategies.models import Council
from tests import factories as make
from tests.site.searching import page

pytestmark = pytest.mark.django_db

WALLS = "/case-studies/of-walls/"
PREVENTION = "/approaches/flood-prevention/"
_SHOWN = re.compile(
    r'data-best="([^"]+)"|data-result="[^"]*"[^>]*>\s*<h3[^>]*><a[^>]*href="([^"]+)"'
)


def shown(client: Client, typed: str) -> list[str]:
    """Return the addresses that are shown, in their order."""
    return [best or one for best, one in _SHOWN.findall(page(client, typed))]


@pytest.fixture(autouse=True)
def world() -> None:
    """An approach in an account that tells of amounts, and one whose finding tells of otters."""
    flood = make.ApproachFactory(
        name="Flood prevention",
        slug="flood-prevention",
        synonyms=["goat programmes", "damp banks", "dykes"],
    )
    first = make.ApproachFactory(name="Home first", slug="home-first")
    worth = make.OutcomeFactory(
        name="Value for money", slug="value-for-money", synonyms=["worth the money", "pay off"]
    )
    saved = make.OutcomeFactory(name="Money saved", slug="money-saved")
    reeds = make.PopulationGroupFactory(
        name="Reed cutters", slug="reed-cutters", synonyms=["old thatchers"]
    )
    walls = make.CaseStudyFactory(
        title="Of walls", slug="of-walls", published=True, councils=[
            make.CouncilFactory(
                name="Ashwick", slug="ashwick", official_name="Ashwick County Council",
                region=Council.Region.WALES, nation=Council.Nation.WALES, type=Council.Type.WELSH,
            )
        ],
        summary="With £27 million the town built walls on damp banks, and moss went. At 20 mph "
        "they held. People aged 11 to 25 and people of 60 and over helped. The worth was £5 "
        "for each pound.",
        approach="Moss grew on damp banks. " + "They talked of it for days on end. " * 5 + "Winds.",
    )  # fmt: skip
    make.CaseStudyApproachFactory(case_study=walls, approach=flood)
    walls.population_groups.add(reeds)
    weir = make.CaseStudyFactory(
        title="Of a weir", slug="of-a-weir", published=True, ambition="Elder wands."
    )
    make.InitiativeFactory(case_study=weir, name="Holts", description="Thresholds for otters.")
    make.FindingFactory(case_study=weir, approach=first, outcomes=[worth, saved])
    for n in range(3):
        make.CaseStudyFactory(
            title=f"Tea {n}",
            published=True,
            approach=f"Elder flower tea was sold {n}. "
            + "Then the people of the place met for other things that took all day. " * 3
            + ("Tickets for parking came later." if n == 2 else ""),
        )


@pytest.mark.parametrize(
    "typed",
    [
        "£27m", "£27m walls", "27 million", "£27,000,000", "flood prevention £27m", "twenty mph",
        "11-25 year olds", "over 60s", "£5 for every £1", "five pounds for every pound",
    ],
)  # fmt: skip
def test_an_amount_is_found_however_it_is_written_before_the_subject(client, typed):
    assert shown(client, typed)[:1] == [WALLS]


@pytest.mark.parametrize("typed", ["£28m", "£2.7m", "thirty mph", "£15 for every £1"])
def test_another_amount_is_not_found(client, typed):
    assert WALLS not in shown(client, typed)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("preventing floods", PREVENTION),
        ("prevention of floods", PREVENTION),
        ("how do we prevent floods", PREVENTION),
        ("goat courses", PREVENTION),
        ("goat schemes", PREVENTION),
        ("old thatcher people", "/case-studies/?population=reed-cutters"),
        ("old thatchers", "/case-studies/?population=reed-cutters"),
        ("best value for money", "/outcomes/value-for-money/"),
        ("is it worth the money", "/outcomes/value-for-money/"),
        ("does it pay off", "/outcomes/value-for-money/"),
        ("what saves money", "/outcomes/money-saved/"),
    ],
)
def test_a_name_is_understood_in_another_order_and_with_another_word_for_help(
    client, typed, address
):
    assert shown(client, typed)[:1] == [address]


def test_a_group_is_told_with_the_number_of_case_studies_that_name_it(client):
    html = page(client, "old thatchers")

    assert "Named by 1 case study." in html


def test_two_words_that_only_stand_in_another_order_are_no_name(client):
    assert "data-best" not in page(client, "first home")
    assert "data-best" not in page(client, "preventers flooded")
    assert shown(client, "home first")[:1] == ["/approaches/home-first/"]


def test_an_account_comes_before_its_part_that_alone_has_the_words(client):
    html = page(client, "otters thresholds")

    assert shown(client, "otters thresholds")[:1] == ["/case-studies/of-a-weir/"]
    assert re.findall(r'data-group="([^"]+)"', html) == ["case-studies", "initiatives"]


def test_a_list_of_one_strategy_is_answered_by_the_strategy(client):
    strategy = make.StrategyFactory(
        title="The plan of Ashwick", published=True, councils=[Council.objects.get(slug="ashwick")]
    )

    assert shown(client, "strategies in Wales")[:1] == [strategy.get_absolute_url()]


def test_words_often_said_in_a_row_are_one_thing_and_meet_no_other_by_chance(client):
    assert "data-absent" in page(client, "elder flower tea tickets")
    assert "data-absent" not in page(client, "elder flower tea sold")


def test_a_rare_word_counts_beside_another_name_of_the_subject(client):
    assert "data-absent" not in page(client, "dykes moss")
    assert "data-absent" in page(client, "dykes winds")


def test_a_word_that_is_written_in_two_is_found_written_in_one(client):
    assert WALLS in shown(client, "dampbanks")
    assert "data-absent" in page(client, "dampstones")
