"""Whatever is published has a page, and can be reached."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tests.pages.reading import LISTS, STATIC_PAGES, Page, every_public_address
from wellbeing_portal.site.sitemaps import PublishedSitemap


@pytest.fixture
def pages(universe, answer):
    """Every public page, under its address."""
    return {
        address: Page(answer(address).content.decode())
        for address in every_public_address(universe)
        if address.endswith("/")
    }


def test_every_public_address_answers(universe, answer):
    for address in every_public_address(universe):
        assert answer(address).status_code == 200, address


def test_every_page_has_a_title_that_stands_alone_and_one_main_heading(pages):
    titles = {}
    for address, page in pages.items():
        titles[address] = page.title
        assert page.title.endswith(" – Council Wellbeing Portal"), address
        assert [level for level, _ in page.headings].count("h1") == 1, address
    assert len(set(titles.values())) == len(titles), "two pages have the same title"


def test_a_record_is_titled_by_its_name(universe, show):
    for record in universe.published:
        assert show(record.get_absolute_url()).title.startswith(str(record))


def test_headings_never_skip_a_level(pages):
    for address, page in pages.items():
        above = 0
        for level in (int(level[1]) for level, _ in page.headings):
            assert level <= above + 1, f"{address}: h{above} is followed by h{level}"
            above = level


def test_ids_are_unique_and_contents_lead_to_them(pages):
    for address, page in pages.items():
        assert len(set(page.ids)) == len(page.ids), address
        anchors = {link[1:] for link in page.links if link.startswith("#")}
        assert anchors <= set(page.ids), f"{address}: {anchors - set(page.ids)}"


def test_every_page_has_skip_link_main_and_navigation(universe, show):
    for address in ["/", *LISTS, *STATIC_PAGES, universe.rich.get_absolute_url()]:
        page = show(address)
        assert page.links[0] == "#main-content"
        assert ("main", "main-content") in [(tag, a.get("id")) for tag, a in page.tags]
        assert {"/case-studies/", "/strategies/", "/councils/", "/frameworks/"} <= set(page.links)
        assert {"/sources/", "/accessibility/", "/privacy/", "/cookies/"} <= set(page.links)


def test_the_navigation_marks_where_you_are(universe, show):
    current = {
        path: {a["href"] for tag, a in show(path).tags if tag == "a" and a.get("aria-current")}
        for path in ("/councils/", "/councils/northmarl/", "/")
    }

    assert current == {
        "/councils/": {"/councils/"},
        "/councils/northmarl/": {"/councils/"},
        "/": set(),
    }


def test_breadcrumbs_lead_home_and_to_the_list(universe, client):
    for record in universe.published:
        html = client.get(record.get_absolute_url()).content.decode()
        trail = html[html.index("govuk-breadcrumbs__list") :].split("</ol>")[0]
        above = record.get_absolute_url().rsplit("/", 2)[0] + "/"
        assert re.findall(r'href="([^"]*)"', trail) == ["/", above]
        assert 'aria-current="page"' in trail


def test_lists_hold_exactly_what_is_published(universe, show):
    expected = {
        "/case-studies/": [universe.plain, universe.rich],
        "/strategies/": [universe.plain_strategy, universe.joint],
        "/frameworks/": [universe.plain_framework, universe.framework],
        "/sources/": [universe.minutes, universe.report],
        "/councils/": [
            *(universe.northmarl, universe.southmarl, universe.eastport),
            *(universe.marlshire, universe.quietham),
        ],
    }
    for path, records in expected.items():
        page = show(path)
        assert sorted(page.results) == sorted(record.slug for record in records), path
        assert page.total == len(records), path
        assert {record.get_absolute_url() for record in records} <= set(page.links), path


def test_abolished_council_is_not_listed_but_keeps_its_page(universe, show):
    page = show(universe.old_marl.get_absolute_url())

    assert "ended on 31 March 2009. These councils followed it:" in page.text
    assert {universe.northmarl.get_absolute_url(), universe.southmarl.get_absolute_url()} <= set(
        page.links
    )


def test_sitemap_names_every_published_page_and_nothing_else(universe, client):
    response = client.get("/sitemap.xml")

    assert response["Content-Type"].startswith("application/xml")
    paths = locations(response)
    expected = {a for a in every_public_address(universe) if a.endswith("/")}
    assert sorted(set(paths)) == sorted(paths), "an address stands twice"
    assert set(paths) | {universe.old_marl.get_absolute_url()} == expected | {
        universe.old_marl.get_absolute_url()
    }


def test_long_sitemap_is_divided_and_its_parts_name_every_page(universe, client, monkeypatch):
    whole = locations(client.get("/sitemap.xml"))
    monkeypatch.setattr(PublishedSitemap, "limit", 1)

    parts = locations(client.get("/sitemap.xml"))

    assert "/sitemap-case-studies.xml" in parts
    assert "/sitemap-case-studies.xml?p=2" in parts
    found = [address for part in parts for address in locations(client.get(part))]
    assert sorted(found) == sorted(whole)


def locations(response: Any) -> list[str]:
    return re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", response.content.decode())


def test_section_of_the_sitemap_that_is_not_there_is_not_found(client, db):
    assert client.get("/sitemap-nothing.xml").status_code == 404


def test_robots_are_kept_out_of_the_admin_and_shown_the_sitemap(client):
    response = client.get(reverse("robots"))

    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().split("\n")
    assert "Disallow: /admin/" in lines
    assert "Disallow: /curate/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
