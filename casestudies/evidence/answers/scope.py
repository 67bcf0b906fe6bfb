"""Which accounts and which findings an answer is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_noop

from casestudies.filtersets import CaseStudyFilterSet, FindingFilterSet
from wellbeing_portal.core.lists.bound import Bound, bind
from wellbeing_portal.core.words import Said
from wellbeing_portal.search import Memory, Search

OF_COUNCILS, REPORTED = {"of": ["case-study"]}, {"of": ["framework"]}
"""Councils' own findings, and those that frameworks report: they are never counted together."""

PLACES = ("council", "council_type", "region", "nation")
"""What is asked of the councils that acted."""

NO_WORDS = Said(
    {
        "q": gettext_noop(
            "Accounts and findings say things in other words, so words were left out here: "
            "search the case studies instead."
        ),
    }
)
"""What of the list's parameters makes no sense where accounts and findings are counted together."""


class OnApproaches(CaseStudyFilterSet):
    """The filters of the list, asked about approaches.

    Which outcomes or enablers are meant, one and the same finding says: an approach is not
    credited with what its account reports of another.
    """

    of_findings_too: tuple[str, ...] = ("outcome", "enabler")

    class Meta(CaseStudyFilterSet.Meta):
        pass

    @property
    def binds_findings(self) -> bool:
        """Whether one and the same finding must fulfil all that is asked of findings."""
        return super().binds_findings or any(map(self.values.get, self.of_findings_too))


class OnEnablers(OnApproaches):
    """The filters of the list, asked about enablers."""

    of_findings_too = ("approach", "outcome")

    class Meta(OnApproaches.Meta):
        pass


class OnOutcomes(OnApproaches):
    """The filters of the list, asked about outcomes."""

    of_findings_too = ("approach", "enabler")

    class Meta(OnApproaches.Meta):
        pass


FILTERS: Mapping[str, type[OnApproaches]] = {
    "approach": OnApproaches,
    "enabler": OnEnablers,
    "outcome": OnOutcomes,
}


@dataclass(frozen=True)
class Scope:
    """The accounts and the findings that filters leave.

    ``names`` are what the index calls the families: where inferred ties do not count, otherwise.
    With ``binds`` an account counts for what one of its findings says under all filters;
    without, for what it did as a whole. ``places`` are what was chosen of councils.
    """

    studies: Search
    findings: Search
    reported: Search
    binds: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def facet(self, family: str) -> str:
        """Return what the index calls a family here."""
        return self.names.get(family, family)

    def chosen(self, family: str) -> Sequence[str]:
        """Return what was chosen of a family that one and the same finding has to name."""
        selection = self.findings.selection
        return tuple(selection.get(self.facet(family)) or selection.get(family) or ())

    @property
    def key(self) -> Any:
        """What is equal where it leaves the same."""
        same = self.studies.same.key if self.studies.same else None
        return self.studies.key, self.findings.key, same, self.binds


def bind_to(family: str, query: QueryDict, memory: Memory) -> Bound:
    """Return what an address asks for of the accounts behind a family.

    Raises:
        Moved: when a value is called something else now.
    """
    return bind(FILTERS[family], "case-study", query, memory, left_out=NO_WORDS)


def scope_of(bound: Bound, memory: Memory) -> Scope:
    """Return the accounts and the findings that an address leaves."""
    filters = bound.filterset
    if not isinstance(filters, CaseStudyFilterSet):
        raise TypeError("answers are made of what the filters of case studies leave")
    findings = FindingFilterSet(bound.query, memory=memory)
    return Scope(
        bound.search,
        findings.search("finding", always=OF_COUNCILS),
        findings.search("finding", always=REPORTED),
        filters.binds_findings,
        filters.index_names(),
        {name: bound.chosen_in(name) for name in PLACES if bound.chosen_in(name)},
    )


def everything(family: str, memory: Memory) -> Scope:
    """Return all that the public may see."""
    return scope_of(bind_to(family, QueryDict(), memory), memory)
