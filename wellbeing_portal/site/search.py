"""Site search: everything that matches, grouped by what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.http import urlencode

from casestudies.facets import FAMILIES
from strategies.facets import THEME
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.lists.paging import PAGE_SIZE
from wellbeing_portal.search import Found, Question, Reader, Search, snippets
from wellbeing_portal.search.widening import Widening

SHOWN = 5
"""Results of each group that the first page shows."""


@dataclass(frozen=True)
class Group:
    """Kinds of documents that readers see as one: what it is called, and where the rest is."""

    name: str
    noun: str
    kinds: tuple[str, ...]
    list_route: str = ""


GROUPS = (
    Group("case-studies", "case study", ("case-study",), "case_studies"),
    Group("strategies", "strategy", ("strategy",), "strategies"),
    Group("priorities", "priority", ("priority",)),
    Group("councils", "council", ("council",), "councils"),
    Group("findings", "finding", ("finding",)),
    Group("initiatives", "initiative", ("initiative",)),
    Group("concepts", "concept", (*FAMILIES, THEME.name)),
    Group("frameworks", "framework", ("framework",)),
    Group("sources", "source", ("source",)),
)


@dataclass(frozen=True)
class Result:
    """One match: what it is called, where it is, and the words around what was searched for."""

    title: str
    url: str
    kind: str
    slug: str
    snippet: str


@dataclass(frozen=True)
class GroupResults:
    """The matches of one group: how many in all, the first of them, and the way to the rest."""

    group: Group
    total: int
    results: Sequence[Result]
    all_url: str


def search_everything(
    reader: Reader, text: str, *, widen: bool = True
) -> tuple[list[GroupResults], tuple[Widening, ...]]:
    """Return every group that has a match, in a fixed order, and how the words were widened."""
    found = []
    widenings: tuple[Widening, ...] = ()
    for group in GROUPS:
        matched = matches_of(reader, group, text, widen=widen, size=SHOWN)
        if matched.total:
            widenings = matched.widenings
            results = results_of(reader, matched.best[:SHOWN], text, widen=widen)
            url = all_url(group, text, widen=widen)
            found.append(GroupResults(group, matched.total, results, url))
    return found, widenings


@dataclass(frozen=True)
class GroupMatches:
    """What a group has of the words: the best of all its kinds, and how many in all."""

    best: Sequence[Found]
    total: int
    widenings: tuple[Widening, ...]


def matches_of(reader: Reader, group: Group, text: str, *, widen: bool, size: int) -> GroupMatches:
    """Return at least the ``size`` best matches of a group, if it has as many."""
    answers = [
        reader.ask(Question(Search(kind, text, widen=widen), size=size)) for kind in group.kinds
    ]
    hits = [hit for matches in answers for hit in matches.found]
    return GroupMatches(
        sorted(hits, key=lambda hit: -hit.score),
        sum(matches.total for matches in answers),
        answers[0].widenings,
    )


def page_of(
    reader: Reader, group: Group, text: str, *, widen: bool, page: int
) -> tuple[Page[Any], Sequence[Found]]:
    """Return one page of a group's matches, or the nearest that exists, the best first."""
    if len(group.kinds) == 1:
        search = Search(group.kinds[0], text, widen=widen)
        matches = reader.ask(Question(search, page=page, size=PAGE_SIZE))
        return Paginator(range(matches.total), PAGE_SIZE).page(matches.page), matches.found
    matched = matches_of(reader, group, text, widen=widen, size=page * PAGE_SIZE)
    found = Paginator(matched.best, PAGE_SIZE).get_page(page)
    return found, list(found.object_list)


def results_of(reader: Reader, hits: Sequence[Found], text: str, *, widen: bool) -> list[Result]:
    """Return matches with the words around what was searched for."""
    marked = snippets(reader, hits, text, widen=widen)
    return [
        Result(hit.title, link(hit), hit.kind, hit.slug, snippet)
        for hit, snippet in zip(hits, marked, strict=True)
    ]


def all_url(group: Group, text: str, *, widen: bool) -> str:
    """Return where all matches of a group are listed."""
    asked = {"q": text} | ({} if widen else {"widen": "no"})
    if group.list_route:
        return f"{address_of(group.list_route)}?{urlencode(asked)}"
    return f"{address_of('search')}?{urlencode(asked | {'kind': group.name})}"


def link(hit: Found) -> str:
    """Return where a match is shown; a concept without a page leads to its case studies."""
    if hit.url:
        return hit.url
    if hit.kind == THEME.name:
        return f"{address_of('strategies')}?{urlencode({'theme': hit.slug})}"
    return f"{address_of('case_studies')}?{urlencode({hit.kind: hit.slug})}"
