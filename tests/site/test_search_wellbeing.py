"""A subject or a group beside wellbeing is meant itself; what is nearest may be an account."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.site.searching import best, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    """Two approaches, a group and an outcome, with an account of each."""
    ditches = make.ApproachFactory(name="Ditches and moats", slug="ditches")
    five = make.ApproachFactory(name="Walls", slug="walls", synonyms=["five ways to wall"])
    make.CaseStudyApproachFactory(
        case_study=make.CaseStudyFactory(published=True, title="Of moats"),
        approach=make.ApproachFactory(
            name="Moats", slug="moats", synonyms=["moat building", "built moats"]
        ),
    )
    marling = make.ApproachFactory(name="Marling", slug="marling", synonyms=["crisis marling"])
    study = make.CaseStudyFactory(published=True, title="Of ditches and walls")
    for approach in (ditches, five, marling):
        make.CaseStudyApproachFactory(case_study=study, approach=approach)
    study.population_groups.add(make.PopulationGroupFactory(name="Millers", slug="millers"))
    outcome = make.OutcomeFactory(name="Mental wellbeing", slug="mental-wellbeing")
    make.FindingFactory(case_study=study, outcomes=[outcome])
    make.CaseStudyFactory(
        published=True, title="A shop", summary="Owners of tattoo shops were asked."
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ditches and wellbeing", "/approaches/ditches/"),
        ("marling for mental health", "/approaches/marling/"),
        ("health and marling", "/approaches/marling/"),
        ("mental health benefits of marling", "/approaches/marling/"),
        ("millers' mental health", "/case-studies/?population=millers"),
        ("wellbeing of millers", "/case-studies/?population=millers"),
        ("5 ways to wall", "/approaches/walls/"),
        ("building a moat", "/approaches/moats/"),
        ("what help is there for people struggling with marling", "/approaches/marling/"),
    ],
)
def test_the_subject_or_the_group_is_meant(client, typed, address):
    assert best(page(client, typed))[:1] == [address]


def test_a_sentence_between_two_words_of_a_name_is_not_that_name_turned_round(client):
    assert not best(page(client, "marling if I am in the middle of a crisis"))


def test_where_no_subject_is_near_the_accounts_with_the_word_are_shown_as_that(client):
    html = page(client, "tattoo parlours")

    assert "data-absent" in html
    near = html[html.index("data-near") :]
    assert "Case studies that have “tattoo”" in near
    assert "A shop" in near
    assert "are not shown" not in html
