"""Choosing on other pages what to compare: a bar follows the visitor, and nothing breaks it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.depth import examples
from tests.pages.reading import Page
from tests.pages.test_compare import KINDS, pairs, slugs
from tests.pages.test_nonsense import NASTY
from tests.past_signals import update

pytestmark = pytest.mark.django_db

__all__ = ["pairs"]


def choose(client: Client, kind: str, slug: str, page: str = "", **data: str) -> Any:
    headers = {"Referer": page} if page else {}
    sent = {"kind": kind, "item": slug, "action": "add"} | data
    return client.post("/compare/choose/", sent, headers=headers)


def test_reading_sets_no_cookie_and_choosing_does(client, universe):
    for address in ("/", "/case-studies/", universe.rich.get_absolute_url(), "/compare/councils/"):
        assert not client.get(address).cookies

    response = choose(client, "case-studies", universe.rich.slug)

    assert list(response.cookies) == ["sessionid"]
    assert response.cookies["sessionid"]["max-age"] == 90 * 24 * 60 * 60


def test_bar_shows_what_is_chosen_and_leads_to_the_comparison(client, show, pairs):
    assert "Chosen to compare" not in show("/about/").html
    for record in pairs["case-studies"]:
        response = choose(
            client, "case-studies", record.slug, "http://testserver/case-studies/?q=x"
        )
        assert response.headers["Location"] == "/case-studies/?q=x"

    page = show("/about/")

    a, b = slugs(pairs["case-studies"])
    assert f"/compare/case-studies/?item={a}&item={b}" in page.links


def test_chosen_is_left_out_again_and_all_is_cleared(client, show, pairs):
    for record in pairs["councils"]:
        choose(client, "councils", record.slug)

    choose(client, "councils", pairs["councils"][0].slug, action="remove")
    assert show("/about/").html.count("portal-chosen__remove") == 1
    choose(client, "councils", "", action="remove")

    assert "portal-chosen__remove" not in show("/about/").html


def test_choice_follows_the_comparison_of_it(client, show, universe):
    path, a, b = "/compare/councils/", "northmarl", "southmarl"
    for slug in (a, b):
        choose(client, "councils", slug)
    page = client.get(path, {"item": [a, b]}).content.decode()
    assert f"{path}?item={b}" in Page(page).links

    came_from = {"Referer": f"http://testserver{path}?item={a}&item={b}"}
    client.get(path, {"item": [b]}, headers=came_from)

    bar = show("/about/")
    assert bar.html.count("portal-chosen__remove") == 1
    assert f"{path}?item={b}" in bar.links


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "http://testserver/compare/councils/?item=quietham&item=northmarl",
        "http://testserver/compare/strategies/?item=northmarl&item=southmarl",
        "https://evil.example/compare/councils/?item=northmarl&item=southmarl",
        "http://[",
    ],
)
def test_choice_does_not_follow_other_comparisons(client, show, universe, referer):
    for slug in ("northmarl", "southmarl"):
        choose(client, "councils", slug)

    client.get("/compare/councils/", {"item": ["quietham"]}, headers={"Referer": referer})

    assert show("/about/").html.count("portal-chosen__remove") == 2


@pytest.mark.parametrize("kind", KINDS)
def test_list_leads_to_the_comparison(show, universe, kind):
    content = show(f"/{kind}/").html.partition("<main")[2].partition("<footer")[0]

    assert content.count(f'href="/compare/{kind}/"') == 1


def test_no_more_than_four_are_chosen(client, show):
    councils = make.CouncilFactory.create_batch(5)
    for council in councils:
        choose(client, "councils", council.slug)

    assert show("/about/").html.count("portal-chosen__remove") == 4
    assert "4 are chosen to compare" in show(councils[4].get_absolute_url()).text


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://evil.example/",
        "http://testserver//evil.example/",
        "javascript:alert(1)",
        "http://testserver/\\evil.example",
        "http://[",
        "http://testserver/" + "x" * 9000,
    ],
)
def test_only_own_pages_are_gone_back_to(client, universe, address):
    response = choose(client, "case-studies", universe.rich.slug, address)

    assert response.headers["Location"] == "/case-studies/"


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        ("case-studies", "nowhere"),
        ("nothing", "x"),
        ("", ""),
        ("councils", "\0"),
        ("councils", "é"),
    ],
)
def test_choosing_nonsense_chooses_nothing(client, universe, kind, slug):
    response = choose(client, kind, slug)

    assert response.status_code == 302
    assert not response.cookies


def test_unpublished_cannot_be_chosen_and_drops_out(client, show, universe):
    choose(client, "case-studies", universe.hidden_case_studies[0].slug)
    choose(client, "case-studies", universe.rich.slug)
    update(type(universe.rich).objects.filter(pk=universe.rich.pk), state="draft")

    assert "Chosen to compare" not in show("/about/").html


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 302),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://testserver"}, 302),
        ({}, 302),
    ],
)
def test_forms_of_other_sites_are_refused(universe, headers, status):
    client = Client(enforce_csrf_checks=True, headers=headers)

    assert choose(client, "case-studies", universe.rich.slug).status_code == status


def test_button_is_answered_in_place_where_htmx_is(client, universe):
    response = client.post(
        "/compare/choose/",
        {"kind": "councils", "item": "northmarl", "action": "add"},
        headers={"HX-Request": "true"},
    )

    html = response.content.decode()
    assert response.status_code == 200
    assert 'id="compare-councils-northmarl"' in html
    assert 'value="remove"' in html
    assert 'id="chosen-bar" data-hx-swap-oob="true"' in html


def test_choosing_is_not_done_by_links(client, universe):
    assert client.get("/compare/choose/").status_code == 405


@settings(max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(["kind", "item", "action"]), NASTY))
def test_nothing_in_a_form_breaks_choosing(client, universe, data):
    assert client.post("/compare/choose/", data).status_code == 302
