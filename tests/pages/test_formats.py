"""A page answers with the files that it offers, and never as a page when a file was asked for."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from tests.pages.kinds import one_of_each_kind
from tests.pages.reading import Page
from wellbeing_portal.core.export.not_offered import NotOfferedMiddleware
from wellbeing_portal.core.export.response import FORMATS

ASKED = [*FORMATS, "svg", "pdf"]
ODD = ["CSV", "<script>", "=1", "\0", " "]
"""What nobody offers: each page is asked for one of them in turn, since one answer serves all."""
PAGES_WITH_FILES = 15
"""How many of the kinds of pages offer files, at the least."""


@pytest.mark.long
def test_every_page_gives_the_formats_it_links_to_and_no_others(universe, client, answer):
    wrong, with_files = [], 0
    for address, odd in zip(one_of_each_kind(), cycle(ODD), strict=False):
        page = Page(answer(address).content.decode())
        offered = {
            dict(values)["data-format"]
            for tag, values in page.tags
            if tag == "a" and "data-format" in values
        }
        with_files += bool(offered)
        if address == "/shortlist/" or 'data-total="0"' in page.html:
            continue  # an empty list offers its files without linking to them
        joint = "&" if "?" in address else "?"
        path, _, query = f"{address}{joint}".partition("?")
        for asked in (*ASKED, odd):
            response = client.get(path, QUERY_STRING=query + "export=" + quoted(asked))
            if response.streaming:
                b"".join(response)
            is_file = response.status_code == 200 and "attachment" in response.get(
                "Content-Disposition", ""
            )
            if (asked in offered) != is_file or (not is_file and response.status_code != 404):
                wrong.append(f"{address} {asked!r}: {response.status_code}")

    assert wrong == []
    assert with_files >= PAGES_WITH_FILES


def quoted(text):
    return "".join(f"%{byte:02X}" for byte in text.encode())


@pytest.mark.parametrize("path", ["/case-studies/", "/pathways/", "/evidence-map/", "/shortlist/"])
def test_format_that_is_not_there_is_named_with_the_way_to_the_page(universe, show, path):
    page = show(path, status=404, export="pdf", region="london")

    assert "no file format called “pdf”" in page.text
    assert f"{path}?region=london" in page.links


def test_new_page_without_files_needs_no_word_of_its_own():
    request = RequestFactory().get("/new/?export=csv")
    request.session = {}
    request.resolver_match = None

    answer = NotOfferedMiddleware(lambda _request: HttpResponse("a page"))(request)

    assert answer.status_code == 404


def test_columns_of_a_table_are_the_same_on_another_day_and_with_other_filters(
    universe, client, monkeypatch
):
    def header(query=""):
        response = client.get(f"/case-studies/?export=csv{query}")
        return b"".join(response.streaming_content).splitlines()[0]

    today = header()
    later = timezone.now() + dt.timedelta(days=40)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert header("&region=london") == today
    assert b"About this file" not in today
