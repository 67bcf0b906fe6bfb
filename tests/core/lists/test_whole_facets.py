"""Ten options of a facet are sent, the chosen ones always, and all of them when asked for."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from wellbeing_portal.core.lists.facets import SHOWN, build_facet
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

LIST = "/case-studies/"


def facet(size: int, chosen: list[str] | None = None, **options: Any) -> Any:
    """A facet of ``size`` terms, the fullest first, and two narrower ones below the last."""
    terms = [Term(f"t{number:02}", f"Term {number:02}") for number in range(size)]
    terms += [Term("n1", "Narrow 1", terms[-1].value), Term("n2", "Narrow 2", terms[-1].value)]
    counts = {term.value: 100 - place for place, term in enumerate(terms)}
    return build_facet("f", "F", Vocabulary.of(terms), counts, chosen or [], **options)


def values(options: Any) -> list[str]:
    return [value for one in options for value in (one.value, *values(one.narrower))]


def test_fullest_ten_are_shown_and_nothing_narrower():
    assert values(facet(30).shown) == [f"t{number:02}" for number in range(SHOWN)]


def test_chosen_option_is_shown_wherever_it_stands():
    shown = values(facet(30, ["t25"]).shown)

    assert shown[0] == "t25"
    assert len(shown) == SHOWN


def test_chosen_narrower_option_is_shown_below_its_broader_one():
    shown = facet(30, ["n2"]).shown

    assert shown[0].value == "t29"
    assert [one.value for one in shown[0].narrower] == ["n2"]


def test_many_chosen_options_are_all_shown():
    chosen = [f"t{number:02}" for number in range(5, 25)]

    assert set(chosen) <= set(values(facet(30, chosen).shown))


def test_few_options_more_than_ten_are_shown_at_once():
    assert len(values(facet(10).shown)) == 12
    assert not facet(10).is_short


def test_facet_of_one_choice_is_always_whole():
    assert len(values(facet(30, single=True).shown)) == 32


# ── On pages ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def approaches(db: None) -> list[str]:
    """Fifteen approaches, one narrower than another, each used by a case study."""
    broad = make.ApproachFactory(name="Broad", slug="broad")
    made = [broad, make.ApproachFactory(name="Narrow", slug="narrow", broader=broad)]
    made += [make.ApproachFactory(name=f"A{n:02}", slug=f"a{n:02}") for n in range(13)]
    for approach in made:
        make.CaseStudyApproachFactory(approach=approach, case_study__published=True)
    return sorted(one.slug for one in made)


def printed(client: Any, address: str, **headers: str) -> list[str]:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return sorted(
        re.findall(r'data-facet="approach" data-value="([^"]*)"', response.content.decode())
    )


def link(client: Any, address: str) -> str:
    found = re.search(r'id="all-approach" href="([^"]*)"', client.get(address).content.decode())
    assert found
    return unescape(found[1])


def test_link_leads_to_the_whole_facet_on_the_same_page(approaches, client):
    address = f"{LIST}?approach=a01&sort=newest"
    assert len(printed(client, address)) < len(approaches)

    whole = link(client, address)

    assert whole == f"{LIST}?approach=a01&sort=newest&all=approach#facet-approach"
    assert printed(client, whole) == approaches
    assert link(client, whole) == f"{address}#facet-approach"


def test_form_and_chips_keep_a_facet_whole(approaches, client):
    html = client.get(f"{LIST}?approach=a01&all=approach").content.decode()

    assert '<input type="hidden" name="all" value="approach" form="filters">' in html
    assert re.search(r'href="[^"]*all=approach[^"]*" data-remove', html) or re.search(
        r'data-remove[^>]*href="[^"]*all=approach', html
    )


def test_one_facet_alone_is_all_of_it_and_little_else(approaches, client):
    part = client.get(f"{LIST}?facet=approach").content.decode()

    assert printed(client, f"{LIST}?facet=approach") == approaches
    assert part.count("<details") == 1
    assert "<html" not in part
    assert "<h1" not in part


def test_one_facet_alone_promises_what_the_page_does(approaches, client):
    page = f"{LIST}?approach=a01&all=approach"
    option = re.compile(r"<li[^>]* data-facet=\"approach\".*?data-count=\"\d+\">")

    alone = client.get(f"{LIST}?approach=a01&facet=approach").content.decode()

    assert option.findall(alone) == option.findall(client.get(page).content.decode())


def test_one_facet_alone_fetches_no_results(approaches, client):
    client.get(f"{LIST}?facet=approach")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{LIST}?facet=approach&page=1")

    assert not any("casestudies_casestudycouncil" in query["sql"] for query in queries)


def test_scripts_say_which_facets_stay_whole(approaches, client):
    assert printed(client, LIST, **{"Whole-Facets": "stage,approach"}) == approaches


@pytest.mark.parametrize("name", ["all", "facet"])
def test_facet_that_does_not_exist_is_ignored_and_named(approaches, client, name):
    html = client.get(LIST, {name: "nonsense"}).content.decode()

    assert "There is no filter called “nonsense”." in html
    assert "data-total" in html


@pytest.mark.parametrize("path", ["/evidence-map/", "/pathways/", "/priorities/"])
def test_filters_above_a_map_are_short_and_whole_too(universe, client, path):
    html = client.get(path, {"filters": "show"}).content.decode()
    name = re.search(r'id="facet-([a-z_]+)"', html)
    assert name

    part = client.get(path, {"filters": "show", "facet": name[1]})

    assert part.status_code == 200
    assert part.content.decode().count("<details") == 1
    assert client.get(path, {"filters": "show", "all": name[1]}).status_code == 200
