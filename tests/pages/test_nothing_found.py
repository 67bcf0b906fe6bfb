"""Where nothing matches, the page says what would, and keeps its word."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from strategies.models import Council
from tests import factories as make
from tests.pages.following import total_of

pytestmark = pytest.mark.django_db
PATH = "/case-studies/"


@pytest.fixture
def world() -> dict[str, Any]:
    """Two kinds of training in London, and one that only Wales has."""
    training = make.ApproachFactory(name="Training")
    kinds = {
        name: make.ApproachFactory(name=name, broader=training)
        for name in ("First aid", "Listening", "Coaching")
    }
    london = make.CouncilFactory(region=Council.Region.LONDON)
    wales = make.CouncilFactory(region=Council.Region.WALES)
    for council, names in (
        (london, ["First aid", "First aid", "Listening"]),
        (wales, ["Coaching"]),
    ):
        for name in names:
            study = make.CaseStudyFactory(councils=[council], published=True)
            make.CaseStudyApproachFactory(case_study=study, approach=kinds[name])
    return kinds


def offered(html: str, mark: str) -> list[tuple[str, str, int]]:
    """The name, address and promised number of each way out."""
    link = rf'<a [^>]*href="([^"]*)"\s*{mark.strip()}>([^<]*)</a>'
    found = re.findall(rf"{link}[^<]*?:\s*(\d+) case stud", html)
    return [(name, unescape(href), int(number)) for href, name, number in found]


def test_related_concepts_are_offered_with_the_number_they_lead_to(client, world):
    html = client.get(PATH, {"approach": "coaching", "region": "london"}).content.decode()

    related = offered(html, " data-related")
    assert [(name, number) for name, _, number in related] == [
        ("Training", 3), ("First aid", 2), ("Listening", 1),
    ]  # fmt: skip
    for _, address, number in related:
        assert "region=london" in address
        assert total_of(client, address) == number


def test_one_filter_taken_away_gives_what_is_promised(client, world):
    html = client.get(PATH, {"approach": "coaching", "region": "london"}).content.decode()

    reliefs = offered(html, "")
    assert [(name, number) for name, _, number in reliefs] == [
        ("without Coaching", 3), ("without London", 1),
    ]  # fmt: skip
    for _, address, number in reliefs:
        assert total_of(client, address) == number


def test_filters_are_offered_by_themselves_where_no_one_of_them_stands_in_the_way(client, world):
    make.CaseStudyFactory(settings=[make.SettingFactory(name="Parks")], published=True)
    asked = {"q": "zebra", "approach": "coaching", "region": "london", "setting": "parks"}
    html = client.get(PATH, asked).content.decode()

    alone = offered(html, " data-alone")
    assert [(name, number) for name, _, number in alone] == [
        ("only London", 3),
        ("only Coaching", 1),
        ("only Parks", 1),
    ]
    for _, address, number in alone:
        assert total_of(client, address) == number


def test_filters_are_not_offered_by_themselves_where_one_stands_in_the_way(client, world):
    make.CaseStudyFactory(settings=[make.SettingFactory(name="Parks")], published=True)
    html = client.get(PATH, {"region": "london", "setting": "parks"}).content.decode()

    assert [name for name, _, _ in offered(html, "")] == ["without Parks", "without London"]
    assert "data-related" not in html
    assert "No single filter stands in the way" not in html


def test_nothing_related_is_offered_where_something_matches(client, world):
    html = client.get(PATH, {"approach": "coaching"}).content.decode()

    assert "data-related" not in html


@pytest.mark.parametrize(
    "path",
    [
        *("/case-studies/", "/findings/", "/strategies/", "/approaches/", "/outcomes/"),
        *("/enablers/", "/evidence-map/", "/pathways/", "/priorities/"),
    ],
)
def test_council_that_has_nothing_leads_to_those_like_it(client, world, path):
    make.FindingFactory(case_study=make.CaseStudyFactory(published=True))
    make.PriorityFactory(strategy=make.StrategyFactory(published=True))
    council = make.CouncilFactory(name="Quiet Vale")

    html = client.get(path, {"council": council.slug}).content.decode()

    assert "Councils like Quiet Vale, and what they did" in html
    assert f'href="/councils/{council.slug}/like/"' in html


def test_nothing_on_a_subject_leads_to_no_council(client, world):
    html = client.get(PATH, {"approach": "coaching", "region": "london"}).content.decode()

    assert "Councils like" not in html


def test_that_nothing_is_found_is_said_once(world, client):
    alone = client.get(PATH, {"q": "unheardof"}).content.decode()
    filtered = client.get(PATH, {"q": "unheardof", "region": "wales"}).content.decode()

    assert "Nothing on the portal about" in alone
    assert "Nothing on the portal matches all of that." not in alone
    assert "Nothing on the portal matches all of that." in filtered
