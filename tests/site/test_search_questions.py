"""Questions lead to the page that answers them, and its number is that of the page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from strategies.models import Council
from tests import factories as make
from tests.site.searching import best, page

pytestmark = pytest.mark.django_db

NOT_WORKED = "/findings/?change=no-change&change=mixed&change=worse"


def total(html: str) -> int:
    return int(re.findall(r'data-total="(\d+)"', html)[0])


@pytest.fixture(autouse=True)
def world() -> dict[str, Any]:
    """Two approaches, two councils in two nations, and case studies of both in one of them."""
    marling = make.ApproachFactory(name="Marling", slug="marling")
    ditching = make.ApproachFactory(name="Ditching", slug="ditching")
    damp = make.OutcomeFactory(name="Dry cellars", slug="dry-cellars")
    welsh = make.CouncilFactory(
        name="Ashwick", slug="ashwick", official_name="Ashwick County Council",
        region=Council.Region.WALES, nation=Council.Nation.WALES, type=Council.Type.WELSH,
    )  # fmt: skip
    district = make.CouncilFactory(
        name="Bourton", slug="bourton", official_name="Bourton District Council",
        region=Council.Region.LONDON, nation=Council.Nation.ENGLAND, type=Council.Type.DISTRICT,
    )  # fmt: skip
    for council, year in ((welsh, 2023), (welsh, 2015), (district, 2015)):
        study = make.CaseStudyFactory(
            title=f"{council} {year}", published=True, councils=[council],
            start_year=year, end_year=year,
        )  # fmt: skip
        make.CaseStudyApproachFactory(case_study=study, approach=marling)
    ditches = make.CaseStudyFactory(title="Of ditches", published=True)
    make.CaseStudyApproachFactory(case_study=ditches, approach=ditching)
    ditches.population_groups.add(
        make.PopulationGroupFactory(
            name="Millers and boat people", slug="millers", synonyms=["young millers"]
        )
    )
    ditches.settings.add(make.SettingFactory(name="Mills and locks", slug="mills"))
    return {"approaches": (marling, ditching), "outcome": damp}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("briefing on marling", "/briefing/?about=approach.marling"),
        ("I need a committee briefing about marling", "/briefing/?about=approach.marling"),
        ("marling briefing note", "/briefing/?about=approach.marling"),
        ("paper on marling for the scrutiny committee", "/briefing/?about=approach.marling"),
        ("brief for cabinet on marling", "/briefing/?about=approach.marling"),
        ("Ashwick v Bourton", "/compare/councils/?item=ashwick&item=bourton"),
        ("marling case studies from 2015", "/case-studies/?approach=marling&from=2015&to=2015"),
        ("marling examples before 2016", "/case-studies/?approach=marling&to=2015"),
        ("marling examples after 2022", "/case-studies/?approach=marling&from=2023"),
        ("briefing on Ashwick", "/briefing/?item=council.ashwick"),
        ("compare marling and ditching", "/compare/approaches/?item=marling&item=ditching"),
        ("marling vs ditching", "/compare/approaches/?item=marling&item=ditching"),
        ("Difference between ditching & marling?",
         "/compare/approaches/?item=ditching&item=marling"),
        ("how does Ashwick compare with Bourton", "/compare/councils/?item=ashwick&item=bourton"),
        ("which councils are like Ashwick", "/councils/ashwick/like/"),
        ("Bourton's nearest neighbours", "/councils/bourton/like/"),
        ("districts similar to ours", "/councils/"),
        ("what didn't work", NOT_WORKED),
        ("what has not worked?", NOT_WORKED),
        ("strongest evidence", "/approaches/"),
        ("examples of marling in Wales", "/case-studies/?approach=marling&nation=wales"),
        (
            "what have Welsh councils done about marling",
            "/case-studies/?approach=marling&nation=wales",
        ),
        (
            "marling case studies from district councils",
            "/case-studies/?approach=marling&council_type=district",
        ),
        ("case studies about marling since 2022", "/case-studies/?approach=marling&from=2022"),
        ("examples in districts", "/case-studies/?council_type=district"),
        ("does marling reduce flooding", "/approaches/marling/"),
        ("is there evidence that marling improves dry cellars", "/approaches/marling/"),
        ("who can I ask about marling", "/approaches/marling/"),
        ("how do councils support marling", "/approaches/marling/"),
        ("barriers to marling", "/approaches/marling/"),
        ("What helps millers?", "/approaches/?population=millers"),
        ("what works for boat people", "/approaches/?population=millers"),
        ("how can we support young millers", "/approaches/?population=millers"),
        ("what support is there for millers", "/approaches/?population=millers"),
        ("what have councils done for people who are boat people",
         "/approaches/?population=millers"),
        ("evidence for millers", "/approaches/?population=millers"),
        ("what works in mills", "/approaches/?setting=mills"),
        ("what is Ashwick doing about marling", "/case-studies/?approach=marling&council=ashwick"),
        ("how did Ashwick tackle marling", "/case-studies/?approach=marling&council=ashwick"),
        ("what happened in Ashwick", "/councils/ashwick/"),
        ("which approach is cheapest?", "/case-studies/?cost=stated"),
        ("case studies that state costs", "/case-studies/?cost=stated"),
        ("which case studies have the strongest evidence", "/case-studies/?sort=evidence"),
        ("compared with a control group", "/findings/?evidence=3"),
        ("randomised controlled trials", "/findings/?evidence=3"),
        ("how reliable are these findings", "/about/#evidence"),
        ("can I trust the figures", "/about/#evidence"),
        ("what does level 2 mean", "/about/#evidence"),
        ("where do these figures come from", "/sources/"),
        ("who runs this website", "/about/"),
        ("what can we learn from failure", NOT_WORKED),
        ("how many case studies are about millers", "/case-studies/?population=millers"),
    ],
)  # fmt: skip
def test_a_question_leads_to_the_page_that_answers(client, typed, address):
    html = page(client, typed)

    assert best(html)[:1] == [address]
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("examples of marling in Wales", 2),
        ("marling case studies since 2020", 1),
        ("case studies from district councils", 1),
        ("case studies in Wales before 2016", 1),
    ],
)
def test_the_number_of_a_list_is_that_of_the_list(client, typed, number):
    html = page(client, typed)

    assert re.search(rf">{number} case stud(y|ies) ", html)
    assert total(client.get(best(html)[0]).content.decode()) == number


def test_what_works_for_somebody_is_said_as_its_page_says_it(client):
    html = page(client, "what works for millers")

    table = unescape(client.get("/approaches/", {"population": "millers"}).content.decode())
    assert "What works for Millers and boat people" in html
    for said in ("1 approach.", "Nobody on the portal has measured what they changed."):
        assert said in html
        assert said in table


def test_the_one_account_of_a_council_comes_itself_and_no_list_of_it(client):
    html = page(client, "how did Bourton tackle marling")

    assert best(html) == ["/case-studies/bourton-2015/"]


def test_no_table_is_offered_for_whom_the_portal_has_nothing(client):
    make.PopulationGroupFactory(name="Astronauts", slug="astronauts")

    assert not best(page(client, "what works for astronauts"))


def test_where_a_place_has_none_the_rest_is_offered_and_that_is_said(client):
    html = page(client, "examples of marling in Scotland")

    assert best(html)[0] == "/case-studies/?approach=marling"
    assert "None of them is in Scotland." in html


@pytest.mark.parametrize(
    "typed", ["briefing on moonshine", "compare moonshine and starlight", "moonshine in Wales"]
)
def test_a_question_about_what_is_not_there_is_not_answered(client, typed):
    html = page(client, typed)

    assert "data-absent" in html
    assert not best(html)


def test_a_record_of_the_old_name_leads_on_and_every_writing_of_a_council_is_known(client):
    assert best(page(client, "Council of Ashwick")) == ["/councils/ashwick/"]


def test_the_number_of_results_counts_what_is_listed(client, world):
    make.CaseStudyFactory(title="Moats", summary="Marling beside a moat.", published=True)
    html = page(client, "marling moat")

    groups = re.findall(r'data-group="([^"]+)"\s+data-count="(\d+)"', html)
    assert "concepts" in dict(groups)
    assert total(html) == sum(int(number) for _name, number in groups)
    whole = page(client, "marling moat", kind="concepts")
    assert total(whole) == int(dict(groups)["concepts"]) == len(re.findall("data-result=", whole))


def test_sources_are_searched_for_words_and_a_list_without_a_search_says_so(client):
    cited = make.SourceFactory(title="The marl of Ashwick", published=True)
    make.CaseStudyFactory(published=True, source=cited)

    html = client.get("/sources/", {"q": "marl"}).content.decode()
    assert total(html) == 1
    assert f'data-result="{cited.slug}"' in html
    said = unescape(client.get("/frameworks/", {"q": "marl"}).content.decode())
    assert "This list has no search for words: “marl”." in said
