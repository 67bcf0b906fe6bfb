"""A council is found first by every name it has, in every box where councils are looked up."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from strategies.models import Council, CouncilChange, Strategy
from tests import factories as make
from tests.admin_pages import admin_url
from tests.core.test_admin_search import offered
from tests.core.test_admin_stale import curator

pytestmark = pytest.mark.django_db

NAMES = ["Ynys Môn", "ynys mon", "Anglesey", "IOACC", "i.o.a.c.c.", "The Druids’ Isle", "W06000001"]


@pytest.fixture
def places(db: None) -> SimpleNamespace:
    anglesey = make.CouncilFactory(
        name="Isle of Anglesey",
        official_name="Isle of Anglesey County Council",
        welsh_name="Ynys Môn",
        initials=["IOACC"],
        other_names=["Anglesey", "The Druids’ Isle"],
        gss_code="W06000001",
    )
    old = make.CouncilFactory(name="Old Vale", ends=dt.date(2009, 3, 31))
    north, south = make.CouncilFactory(name="North Hill"), make.CouncilFactory(name="South Hill")
    for one in (north, south):
        make.CouncilChangeFactory(predecessor=old, successor=one, extent="part")
    for name in ("Isle of Angles", "Vale", "The Hills"):
        make.CouncilFactory(name=name)
    return SimpleNamespace(anglesey=anglesey, old=old, north=north, south=south)


def suggested(client: Client, text: str) -> list[dict[str, str]]:
    answer: list[dict[str, str]] = client.get("/search/suggestions", {"q": text}).json()[
        "suggestions"
    ]
    return answer


def compared(client: Client, text: str) -> Any:
    return client.get("/compare/councils/", {"find": text}).context["found"]


@pytest.mark.parametrize("name", NAMES)
def test_every_box_finds_it_first_by_any_of_its_names(client, places, show, name):
    slug = places.anglesey.slug

    assert show("/councils/", q=name).results[0] == slug
    assert compared(client, name).offers[0].slug == slug
    assert suggested(client, name)[0]["url"] == f"/councils/{slug}/"
    assert offered(curator("ann"), Strategy, "councils", name)[0] == "Isle of Anglesey"


def test_former_council_leads_to_all_that_followed(client, places, show):
    page = show("/councils/", q="Old Vale")

    assert "Old Vale City Council (ended in 2009)" in page.text
    assert {places.north.slug, places.south.slug} <= set(page.results[:2])
    assert {one.get_absolute_url() for one in (places.old, places.north, places.south)} <= set(
        page.links
    )
    offers = compared(client, "Old Vale").offers
    assert [one.slug for one in offers[:3]] == ["old-vale", "north-hill", "south-hill"]
    assert "ended in 2009" in offers[0].about
    titles = [one["title"] for one in suggested(client, "old vale")]
    assert titles[:3] == ["Old Vale (ended in 2009)", "North Hill", "South Hill"]


def test_page_of_a_former_council_names_what_followed(places, show):
    page = show(places.old.get_absolute_url())

    assert "Old Vale City Council ended on 31 March 2009. These councils followed it:" in page.text
    assert {one.get_absolute_url() for one in (places.north, places.south)} <= set(page.links)
    assert "Followed Old Vale" in show(places.north.get_absolute_url()).text


def test_what_is_not_law_says_so(show):
    here, new = make.CouncilFactory(name="Here"), make.CouncilFactory(name="New", begins=None)
    make.CouncilChangeFactory(
        predecessor=here, successor=new, status=CouncilChange.Status.PROPOSED, date=None
    )

    text = show(here.get_absolute_url()).text

    assert "Here City Council may be followed by another council:" in text
    assert "proposed, not decided" in text


@pytest.mark.parametrize("text", ["LS1 1UR", "ls11ur", "SW1A"])
def test_postcodes_are_not_known_and_the_page_says_what_to_type(client, places, show, text):
    said = "Postcodes are not known here. Type the name of a council instead"

    for path in ("/councils/", "/search/"):
        assert said in show(path, q=text).text, path
    assert said in show("/compare/councils/", find=text).text


def test_list_sorts_by_the_word_under_which_people_look(places, show):
    names = ["Isle of Angles", "Isle of Anglesey", "North Hill", "South Hill", "The Hills", "Vale"]
    order = show("/councils/", sort="title").results

    assert [one for one in order if one in {name.lower().replace(" ", "-") for name in names}] == [
        *("the-hills", "isle-of-angles", "isle-of-anglesey", "north-hill", "south-hill", "vale")
    ]


def test_facet_of_councils_carries_their_other_names(places, show):
    make.StrategyFactory(councils=[places.anglesey], published=True)

    assert 'data-also="Ynys Môn; IOACC; Anglesey; The Druids’ Isle"' in show("/strategies/").html


def added(**values: str) -> list[str]:
    """What the page says after a curator has added a council."""
    form = {
        "type": "unitary",
        "region": "london",
        "nation": "england",
        "slug": "another",
        "followed_by-TOTAL_FORMS": "0",
        "followed_by-INITIAL_FORMS": "0",
        **values,
    }
    response = curator("ann").post(admin_url(Council, "add"), form, follow=True)
    assert Council.objects.filter(slug="another").exists(), response.context["errors"]
    return [str(one) for one in response.context["messages"]]


def test_curators_are_told_of_a_council_of_like_name(places):
    messages = added(name="Ynys-Mon", official_name="Ynys Mon Unitary Council")

    assert "Look at this again: Another council has a name like this: Isle of Anglesey." in messages


def test_a_new_name_raises_no_doubt_and_its_lists_of_names_are_kept(places):
    messages = added(
        name="Newtown", official_name="Newtown Council", other_names='Nova\n"New, and old"'
    )

    assert not any("again" in message for message in messages)
    assert Council.objects.get(slug="another").other_names == ["Nova", "New, and old"]


def test_curators_say_who_follows(places):
    page = curator("ann").get(admin_url(places.old))

    (inline,) = page.context["inline_admin_formsets"]
    assert [form.instance.successor for form in inline.formset.initial_forms] == [
        places.north,
        places.south,
    ]


@pytest.mark.parametrize(
    ("factory", "name", "other"),
    [
        (make.OrganisationFactory, "Carers Trust", "The Carers’ Trust"),
        (make.ApproachFactory, "Co-production", "Coproduction"),
        (make.ThemeFactory, "Age well", "Ageing well"),
    ],
)
def test_other_records_of_like_name_are_doubted_too(factory, name, other):
    record = factory(name=name)
    alike = factory(name=other, slug="other")

    assert bool(alike.doubts()) == (name != "Age well")
    assert all(record.name in doubt for doubt in alike.doubts())
