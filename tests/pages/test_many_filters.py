"""Every value of every facet chosen at once: the page stays light, and says what it leaves out."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from casestudies.filtersets import CaseStudyFilterSet
from wellbeing_portal.core.lists.chosen_filters import MANY, chips
from wellbeing_portal.search import current


def everything(most=100):
    """Return the parameters of an address on which a hundred values are chosen."""
    filterset = CaseStudyFilterSet(QueryDict(), None, memory=current().memory)
    query = QueryDict(mutable=True)
    for name, one in filterset.facets.items():
        for term in one.vocabulary():
            if sum(len(values) for _, values in query.lists()) < most:
                query.appendlist(name, term.value)
    return query


def test_map_with_a_hundred_filters_is_no_heavier_than_a_page(show, content):
    page = show(f"/evidence-map/?{everything().urlencode()}")

    assert len(page.html.encode()) <= 100_000
    assert "With so many filters the numbers of the map lead nowhere" in page.text


def test_each_filter_can_be_taken_away_while_they_are_few(content):
    query = everything(MANY)
    filterset = CaseStudyFilterSet(query, None, memory=current().memory)

    assert len(chips(filterset.chosen(), query, "/case-studies/")) == MANY


def test_many_filters_of_a_facet_are_taken_away_together(content):
    query = everything(MANY + 1)
    filterset = CaseStudyFilterSet(query, None, memory=current().memory)

    found = chips(filterset.chosen(), query, "/case-studies/")

    assert len(found) < MANY
    whole = next(chip for chip in found if chip.label.endswith(" chosen"))
    left = QueryDict(whole.url.partition("?")[2])
    assert whole.parameter not in left
    assert sum(len(values) for _, values in left.lists()) == MANY + 1 - int(whole.label.split()[0])


@pytest.mark.parametrize("address", ["/case-studies/", "/pathways/", "/evidence-map/"])
def test_page_with_a_hundred_filters_is_served(client, content, address):
    assert client.get(f"{address}?{everything().urlencode()}").status_code == 200
