"""On an empty database every page works and says what to do."""

import pytest

from tests.pages.reading import LISTS, STATIC_PAGES

pytestmark = pytest.mark.django_db

NOTHING = {
    "/": "No case study has been published yet.",
    "/case-studies/": "No case study has been published yet.",
    "/strategies/": "No strategy has been published yet.",
    "/councils/": "No council has been published yet.",
    "/frameworks/": "No framework has been published yet.",
    "/sources/": "No source has been published yet.",
}


@pytest.mark.parametrize(("address", "sentence"), NOTHING.items())
def test_empty_page_says_so_and_what_to_do(show, address, sentence):
    page = show(address)

    assert sentence in page.text
    assert "Curators add them in the editor." in page.text
    assert "/curate/" in page.links
    assert page.results == []


@pytest.mark.parametrize("address", LISTS)
def test_empty_list_has_one_page(show, address):
    page = show(address, page=2)

    assert page.total == 0
    assert "There is no page “2”: the list has 1 page." in page.text


@pytest.mark.parametrize("address", [*STATIC_PAGES, "/sitemap.xml", "/robots.txt"])
def test_other_pages_do_not_need_records(client, address):
    assert client.get(address).status_code == 200
