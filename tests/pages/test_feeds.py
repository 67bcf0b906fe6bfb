"""Feeds: valid Atom, the same filters as their lists, and a way to them from every list."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from lxml import etree

from casestudies.models import CaseStudy
from strategies.models import Strategy
from tests import factories as make
from tests.pages.hostile import public_routes, view_of
from tests.pages.reading import Page

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "atom.rng"))
LISTS = {"/case-studies/": CaseStudy, "/strategies/": Strategy}


@pytest.fixture
def feed(client):
    """Get a feed and judge it by RFC 4287."""

    def feed(address: str) -> etree._Element:
        response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        root = etree.fromstring(response.content)
        assert SCHEMA.validate(root), SCHEMA.error_log
        relations = [link.get("rel", "alternate") for link in root.findall(f"{ATOM}link")]
        assert sorted(relations) == ["alternate", "self"]
        ids = [one.text for one in root.iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids)
        for entry in root.findall(f"{ATOM}entry"):
            assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
        return root

    return feed


def link(root, rel):
    return next(one.get("href") for one in root.findall(f"{ATOM}link") if one.get("rel") == rel)


def titles(root):
    return [one.findtext(f"{ATOM}title") for one in root.findall(f"{ATOM}entry")]


def path_of(address):
    parts = urlsplit(address)
    assert parts.netloc == "testserver"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.mark.parametrize("path", LISTS)
def test_feed_names_its_author_and_holds_what_the_list_holds(universe, feed, show, path):
    root = feed(path + "feed/")

    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Council Wellbeing Portal"
    found = LISTS[path].objects.filter(slug__in=show(path).results)
    assert sorted(titles(root)) == sorted(found.values_list("title", flat=True))
    dates = [one.findtext(f"{ATOM}published") for one in root.findall(f"{ATOM}entry")]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "query", ["region=south-east", "region=south-east&region=london", "q=marl", "q=nothing+at+all"]
)
def test_filtered_feed_keeps_its_query_and_is_valid(universe, feed, show, path, query):
    root = feed(f"{path}feed/?{query}")

    for address in (link(root, "self"), link(root, "alternate"), root.findtext(f"{ATOM}id")):
        asked = parse_qs(urlsplit(address).query)
        assert {name: sorted(values) for name, values in asked.items()} == {
            name: sorted(values) for name, values in parse_qs(query).items()
        }
    assert urlsplit(link(root, "self")).path == f"{path}feed/"
    assert titles(feed(path_of(link(root, "self")))) == titles(root)
    assert len(titles(root)) == len(show(path_of(link(root, "alternate"))).results)


def test_feed_is_the_same_one_however_its_filters_were_put_together(universe, feed):
    one = feed("/case-studies/feed/?region=london&region=south-west&q=marl")
    other = feed("/case-studies/feed/?q=marl&region=south-west&region=london&page=2&sort=title")

    assert one.findtext(f"{ATOM}id") == other.findtext(f"{ATOM}id")
    assert link(one, "self") == link(other, "self")
    assert one.findtext(f"{ATOM}id") != feed("/case-studies/feed/").findtext(f"{ATOM}id")


def test_entry_keeps_its_id_when_its_text_changes(universe, feed):
    def ids():
        return {one.text for one in feed("/case-studies/feed/").iter(f"{ATOM}id")}

    before = ids()
    universe.rich.title = "Another title"
    universe.rich.save()

    assert ids() == before


@pytest.mark.parametrize("path", LISTS)
def test_empty_feed_is_valid_and_stays_the_same(db, feed, path):
    first, second = (etree.tostring(feed(path + "feed/")) for _ in range(2))

    assert first == second


def test_empty_feed_changes_when_something_on_the_list_does(universe, feed):
    def updated():
        return feed("/strategies/feed/?q=unheardof").findtext(f"{ATOM}updated")

    before = updated()
    make.StrategyFactory(published=True)

    assert updated() > before


def test_summary_is_shown_as_text_and_not_taken_for_markup(universe, feed):
    universe.rich.summary = "Fewer than <b>5</b> & more"
    universe.rich.save()

    summaries = [one.text for one in feed("/case-studies/feed/").iter(f"{ATOM}summary")]

    assert "Fewer than &lt;b&gt;5&lt;/b&gt; &amp; more" in summaries


def feed_links(page: Page) -> tuple[list[str], list[str]]:
    """Where the page advertises a feed, and where it shows one."""
    advertised = [
        str(dict(values)["href"])
        for tag, values in page.tags
        if tag == "link" and dict(values).get("rel") == "alternate"
    ]
    shown = [
        str(dict(values)["href"])
        for tag, values in page.tags
        if tag == "a" and "data-feed" in dict(values)
    ]
    return advertised, shown


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("query", ["", "?region=london", "?q=nothing+at+all", "?page=2&sort=title"])
def test_list_advertises_and_shows_the_feed_of_just_what_it_lists(universe, show, path, query):
    advertised, shown = feed_links(show(path + query))

    kept = "" if "page" in query else query
    assert advertised == shown == [f"{path}feed/{kept}"]


def test_every_feed_belongs_to_a_list_that_links_to_it(universe, show):
    feeds = {
        reverse(str(route.name))
        for route in public_routes()
        if str(route.pattern).endswith("feed/")
    }

    linked = {
        feed_links(show(reverse(str(route.name))))[1][0]
        for route in public_routes()
        if getattr(view_of(route), "feed", "")
    }

    assert feeds == linked != set()
