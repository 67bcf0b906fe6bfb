"""Whatever stands in the address, no page breaks."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.depth import examples
from tests.pages.nonsense import HOSTILE
from tests.pages.reading import LISTS, STATIC_PAGES
from tests.universe import Universe

QUICK = settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
PARAMETERS = st.sampled_from(["page", "sort", "q", "council", "from", "export", "next", ""])
NASTY = st.sampled_from(HOSTILE)
VALUES = st.one_of(NASTY, st.text(max_size=30), st.integers().map(str))
QUERIES = st.lists(st.tuples(PARAMETERS | st.text(max_size=8), VALUES), max_size=5)
RAW = st.text(alphabet=st.characters(max_codepoint=127), max_size=40).map(
    lambda text: text.replace("#", "")
)


def is_answer(response: Any, pairs: list[tuple[str, str]]) -> bool:
    """Whether a page answered: with itself, or where it was asked for a file, that it has none."""
    asks_for_file = any(name == "export" and value for name, value in pairs)
    return response.status_code == 200 or (asks_for_file and response.status_code == 404)


def encoded(pairs: list[tuple[str, str]]) -> str:
    """A query string; ``quote`` refuses half characters, which no browser can send."""
    return "&".join(
        f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in pairs
    )


def single_pages(universe: Universe) -> list[str]:
    records: list[Any] = [
        universe.rich,
        universe.joint,
        universe.northmarl,
        universe.report,
        universe.framework,
    ]
    return [record.get_absolute_url() for record in records]


@QUICK
@given(path=st.sampled_from(LISTS), query=QUERIES)
def test_lists_answer_any_parameters(universe, client: Client, path, query):
    response = client.get(path, QUERY_STRING=encoded(query))

    assert is_answer(response, query)
    assert response.status_code == 404 or "data-total" in response.content.decode()


@QUICK
@given(path=st.sampled_from(["/", *STATIC_PAGES, "/sitemap.xml", "/robots.txt"]), query=QUERIES)
def test_pages_of_the_site_answer_any_parameters(universe, client: Client, path, query):
    if path == "/sitemap.xml":
        # Its own parameter, p, is Django's: a page that is not there is not found.
        query = [(name, value) for name, value in query if name != "p"]

    assert is_answer(client.get(path, QUERY_STRING=encoded(query)), query)


@QUICK
@given(number=st.integers(0, 4), query=QUERIES)
def test_single_pages_answer_any_parameters(universe, client: Client, number, query):
    path = single_pages(universe)[number]

    assert is_answer(client.get(path, QUERY_STRING=encoded(query)), query)


@QUICK
@given(path=st.sampled_from(LISTS), query=RAW)
def test_lists_answer_query_strings_that_are_not_even_well_formed(universe, client, path, query):
    assert client.get(path, QUERY_STRING=query).status_code == 200


@QUICK
@given(path=st.sampled_from(LISTS), slug=st.text(min_size=1, max_size=60) | NASTY)
def test_slug_that_nothing_has_is_not_found(universe, client, path, slug):
    address = f"{path}{quote(slug, safe='', errors='replace')}/"

    assert client.get(address).status_code in {404, 400}


@pytest.mark.parametrize("number", ["abc", "0", "-1", "9" * 30, "\0"])
def test_sitemap_page_that_is_not_there_is_not_found(universe, client, number):
    assert client.get("/sitemap.xml", {"p": number}).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_only_answer_questions(universe, client, method):
    for path in ["/", *LISTS, universe.rich.get_absolute_url(), "/about/"]:
        assert getattr(client, method)(path).status_code == 405, path


def test_more_parameters_than_django_reads_are_a_bad_request_not_an_error(
    universe, client, settings
):
    many = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1

    response = client.get("/case-studies/", QUERY_STRING="&".join(["a=1"] * many))

    assert response.status_code == 400
    assert "Something in the address or the form was not right" in response.content.decode()


def test_head_and_options_are_answered(universe, client):
    for path in ["/", *LISTS, universe.rich.get_absolute_url()]:
        assert client.head(path).status_code == 200
        assert client.options(path).status_code == 200


def test_address_without_its_last_slash_is_led_to_the_page(universe, client):
    response = client.get(universe.rich.get_absolute_url().rstrip("/"))

    assert response.status_code == 301
    assert response["Location"] == universe.rich.get_absolute_url()
