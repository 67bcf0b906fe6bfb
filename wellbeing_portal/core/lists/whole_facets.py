"""Facets of which every option is asked for: by a link, or by a script for a part of the page.

A page shows ten options of a facet and whatever is chosen. ``all`` in the address names facets to
be shown whole; it may repeat, and stays with the visitor as filters do. A script asks for one at
the same address with ``facet`` and gets just that facet; which others it has unfolded it says in
a header, so that addresses stay short and what is swapped in shows them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django_filters import Filter

from wellbeing_portal.search import Question, Reader

from .bound import Bound
from .chosen_filters import NOT_STATE, address
from .facets import CountedFacet
from .filters import FacetFilter
from .results import Results, facet_names, in_words

WHOLE, ONE = "all", "facet"
"""The parameters: facets shown whole, and the one that is asked for alone."""
HEADER = "Whole-Facets"


def asked_whole(request: HttpRequest) -> set[str]:
    """Return the names of the facets that are to be shown whole."""
    by_script = request.headers.get(HEADER, "").split(",")
    return {name.strip() for name in (*request.GET.getlist(WHOLE), *by_script)}


def as_asked(request: HttpRequest, facets: Iterable[CountedFacet]) -> list[CountedFacet]:
    """Return facets whole or short, each with the address where it is the other way."""
    whole = asked_whole(request)
    found = [replace(one, whole=True) if one.name in whole else one for one in facets]
    return [
        replace(one, url=_url(request, one.name)) if one.is_short or one.whole else one
        for one in found
    ]


def asked_alone(request: HttpRequest, filters: Mapping[str, Filter]) -> str:
    """Return the name of the facet that is asked for alone, or nothing."""
    name = request.GET.get(ONE, "")
    return (
        name if isinstance(filters.get(name), FacetFilter) and "export" not in request.GET else ""
    )


def counted_alone(reader: Reader, bound: Bound, name: str, *, noun: str) -> Results:
    """Return what the filters leave, with the counts of one facet and no records."""
    facets = [facet_names(bound.filterset)[name]]
    matches = reader.ask(Question(bound.search, size=0, facets=facets, told=False))
    return in_words(bound, matches, noun=noun)


def kept(request: HttpRequest, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return what a form hands on, so that facets shown whole by the address stay so."""
    known = set(names)
    return [(WHOLE, name) for name in _named(request) if name in known]


def problems(request: HttpRequest, names: Iterable[str]) -> list[str]:
    """Return what the address asks for and the page does not have, in words."""
    known = set(names)
    asked = [*_named(request), *request.GET.getlist(ONE)]
    return [
        gettext("There is no filter called “%(one)s”.") % {"one": one[:50]}
        for one in asked
        if one and one not in known
    ]


def part(request: HttpRequest, facet: CountedFacet) -> HttpResponse:
    """Answer with one facet alone, all of it."""
    whole = replace(facet, whole=True, url=_url(request, facet.name))
    response = render(request, "components/_facet.html", {"facet": whole})
    response["X-Robots-Tag"] = "noindex"
    return response


def _named(request: HttpRequest) -> Sequence[str]:
    return list(dict.fromkeys(request.GET.getlist(WHOLE)))


def _url(request: HttpRequest, name: str) -> str:
    """Return this very page with a facet shown whole, or not any more."""
    query: Any = request.GET.copy()
    for other in (*NOT_STATE, ONE):
        query.pop(other, None)
    left = [one for one in _named(request) if one != name]
    query.setlist(WHOLE, left if name in _named(request) else [*left, name])
    return f"{address(request.path, query)}#facet-{name}"
