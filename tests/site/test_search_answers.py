"""What people type of the front page's questions, of two things at once, and of what failed."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from casestudies.models import Finding
from strategies.models import Council
from tests import factories as make

pytestmark = pytest.mark.django_db

ADVERSE = "change=no-change&change=mixed&change=worse"


def main_of(client: Client, address: str, typed: str = "") -> str:
    """Return the main part of a page, for what is typed."""
    html = client.get(address, {"q": typed} if typed else None).content.decode()
    return unescape(html[html.index("<main") : html.index("</main>")])


def best(client: Client, typed: str) -> list[str]:
    return re.findall(r'data-best="([^"]+)"', main_of(client, "/search/", typed))


def numbers(client: Client, typed: str) -> list[str]:
    """Return how much a search finds, in all and group by group."""
    html = main_of(client, "/search/", typed)
    return re.findall(r'data-total="(\d+)"|data-group="[^"]+"\s+data-count="(\d+)"', html)


@pytest.fixture(autouse=True)
def world() -> dict[str, Any]:
    """Marling in five accounts: two of Ashwick, one of Bourton, one for millers, one in mills."""
    marling = make.ApproachFactory(name="Marling", slug="marling", synonyms=["clay dressing"])
    at_work = make.ApproachFactory(name="Workplace mental health", slug="workplace-mental-health")
    worth = make.OutcomeFactory(name="Money saved", slug="money-saved")
    cellars = make.OutcomeFactory(name="Dry cellars", slug="dry-cellars")
    millers = make.PopulationGroupFactory(name="Millers", slug="millers")
    children = make.PopulationGroupFactory(
        name="Children and young people", slug="children-and-young-people"
    )
    mills = make.SettingFactory(name="Mills", slug="mills")
    councils = [
        make.CouncilFactory(
            name=name, slug=name.lower(), official_name=f"{name} District Council",
            region=Council.Region.LONDON, nation=Council.Nation.ENGLAND, **more,
        )
        for name, more in (
            ("Ashwick", {}), ("Bourton", {}), ("Clunbury", {}),
            ("Dunstershire", {"other_names": ["Dunsters"]}),
        )
    ]  # fmt: skip
    studies = []
    for n, council in enumerate((councils[0], councils[0], councils[1], None, None)):
        study = make.CaseStudyFactory(
            title=f"Account {n}", published=True, councils=[council] if council else []
        )
        make.CaseStudyApproachFactory(case_study=study, approach=marling)
        studies.append(study)
    other = make.CaseStudyFactory(title="Other", published=True)
    make.FindingFactory(case_study=other, approach=at_work, outcomes=[worth])
    other.population_groups.add(children)
    studies[3].population_groups.add(millers)
    studies[4].settings.add(mills)
    for study, change in (
        (studies[3], Finding.Direction.NO_CHANGE),
        (studies[0], Finding.Direction.WORSE),
    ):
        make.FindingFactory(
            case_study=study, direction=change, approach=marling, outcomes=[cellars]
        )
    return {"studies": studies}


@pytest.mark.parametrize(
    "typed",
    [
        "What saved money?", "what saves money", "which projects saved money", "did it save money?",
        "what has saved the council money", "cost savings", "cut costs", "savings",
    ],
)  # fmt: skip
def test_what_saved_money_is_asked_in_many_ways(client, typed):
    assert best(client, typed)[:1] == ["/outcomes/money-saved/"]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("what works for staff", "/approaches/workplace-mental-health/"),
        ("what helped our staff and workplace?", "/approaches/workplace-mental-health/"),
        ("what works for children", "/approaches/?population=children-and-young-people"),
        ("what failed?", f"/findings/?{ADVERSE}"),
        ("what is unproven", f"/findings/?{ADVERSE}"),
        ("what made no difference", f"/findings/?{ADVERSE}"),
        ("which approaches have not worked", f"/findings/?{ADVERSE}"),
        ("which councils are like us", "/councils/"),
        ("how much did it cost", "/case-studies/?cost=stated"),
    ],
)
def test_other_ways_to_ask_what_the_front_page_asks_lead_where_it_leads(client, typed, address):
    assert best(client, typed)[:1] == [address]


def test_each_question_of_the_front_page_leads_where_the_front_page_leads(client):
    html = client.get("/").content.decode()
    asked = re.findall(r'<li><a class="govuk-link" href="([^"]+)">([^<]+\?)</a><span>', html)

    assert len(asked) >= 4
    for address, question in asked:
        assert best(client, unescape(question))[:1] == [unescape(address)], question


@pytest.mark.parametrize(
    "typed",
    [
        "marling evidence", "marling projects", "marling schemes", "evidence marling",
        "marling policy", "marling strategy", "clay dressing programmes", "marling examples",
    ],
)  # fmt: skip
def test_what_is_wanted_of_a_subject_changes_nothing_of_what_is_found(client, typed):
    make.StrategyFactory(title="Evidence of schemes", vision="A policy.", published=True)
    make.CaseStudyFactory(title="Projects and programmes", published=True)
    subject = "clay dressing" if typed.startswith("clay") else "marling"

    assert best(client, typed) == best(client, subject) == ["/approaches/marling/"]
    assert numbers(client, typed) == numbers(client, subject)


@pytest.mark.parametrize(
    ("typed", "first", "listed"),
    [
        ("marling for millers", "/approaches/marling/", "approach=marling&population=millers"),
        ("millers marling", "/approaches/marling/", "population=millers&approach=marling"),
        ("marling in mills", "/approaches/marling/", "approach=marling&setting=mills"),
    ],
)
def test_a_subject_for_somebody_or_somewhere_leads_to_both(client, typed, first, listed):
    assert best(client, typed) == [first, f"/case-studies/?{listed}"]
    html = main_of(client, "/search/", typed)
    title = re.findall(rf'href="/case-studies/\?{re.escape(listed)}">(\d+) case stud', html)
    total = re.findall(r'data-total="(\d+)"', main_of(client, f"/case-studies/?{listed}"))
    assert title == total


@pytest.mark.parametrize(
    ("typed", "accounts", "listed"),
    [
        ("marling Bourton", {2}, []),
        ("Ashwick clay dressing", {0, 1}, []),
        ("marling in London", {0, 1, 2}, ["/case-studies/?approach=marling&region=london"]),
    ],
)
def test_a_subject_in_a_place_leads_to_its_accounts(client, world, typed, accounts, listed):
    addresses = {world["studies"][n].get_absolute_url() for n in accounts}

    shown = best(client, typed)
    assert set(shown[:2]) <= addresses
    assert shown[2:] == listed if listed else len(shown) == len(accounts)


def test_a_council_without_the_subject_is_told_and_the_rest_is_offered(client):
    html = main_of(client, "/search/", "marling in Clunbury")

    assert 'data-best="/case-studies/?approach=marling"' in html
    assert "None of them is" in html


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("what does not work for millers", f"/findings/?population=millers&{ADVERSE}"),
        ("what didn't help millers", f"/findings/?population=millers&{ADVERSE}"),
        ("what has not improved dry cellars", f"/findings/?outcome=dry-cellars&{ADVERSE}"),
        ("what failed in Ashwick?", f"/findings/?council=ashwick&{ADVERSE}"),
        ("no effect on dry cellars", f"/findings/?outcome=dry-cellars&{ADVERSE}"),
    ],
)
def test_what_did_not_work_for_somebody_leads_to_just_those_findings(client, typed, address):
    (first, *_) = best(client, typed)

    assert sorted(first.partition("?")[2].split("&")) == sorted(
        address.partition("?")[2].split("&")
    )
    html = main_of(client, "/search/", typed)
    assert re.findall(r'">(\d+) findings? ', html)[0] == re.findall(
        r'data-total="(\d+)"', client.get(first).content.decode()
    )[0]  # fmt: skip


def test_a_short_name_of_a_place_is_no_word_for_things(client):
    study = make.CaseStudyFactory(title="Of a dunster", published=True)
    study.population_groups.add(make.PopulationGroupFactory(name="Men", synonyms=["dunster"]))

    assert not best(client, "dunster")
    told = re.findall(r"data-widened>(.*?)</p>", main_of(client, "/search/", "dunster"), re.DOTALL)
    assert "Men" in told[0]
    assert "Dunstershire" not in told[0]
    assert best(client, "Dunsters") == ["/councils/dunstershire/"]
    assert best(client, "dunsters'") == ["/councils/dunstershire/"]


def test_small_words_before_a_name_are_no_part_of_it(client):
    html = main_of(client, "/search/", "impact of clay dressing")

    assert "“clay dressing” also finds Marling" in html
    assert "“of clay" not in html


def test_words_of_one_subject_say_together_what_else_they_find(client):
    names = ["marl baths", "marl walks", "marl swims", "marl dips"]
    study = make.CaseStudyFactory(title="Of marl walks and marl swims", published=True)
    approach = make.ApproachFactory(name="Outings in the marl", synonyms=names)
    make.CaseStudyApproachFactory(case_study=study, approach=approach)
    for path in ("/search/", "/case-studies/"):
        html = unescape(client.get(path, {"q": "marl walks and marl swims"}).content.decode())
        told = " ".join(re.findall(r"data-widened>(.*?)</p>", html, re.DOTALL)[0].split())

        assert told.startswith("“marl walks” and “marl swims” also find Outings in the marl"), path
        assert told.count("Outings in the marl") == 1


def test_a_council_that_is_spelt_wrongly_is_offered_in_its_own_name(client):
    html = main_of(client, "/councils/", "ashwik")

    assert re.search(r'href="/councils/ashwick/" data-spelling><strong>Ashwick</strong>', html)
    assert "nearest subjects" not in html
    assert "Nothing on the portal about" not in html
    assert re.search(r"data-spelling>Ashwick</a>", main_of(client, "/search/", "ashwik"))


def test_a_rare_word_of_a_subject_is_about_it_though_it_stands_apart(client, world):
    study = world["studies"][0]
    study.ambition = "There was rust in all of it."
    study.save()

    for typed in ("clay dressing and rust", "rust & clay dressing", "clay dressing rust"):
        html = main_of(client, "/search/", typed)
        assert "data-absent" not in html, typed
        assert f'data-result="{study.slug}"' in html
    assert "data-dropped" in main_of(client, "/search/", "clay dressing and moonshine")


def test_words_that_stand_together_by_chance_are_no_subject(client, world):
    for n, study in enumerate(world["studies"]):
        study.summary = f"In time they went to the banks of river {n}. It was a wide valley."
        study.save()

    assert "data-absent" in main_of(client, "/search/", "time banks")
    assert "data-absent" not in main_of(client, "/search/", "river banks")
