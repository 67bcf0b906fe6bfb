"""Lists stand in the order that their label promises, in pages, and say what they ignored."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from casestudies.models import Finding
from tests import factories as make
from tests.pages.reading import LISTS

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def titles(client):
    """The titles of a list, in their order."""

    def titles(path, **params):
        records = client.get(path, params).context["object_list"]
        return [str(record) for record in records]

    return titles


def study(title, days_ago=0, levels=(), **values):
    record = make.CaseStudyFactory(
        title=title, published=True, published_at=NOW - dt.timedelta(days=days_ago), **values
    )
    for level in levels:
        make.FindingFactory(case_study=record, evidence_level=level)
    return record


def test_case_studies_by_title(titles):
    for title in ("Bravo", "Charlie", "Alpha"):
        study(title)

    assert titles("/case-studies/") == ["Alpha", "Bravo", "Charlie"]
    assert titles("/case-studies/", sort="title") == ["Alpha", "Bravo", "Charlie"]


def test_titles_sort_as_people_read_them(titles):
    for title in ("Zebra crossings", "apples for all", "Benches"):
        study(title)

    assert titles("/case-studies/") == ["apples for all", "Benches", "Zebra crossings"]


def test_case_studies_newest_first_then_by_title(titles):
    for title, age in (("Bravo", 1), ("Old", 9), ("Alpha", 1), ("New", 0)):
        study(title, days_ago=age)

    assert titles("/case-studies/", sort="newest") == ["New", "Alpha", "Bravo", "Old"]


def test_words_that_are_looked_for_leave_the_order_that_is_asked_for(titles):
    for title, age in (("Kites", 9), ("Flying kites", 5), ("A walk", 0)):
        study(title, days_ago=age, summary="They flew kites.")

    assert titles("/case-studies/", q="kites")[-1] == "A walk"
    assert titles("/case-studies/", q="kites", sort="newest") == ["A walk", "Flying kites", "Kites"]


def test_case_studies_by_strongest_evidence_then_number_of_findings_then_title(titles):
    level = Finding.EvidenceLevel
    study("None")
    study("One weak", levels=[level.SAID])
    study("Two strong", levels=[level.COMPARED, level.SAID])
    study("One strong", levels=[level.COMPARED])
    study("Another strong", levels=[level.COMPARED])
    study("Strongest", levels=[level.REPLICATED])

    assert titles("/case-studies/", sort="evidence") == [
        *("Strongest", "Two strong", "Another strong", "One strong", "One weak", "None"),
    ]


def strategy(title, **values):
    return make.StrategyFactory(title=title, published=True, **values)


def test_strategies_by_title(titles):
    for title in ("Bravo", "Charlie", "Alpha"):
        strategy(title)

    assert titles("/strategies/") == ["Alpha", "Bravo", "Charlie"]


def test_strategies_latest_start_first_undated_last_then_by_title(titles):
    for title, year in (("Bravo", 2018), ("None", None), ("Alpha", 2018), ("New", 2020)):
        strategy(title, start_year=year, end_year=None)

    assert titles("/strategies/", sort="newest") == ["New", "Alpha", "Bravo", "None"]


def test_strategies_with_most_priorities_first_then_by_title(titles):
    for title, count in (("Bravo", 1), ("Many", 3), ("None", 0), ("Alpha", 1)):
        record = strategy(title)
        for _ in range(count):
            make.PriorityFactory(strategy=record, themes=make.ThemeFactory.create_batch(2))

    assert titles("/strategies/", sort="priorities") == ["Many", "Alpha", "Bravo", "None"]


def test_councils_with_most_case_studies_first_then_strategies_then_name(titles):
    councils = {name: make.CouncilFactory(name=name) for name in "ABCDE"}
    for name, studies, strategies in (("B", 0, 2), ("C", 2, 0), ("D", 1, 1), ("E", 1, 1)):
        for _ in range(studies):
            make.CaseStudyFactory(councils=[councils[name]], published=True)
        for _ in range(strategies):
            make.StrategyFactory(councils=[councils[name]], published=True)

    assert titles("/councils/") == ["C", "D", "E", "B", "A"]
    assert titles("/councils/", sort="title") == ["A", "B", "C", "D", "E"]


def source(title, year=None, day=None, **values):
    """Make a source that a strategy rests on: without, it is not listed."""
    made = make.SourceFactory(
        title=title, published_year=year, published_on=day, published=True, **values
    )
    make.StrategyFactory(source=made, published=True)
    return made


def test_sources_by_title(titles):
    for title in ("Bravo", "Charlie", "Alpha"):
        source(title)

    assert titles("/sources/") == ["Alpha", "Bravo", "Charlie"]


def test_sources_latest_first_by_day_or_year_then_by_title(titles):
    source("Bravo", year=2019)
    source("Undated")
    source("Day only", day=dt.date(2021, 5, 4))
    source("Earlier day", year=2021, day=dt.date(2021, 2, 1))
    source("Alpha", year=2019)
    source("Newest", year=2022)

    assert titles("/sources/", sort="newest") == [
        *("Newest", "Day only", "Earlier day", "Alpha", "Bravo", "Undated"),
    ]


def test_frameworks_latest_source_first_then_by_title(titles):
    for title, year, day in (
        ("Bravo", 2010, None),
        ("Undated", None, None),
        ("Day only", None, dt.date(2021, 10, 14)),
        ("Alpha", 2010, None),
        ("Newest", 2022, None),
    ):
        make.FrameworkFactory(title=title, published=True, source=source(f"S {title}", year, day))

    assert titles("/frameworks/") == ["Newest", "Day only", "Alpha", "Bravo", "Undated"]
    assert titles("/frameworks/", sort="title") == [
        *("Alpha", "Bravo", "Day only", "Newest", "Undated"),
    ]


MANY = {
    "/case-studies/": lambda n: make.CaseStudyFactory(
        title="Same", slug=f"s{n}", published=True, published_at=NOW
    ),
    "/strategies/": lambda n: make.StrategyFactory(title="Same", slug=f"s{n}", published=True),
    "/councils/": lambda n: make.CouncilFactory(slug=f"s{n}"),
    "/frameworks/": lambda n: make.FrameworkFactory(title="Same", slug=f"s{n}", published=True),
    "/sources/": lambda n: source("Same", slug=f"s{n}"),
}


@pytest.mark.parametrize("path", LISTS)
def test_pages_hold_each_record_once_even_if_all_are_alike(client, path):
    for number in range(41):
        MANY[path](number)
    total = client.get(path).context["total"]

    for name, _ in client.get(path).context["sorts"]:
        seen = []
        for page in range(1, 4):
            context = client.get(path, {"page": page, "sort": name}).context
            seen += [record.slug for record in context["object_list"]]
        assert len(seen) == len(set(seen))
        assert len(seen) == min(60, total)


@pytest.mark.parametrize("path", LISTS)
def test_pages_of_twenty_with_links_that_keep_the_order(show, client, path):
    for number in range(41):
        MANY[path](number)
    name = client.get(path).context["sorts"][1][0]

    page = show(path, page=2, sort=name)

    assert len(page.results) == 20
    pages = {link for link in page.links if link.startswith("?")}
    assert {re.sub(r"page=\d+", "", link).strip("?&") for link in pages} == {f"sort={name}"}
    assert {"1", "2", "3"} <= set(re.findall(r"page=(\d+)", " ".join(sorted(pages))))
    assert ", page 2 – Council Wellbeing Portal" in page.title
    assert "Page 2" in [a.get("aria-label") for _, a in page.tags if a.get("aria-current")]


@pytest.mark.parametrize("path", LISTS)
def test_page_that_is_not_there_is_clamped_and_said(client, path):
    for number in range(21):
        MANY[path](number)
    last = client.get(path).context["page_obj"].paginator.num_pages

    for asked, shown in (
        *(("99", last), ("9" * 30, last), ("0", 1), ("-1", 1), ("two", 1), ("1.5", 1)),
        *(("٣", 1), (" 2", 1), ("1\0", 1)),
    ):
        response = client.get(path, {"page": asked})
        assert response.status_code == 200
        assert response.context["page_obj"].number == shown, asked
        text = response.content.decode()
        written = asked[:20].replace("\0", " ")
        assert f"There is no page “{written}”: the list has {last} pages." in text
        assert "We ignored that and show what we can." in text


@pytest.mark.parametrize("path", LISTS)
def test_order_that_is_not_there_is_ignored_and_said(client, path):
    MANY[path](1)

    response = client.get(path, {"sort": "<b>size</b>"})

    text = response.content.decode()
    assert "There is no sort order called “&lt;b&gt;size&lt;/b&gt;”." in text
    assert response.context["sort"] == response.context["sorts"][0][0]


@pytest.mark.parametrize("path", LISTS)
def test_well_asked_list_ignores_nothing(client, path):
    for number in range(21):
        MANY[path](number)

    for name, label in client.get(path).context["sorts"]:
        response = client.get(path, {"page": "2", "sort": name})
        assert response.context["ignored"] == []
        assert "We ignored that" not in response.content.decode()
        # The first of them may go without a value.
        selected = rf'<option value="({name})?"\s+selected>\s*{label}\s*</option>'
        assert re.search(selected, response.content.decode())


def test_total_is_the_whole_list_in_words(show):
    for number in range(21):
        MANY["/case-studies/"](number)

    page = show("/case-studies/", page=2)

    assert page.total == 21
    assert "21 case studies" in page.text
    assert len(page.results) == 1
    assert 'start="21"' in page.html


def test_a_strategy_is_told_in_whole_sentences_and_briefly(client):
    first = "A plan of ten years for the whole of the city and all who live in it."
    second = "It has four aims, of which the first is homes."
    make.StrategyFactory(published=True, summary=f"{first} {second} {first.upper()} Five.")

    html = client.get("/strategies/").content.decode()

    assert f"{first} {second}<" in html
    assert "Five." not in html


def test_a_filter_taken_away_leads_to_the_first_page(client):
    make.CouncilFactory.create_batch(60, region="wales", nation="wales")
    asked = {"region": "wales", "nation": "wales", "page": "2"}

    chips = client.get("/councils/", asked).context["chips"]

    assert [(one.parameter, one.url) for one in chips] == [
        ("region", "/councils/?nation=wales"),
        ("nation", "/councils/?region=wales"),
    ]
