"""The number beside an option of a facet is the number that choosing it gives."""

from __future__ import annotations

import random
from collections.abc import Iterable
from urllib.parse import urlencode

import pytest
from django.test import Client

from casestudies.views.case_study import CaseStudyList
from casestudies.views.finding import FindingList
from tests.pages.following import total_of
from tests.pages.promises import Pairs, Promise, listed, show
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.core.lists.facets import SHOWN
from wellbeing_portal.core.lists.filters import FacetFilter
from wellbeing_portal.site.councils.views import CouncilList
from wellbeing_portal.site.strategies.views import StrategyList

pytestmark = pytest.mark.usefixtures("content")

SEED = 11
FOLLOWED = 10
"""Options that are followed on each list where something is chosen already."""

LISTS: dict[str, type[FacetedListView]] = {
    "/case-studies/": CaseStudyList,
    "/findings/": FindingList,
    "/strategies/": StrategyList,
    "/councils/": CouncilList,
}
WORDS = {
    "/case-studies/": "training",
    "/findings/": "training",
    "/strategies/": "housing",
    "/councils/": "borough",
}

lists = pytest.mark.parametrize("path", LISTS)


def declared(path: str) -> dict[str, FacetFilter]:
    """Return the filters of a list that its record declares, by parameter, in their order."""
    filterset = LISTS[path].filterset_class
    assert filterset.record is not None
    names = (one.asked_as for one in filterset.record.facets)
    return {name: filterset.base_filters[name] for name in names if name in filterset.base_filters}


def facets_of(client: Client, path: str) -> list[str]:
    """Return the facets that a list shows, in their order."""
    return list(dict.fromkeys(one.facet for one in show(client, path).promises))


def not_kept(client: Client, promises: Iterable[Promise]) -> list[str]:
    """Follow each promise, and say which gave another number."""
    given = [(one, total_of(client, one.address)) for one in promises]
    return [one.broken(total) for one, total in given if total != one.count]


def some(promises: list[Promise], number: int = FOLLOWED) -> list[Promise]:
    """Return some of the promises, the same each time; those of nothing seldom."""
    chance = random.Random(SEED)  # noqa: S311 - the same each time
    full, empty = [one for one in promises if one.count], [one for one in promises if not one.count]
    few = min(len(empty), 2)
    return chance.sample(full, min(len(full), number - few)) + chance.sample(empty, few)


def fullest(client: Client, path: str, facet: str) -> tuple[str, str]:
    """Return an option that leaves much to choose from, but not everything."""
    shown = show(client, path)
    promises = sorted(shown.of(facet), key=lambda one: -one.count)
    chosen = next((one for one in promises if one.count < shown.total), promises[0])
    return facet, chosen.value


@pytest.mark.long
@lists
def test_every_option_of_every_facet_gives_what_it_promises(client, path):
    shown = show(client, path)

    assert not_kept(client, shown.promises) == []


@lists
def test_every_declared_facet_is_shown_in_its_order_unless_nothing_has_a_value_of_it(client, path):
    shown, facets = facets_of(client, path), declared(path)

    assert [name for name in facets if name in shown] == shown
    left = [
        (name, term.value)
        for name in facets
        if name not in shown
        for term in facets[name].vocabulary()
    ]
    assert [one for one in left if total_of(client, f"{path}?{urlencode([one])}")] == []


@lists
def test_what_is_printed_beside_an_option_is_what_was_counted(client, path):
    shown = show(client, path)

    assert shown.printed <= {(one.facet, one.value, one.count) for one in shown.promises}
    for facet in facets_of(client, path):
        printed = [one for one in shown.printed if one[0] == facet]
        assert len(printed) >= min(SHOWN, len(shown.of(facet))), facet


@lists
def test_every_option_is_printed_where_a_facet_is_asked_for_whole(client, path):
    whole = show(client, path, tuple(("all", facet) for facet in facets_of(client, path)))

    assert whole.printed == {(one.facet, one.value, one.count) for one in whole.promises}


@lists
def test_options_give_what_they_promise_beside_a_choice_in_another_facet(client, path):
    broken = []
    for facet in facets_of(client, path):
        shown = show(client, path, (fullest(client, path, facet),))
        others = [one for one in shown.promises if one.facet != facet]
        broken += not_kept(client, some(others, FOLLOWED // 2))

    assert broken == []


@lists
def test_options_promise_the_same_whatever_is_chosen_in_their_own_facet(client, path):
    free = show(client, path)
    for facet in facets_of(client, path):
        shown = show(client, path, (fullest(client, path, facet),))

        assert {(one.value, one.count) for one in shown.of(facet)} == {
            (one.value, one.count) for one in free.of(facet)
        }


@lists
def test_options_give_what_they_promise_in_a_search(client, path):
    words: Pairs = (("q", WORDS[path]),)
    shown = show(client, path, words)

    assert 0 < shown.total < show(client, path).total
    assert not_kept(client, some(shown.promises)) == []


@lists
def test_options_give_what_they_promise_in_a_search_with_filters_from_two_facets(client, path):
    other, *_, one, _last = facets_of(client, path)
    chosen: Pairs = (
        ("q", WORDS[path]),
        fullest(client, path, one),
        fullest(client, path, other),
    )

    assert not_kept(client, some(show(client, path, chosen).promises)) == []


@lists
def test_lists_show_as_many_results_as_they_say(client, path):
    for chosen in ((), (fullest(client, path, facets_of(client, path)[0]),)):
        results = listed(client, path, chosen)

        assert len(results) == len(set(results)) == show(client, path, chosen).total > 0
