"""Site search: everything that matches, grouped by what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.http import urlencode

from casestudies.facets import FAMILIES
from strategies.facets import THEME
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.search import Found, Reader, Search, snippets
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
        results, total = results_of(reader, group, text, widen=widen, limit=SHOWN)
        if total:
            found.append(GroupResults(group, total, results, all_url(group, text, widen=widen)))
    if found:
        widenings = reader.ask(text, widen=widen).widenings
    return found, widenings


def results_of(
    reader: Reader, group: Group, text: str, *, widen: bool, offset: int = 0, limit: int
) -> tuple[list[Result], int]:
    """Return one stretch of a group's matches, the best first, and how many there are in all."""
    total = 0
    hits: list[Found] = []
    for kind in group.kinds:
        matches = reader.search(Search(kind, text, widen=widen), limit=offset + limit)
        total += matches.total
        hits += matches.found
    best = sorted(hits, key=lambda hit: -hit.score)[offset : offset + limit]
    marked = snippets(reader, best, text, widen=widen)
    results = [
        Result(hit.title, link(hit), hit.kind, hit.slug, snippet)
        for hit, snippet in zip(best, marked, strict=True)
    ]
    return results, total


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
