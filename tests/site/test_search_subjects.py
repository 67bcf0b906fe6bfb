"""What a search is about: the subject beside words that add nothing, in whatever question."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from strategies.models import Council
from tests import factories as make
from tests.site.searching import page

pytestmark = pytest.mark.django_db

MARLING = "/approaches/marling/"
FENS = "/case-studies/of-fens/"
_SHOWN = re.compile(
    r'data-best="([^"]+)"|data-result="[^"]*"[^>]*>\s*<h3[^>]*><a[^>]*href="([^"]+)"'
)


def shown(client: Client, typed: str) -> list[str]:
    """Return the addresses that are shown, in their order."""
    return [best or one for best, one in _SHOWN.findall(page(client, typed))]


@pytest.fixture(autouse=True)
def world() -> None:
    """An account of fens that is tagged and rich in words, and others that have some of them."""
    marling = make.ApproachFactory(name="Marling", slug="marling", synonyms=["marl pits"])
    floods = make.OutcomeFactory(
        name="Dry cellars", slug="dry-cellars", synonyms=["damp rooms", "rot", "saved grain"]
    )
    millers = make.PopulationGroupFactory(name="Old people of mills", slug="mill-people")
    ashwick = make.CouncilFactory(
        name="Ashwick", slug="ashwick", official_name="Ashwick County Council",
        region=Council.Region.WALES, nation=Council.Nation.WALES, type=Council.Type.WELSH,
    )  # fmt: skip
    bulletin = make.SourceFactory(title="Quern bulletin", published=True)
    fens = make.CaseStudyFactory(
        title="Of fens", slug="of-fens", published=True, councils=[ashwick],
        summary="The village lost its eel contract. 451 came to one chapel, and many had "
        "vaccines. Coats were given on the road. Dutch sluices were free to all.",
    )  # fmt: skip
    make.CaseStudyApproachFactory(case_study=fens, approach=marling)
    fens.population_groups.add(millers)
    make.FindingFactory(case_study=fens, approach=marling, outcomes=[floods], source=bulletin)
    for n in range(15):
        make.CaseStudyFactory(
            title=f"Of tea {n}", published=True, summary=f"They gave support to eels {n}. Windy."
        )
    make.StrategyFactory(
        title="Ashwick marling strategy 2030", slug="ashwick-marling", published=True,
        councils=[ashwick],
    )  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "marling support",
        "marling services",
        "has anyone tried marling",
        "has any other council tried marling",
        "have neighbouring districts used marling",
        "does anyone know a council that pays for marling",
        "anybody got a good example of marling",
        "we are thinking of setting up marling",
        "our members want to know if marling works",
        "my manager asked me about marling",
        "lessons learned from marling",
        "pros and cons of marling",
        "making the case for marling",
        "how do I get started with marling",
        "how do I persuade my finance director that marling is worth it",
        "can we afford marling",
        "why is marling important",
        "is it true that marling helps",
    ],
)
def test_a_subject_is_meant_in_whatever_way_it_is_asked_for(client: Client, typed: str) -> None:
    assert shown(client, typed)[:1] == [MARLING]
    assert "data-absent" not in page(client, typed)


def test_a_question_of_what_nothing_tells_is_still_absent(client: Client) -> None:
    assert "data-absent" in page(client, "has anyone tried zeppelins")
    assert "data-absent" in page(client, "why is zeppelin marling important")


def test_names_of_one_subject_together_mean_it(client: Client) -> None:
    assert shown(client, "damp rooms and rot")[:1] == ["/outcomes/dry-cellars/"]


def test_what_belongs_to_people_names_them(client: Client) -> None:
    group = "/case-studies/?population=mill-people"
    assert shown(client, "old people's mills")[:1] == [group]


def test_a_strategy_named_by_place_and_kind_comes_before_a_list(client: Client) -> None:
    assert shown(client, "Ashwick marling strategy")[:1] == ["/strategies/ashwick-marling/"]
    assert not any("?" in one for one in shown(client, "Ashwick marling strategy")[:3])


def test_an_account_that_has_findings_from_a_source_comes_before_it(client: Client) -> None:
    assert shown(client, "quern bulletin")[:1] == [FENS]


def test_an_exact_number_may_stand_apart_from_its_word(client: Client) -> None:
    assert shown(client, "451 vaccines")[:1] == [FENS]
    assert FENS not in shown(client, "452 vaccines")


def test_words_with_a_hyphen_that_never_stand_together_are_read_apart(client: Client) -> None:
    assert shown(client, "sluices-coats")[:1] == [FENS]
    assert "data-absent" in page(client, "sluices-zeppelins")


def test_people_and_communities_may_go_where_a_rare_word_tells(client: Client) -> None:
    html = page(client, "Dutch communities")
    assert shown(client, "Dutch communities")[:1] == [FENS]
    assert "data-dropped" in html
