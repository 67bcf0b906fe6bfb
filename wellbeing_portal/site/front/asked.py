"""The numbers of the lists, as the lists themselves would give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from casestudies.views.case_study import CaseStudyList
from casestudies.views.finding import FindingList
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.search import Question, Reader

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Answered:
    """What a list finds for its parameters: how many, and how many with each value of facets."""

    bound: Bound
    total: int
    counts: Mapping[str, Counts]

    @property
    def is_understood(self) -> bool:
        """Whether every parameter could be used."""
        return not self.bound.ignored

    def at_least(self, level: int) -> int:
        """Return how many have evidence at the level or above."""
        return self.counts["evidence"].get(str(level), 0)


def studies(reader: Reader, query: str, *facets: str) -> Answered:
    """Return what the list of case studies finds."""
    return _ask(CaseStudyList, reader, query, facets)


def findings(reader: Reader, query: str, *facets: str) -> Answered:
    """Return what the list of findings finds."""
    return _ask(FindingList, reader, query, facets)


def best_findings(reader: Reader, query: str, size: int) -> Sequence[int]:
    """Return the keys of the strongest findings of a list."""
    bound = FindingList.bind(QueryDict(query), reader)
    return reader.ask(Question(bound.search, "evidence", size=size, told=False)).ids


def _ask(
    listing: type[FacetedListView], reader: Reader, query: str, facets: Sequence[str]
) -> Answered:
    bound = listing.bind(QueryDict(query), reader)
    matches = reader.ask(Question(bound.search, size=0, facets=facets, told=False))
    return Answered(bound, matches.total, matches.facets)
