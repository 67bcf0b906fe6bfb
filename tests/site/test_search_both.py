"""Two groups, or two subjects, asked for at once: the accounts of both, or none for the place."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make
from tests.site.searching import best, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    """Millers who are widowed in one account, and each by themselves in another."""
    millers = make.PopulationGroupFactory(name="Millers", slug="millers")
    widowed = make.PopulationGroupFactory(
        name="Widowed people", slug="widowed", synonyms=["widowed"]
    )
    both = make.CaseStudyFactory(published=True, title="Of mills and graves")
    both.population_groups.set([millers, widowed])
    alone = make.CaseStudyFactory(published=True, title="Of mills")
    alone.population_groups.set([millers])
    ditches = make.ApproachFactory(name="Ditches", slug="ditches")
    marling = make.ApproachFactory(name="Marling", slug="marling")
    dry = make.OutcomeFactory(name="Dry cellars", slug="dry-cellars")
    for approach in (ditches, marling):
        make.CaseStudyApproachFactory(case_study=both, approach=approach)
    make.CaseStudyApproachFactory(case_study=alone, approach=marling)
    make.FindingFactory(case_study=both, approach=ditches, outcomes=[dry])
    make.CouncilFactory(name="Ashwick", slug="ashwick", official_name="Ashwick Borough Council")


@pytest.mark.parametrize("typed", ["widowed millers", "millers who are widowed"])
def test_two_groups_lead_to_the_accounts_of_both(client: Client, typed: str) -> None:
    (address,) = best(page(client, typed))

    html = client.get(address).content.decode()
    assert 'data-total="1"' in html
    assert "Of mills and graves" in html


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("ditches and dry cellars", "/approaches/ditches/"),
        ("dry cellars & ditches", "/outcomes/dry-cellars/"),
        ("ditches and marling", "/approaches/ditches/"),
    ],
)
def test_two_subjects_have_the_first_and_the_accounts_of_both(
    client: Client, typed: str, subject: str
) -> None:
    first, *_others, both = best(page(client, typed))

    assert first == subject
    html = client.get(both).content.decode()
    assert 'data-total="1"' in html
    assert "Of mills and graves" in html


def test_two_groups_that_no_account_has_both_lead_to_no_list(client: Client) -> None:
    make.PopulationGroupFactory(name="Eel catchers", slug="eel-catchers")

    assert not best(page(client, "widowed eel catchers"))


def test_group_in_a_place_that_has_none_leads_to_all_and_says_so(client: Client) -> None:
    html = page(client, "millers in Ashwick")

    assert best(html) == ["/case-studies/?population=millers"]
    assert "None of them is by Ashwick" in html
    assert "Near, not the same" in html
    assert "This answers it" not in html
    assert 'href="/councils/ashwick/like/">Councils like Ashwick' in html


def test_two_groups_in_a_place_are_asked_for_together(client: Client) -> None:
    for found in best(page(client, "widowed millers in Ashwick")):
        assert found.count("population=") < 2, found


@pytest.mark.parametrize("typed", ["cellars towns", "towns cellars"])
def test_two_common_words_side_by_side_that_no_record_says_are_absent(
    client: Client, typed: str
) -> None:
    make.CaseStudyFactory(published=True, title="Rich towns", summary="The towns are rich.")
    make.CaseStudyFactory(
        published=True,
        title="Old things",
        summary="They met in towns. All had the use of good deep cellars.",
    )

    assert "data-absent" in page(client, typed)


def test_name_that_a_subject_had_is_none_any_more(client: Client) -> None:
    pits = make.ApproachFactory(name="Digging", slug="digging", synonyms=["wet marl"])
    make.CaseStudyFactory(
        published=True, title="Of wet things", summary="Wet ground with marl was dug."
    )
    make.CaseStudyApproachFactory(
        case_study=make.CaseStudyFactory(published=True, title="Of spades"), approach=pits
    )
    assert best(page(client, "wet marl")) == ["/approaches/digging/"]

    pits.synonyms = []
    pits.save()

    html = page(client, "wet marl")
    assert "data-absent" not in html
    assert "Of wet things" in html
