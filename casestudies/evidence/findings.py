"""Findings across case studies and frameworks, found by the index, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casestudies.models import Finding
from wellbeing_portal.core.lists.paging import no_such_page
from wellbeing_portal.core.models.named_ties import fetch_named
from wellbeing_portal.search import Matches, in_order

SHOWN = ("councils", "inferred_outcomes", "inferred_enablers")
"""What a list says of a finding besides itself: whose work it is, and which ties we infer."""

PAGE = 20
"""Findings shown at a time."""


@dataclass(frozen=True)
class MatchedFindings:
    """The keys of one page of findings, the strongest evidence first, and how many there are."""

    keys: Sequence[int]
    total: int
    page: int
    pages: int
    size: int
    ignored: Sequence[str]

    @property
    def start(self) -> int:
        """The number of the first."""
        return (self.page - 1) * self.size + 1

    @property
    def end(self) -> int:
        """The number of the last."""
        return self.start + len(self.keys) - 1


def findings_in(matches: Matches, asked: str, size: int = PAGE) -> MatchedFindings:
    """Return the page of findings that was found; ``asked`` is the page as it was asked for."""
    ignored = no_such_page(asked, matches.pages, of="findings")
    return MatchedFindings(matches.ids, matches.total, matches.page, matches.pages, size, ignored)


def listed_findings(keys: Sequence[int]) -> list[Finding]:
    """Return published findings in the order of their keys, with all that a list says of each."""
    related = ("case_study", "framework_item__framework", "source")
    rows = in_order(Finding.objects.published().select_related(*related), keys)
    fetch_named((rows, SHOWN))
    return rows
