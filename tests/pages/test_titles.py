"""The title of a page says what it lists, so that a tab, a bookmark or a screen reader can."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.pages.kinds import one_of_each_kind
from tests.pages.reading import Page

PORTAL = " – Council Wellbeing Portal"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/case-studies/", "Case studies"),
        ("/case-studies/?region=south-east", "Case studies in South East"),
        ("/case-studies/?region=south-east&region=london", "Case studies in South East or London"),
        ("/case-studies/?q=marl&sort=title", "Case studies about “marl”"),
        ("/case-studies/?region=nowhere", "Case studies"),
        ("/strategies/?region=south-west", "Strategies in South West"),
        ("/councils/?type=county", None),
        ("/evidence-map/", "Evidence map of approaches and outcomes"),
        (
            "/evidence-map/?region=london&only=gaps",
            "Gaps in the evidence map of approaches and outcomes in London",
        ),
        ("/pathways/?region=london", "Pathways from enablers to outcomes in London"),
        ("/priorities/?region=london", "Priorities of councils by theme in London"),
        ("/priorities/fairness/?region=london", "Fairness as a priority in London"),
        ("/search/?q=marl", "Search for “marl”"),
        ("/approaches/community-gardens/?evidence=2", None),
    ],
)
def test_title_says_what_is_listed(universe, show, address, title):
    shown = show(address).title
    plain = show(address.partition("?")[0]).title

    assert shown.endswith(PORTAL)
    if title is None:
        assert shown != plain
    else:
        assert shown == title + PORTAL


def test_title_of_a_group_of_results_names_the_words_and_the_page(universe, show):
    for number in range(25):
        make.CaseStudyFactory(title=f"Orchards {number}", published=True)

    page = show("/search/", q="orchards", kind="case-studies", page=2)

    assert page.title == "25 case studies for “orchards”, page 2" + PORTAL


def test_title_names_the_page_of_a_filtered_list(universe, show):
    for number in range(25):
        make.CaseStudyFactory(title=f"Gardens {number}", published=True)

    assert show("/case-studies/", q="gardens", page=2).title == (
        "Case studies about “gardens”, page 2" + PORTAL
    )


def test_title_of_very_many_filters_stays_short(universe, show):
    assert len(show("/case-studies/", q="word " * 80).title) < 200


def test_no_two_kinds_of_pages_have_the_same_title(universe, answer):
    titles: dict[str, str] = {}
    for address in one_of_each_kind():
        if "filters=show" in address or "open=" in address or "item=" in address:
            continue  # the same content, folded or unfolded
        title = Page(answer(address).content.decode()).title
        assert title not in titles, (address, titles[title])
        titles[title] = address
