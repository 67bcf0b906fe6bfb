"""The groups in which the search of the whole portal shows what it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode

from casestudies.facets import FAMILIES
from strategies.facets import THEME
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.search import FoundDocument


@dataclass(frozen=True)
class Group:
    """Kinds of documents that readers see as one: what it is called, and where the rest is.

    A list that leaves some of them out unasked is not where the rest is: that of councils does so
    with those that are gone, that of findings with what frameworks report.
    """

    name: str
    noun: str
    kinds: tuple[str, ...]
    list_route: str = ""


GROUPS = (
    Group("concepts", "subject", (*FAMILIES, THEME.name)),
    Group("case-studies", "case study", ("case-study",), "case_studies"),
    Group("strategies", "strategy", ("strategy",), "strategies"),
    Group("councils", "council", ("council",)),
    Group("frameworks", "framework", ("framework",)),
    Group("initiatives", "initiative", ("initiative",)),
    Group("findings", "finding", ("finding",)),
    Group("priorities", "priority", ("priority",)),
    Group("sources", "source", ("source",), "sources"),
)

BY_NAME = {group.name: group for group in GROUPS}
KINDS = {group.name: group.kinds for group in GROUPS}


def all_url(group: Group, text: str, *, widen: bool) -> str:
    """Return where all matches of a group are listed."""
    asked = {"q": text} | ({} if widen else {"widen": "no"})
    if group.list_route:
        return f"{address_of(group.list_route)}?{urlencode(asked)}"
    return f"{address_of('search')}?{urlencode(asked | {'kind': group.name})}"


def link(hit: FoundDocument) -> str:
    """Return where a match is shown."""
    return hit.url


WEIGHTS = {
    "council": 1.6,
    "approach": 1.6,
    "outcome": 1.4,
    "enabler": 1.3,
    "theme": 1.2,
    "population": 0.3,
    "setting": 0.3,
    "case-study": 1.4,
    "strategy": 1.1,
    "initiative": 0.3,
    "framework": 0.6,
    "priority": 0.2,
    "finding": 0.12,
    "source": 0.08,
}
"""How much a match of a kind counts against those of others, settled by ``make bench-search``."""


AFTER = {
    "findings": ("case-studies",),
    "initiatives": ("case-studies",),
    "priorities": ("strategies",),
    "sources": tuple(group.name for group in GROUPS if group.name != "sources"),
}
"""Groups that come after others, however well they match."""


def weighted(hit: FoundDocument) -> float:
    """Return how well a document matches, as it counts against documents of other kinds."""
    return hit.score * WEIGHTS.get(hit.kind, 1.0)


def best_first(hits: Sequence[FoundDocument]) -> list[FoundDocument]:
    """Return documents of a group, the best match first."""
    return sorted(hits, key=lambda hit: -weighted(hit))


def in_order(groups: Mapping[str, Sequence[FoundDocument]]) -> list[str]:
    """Return the names of groups, the one with the best match first.

    Parts never come before the records that they are parts of, nor sources before anything.
    """
    best = {name: max(map(weighted, found), default=0.0) for name, found in groups.items()}
    bounded = {
        name: min(score, *(best[one] for one in AFTER.get(name, ()) if one in best), score)
        for name, score in best.items()
    }
    places = {group.name: place for place, group in enumerate(GROUPS)}
    return sorted(groups, key=lambda name: (-bounded[name], places[name]))
