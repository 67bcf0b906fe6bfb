"""Each page asks the index once for all that it shows of its filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wellbeing_portal.search import Reader, current
from wellbeing_portal.search import reader as reader_module
from wellbeing_portal.search.engine import Engine

Asked = Callable[[str], tuple[int, int]]

ENGINE = ("count", "counted", "hits", "aggregate")
"""What makes the engine walk over documents."""


@pytest.fixture
def asked(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Asked:
    """Tell how many questions a page asks, and how often that makes the engine search."""
    settings.INDEX_BITMAPS = False  # what they once take is no page's own
    number: Counter[str] = Counter()

    def counting(name: str, original: Callable[..., object]) -> Callable[..., object]:
        def asked(*arguments: object, **named: object) -> object:
            number[name] += 1
            return original(*arguments, **named)

        return asked

    monkeypatch.setattr(Reader, "ask", counting("questions", Reader.ask))
    for name in ENGINE:
        monkeypatch.setattr(Engine, name, counting("searches", getattr(Engine, name)))

    def ask(address: str) -> tuple[int, int]:
        client.get(address)  # the bits of findings are made once for each version of the content
        current().memory.clear()
        number.clear()
        response = client.get(address)
        assert response.status_code == 200
        if response.streaming:
            b"".join(getattr(response, "streaming_content", ()))
        return number["questions"], number["searches"]

    return ask


@pytest.mark.parametrize(
    ("address", "searches"),
    [
        ("/strategies/", 2),
        ("/case-studies/?region=london", 6),
        ("/case-studies/?region=london&evidence=1&sort=evidence", 12),
        ("/case-studies/feed/?region=london", 1),
        ("/case-studies/?region=london&export=csv", 2),
    ],
)
def test_list_its_feed_and_its_file_ask_one_question(content, asked, address, searches):
    assert asked(address) == (1, searches)


def test_councils_are_asked_for_once_and_how_much_all_have_once_for_each_kind(content, asked):
    # A facet of all case studies and one of all strategies: kept for every page on councils.
    assert asked("/councils/?region=london") == (3, 7)


@pytest.mark.parametrize(
    ("address", "questions"),
    [
        # Of case studies, and of what frameworks report.
        ("/evidence-map/?filters=show&region=london", 2),
        ("/evidence-map/?rows=population&columns=setting&evidence=1", 1),
        ("/evidence-map/?region=london&export=csv", 2),
        # Of findings, by which the case studies that they are in are counted as well; in files,
        # without inferred ties.
        ("/pathways/?filters=show&region=london", 1),
        ("/pathways/?region=london&export=json", 2),
        ("/priorities/?filters=show&region=london", 1),
    ],
)
def test_maps_ask_one_question_of_each_kind(content, asked, address, questions):
    assert asked(address)[0] == questions


def test_page_on_several_kinds_of_documents_asks_once_for_each(content, asked):
    assert asked("/")[0] == 12


def test_words_are_turned_into_queries_once(content, asked, monkeypatch):
    made = []
    original = reader_module.TextQueries.ask
    monkeypatch.setattr(
        reader_module.TextQueries,
        "ask",
        lambda self, text, *rest, **named: (
            made.append(text) or original(self, text, *rest, **named)
        ),
    )

    questions, searches = asked("/case-studies/?q=loneliness&region=london&evidence=1")

    assert questions == 1
    assert made.count("loneliness") == 2  # the page is asked for twice
    # Names that words may be, the words, a page of them, facets, and what is asked of findings.
    assert searches <= 18


def test_each_clause_is_made_once_however_much_is_counted(content, asked, monkeypatch):
    made = []
    original = reader_module.selected
    monkeypatch.setattr(
        reader_module, "selected", lambda *given: made.append(given) or original(*given)
    )

    asked("/case-studies/?region=london&evidence=1&approach=workforce-training")

    assert len(made) == 2  # the page is asked for twice


@pytest.mark.parametrize(
    "address", ["/evidence-map/?filters=show", "/pathways/?filters=show", "/case-studies/"]
)
def test_nothing_is_read_twice_for_the_filters_and_for_the_drawing(content, client, address):
    current().memory.clear()

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    asked = [query["sql"] for query in queries]
    assert any("casestudies_approach" in sql for sql in asked)
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/evidence-map/?rows=nonsense&approach=nonsense&open=nonsense", 2),
        ("/pathways/?approach=nonsense&tie=approach.a~outcome.b&page=999", 3),
        ("/case-studies/?sort=nonsense&approach=nonsense&page=nonsense", 3),
        ("/priorities/?council=nonsense", 1),
    ],
)
def test_what_is_ignored_is_said_once_however_much_is_made_of_it(content, client, address, said):
    ignored = client.get(address).context["ignored"]

    assert len(ignored) == len(set(ignored)) == said
