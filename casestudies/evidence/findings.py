"""Findings across case studies and frameworks, found by the index, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casestudies.models import Finding
from wellbeing_portal.core.lists.listing import page_number
from wellbeing_portal.search import Reader, Search, in_order

PAGE = 20
"""Findings shown at a time."""


@dataclass(frozen=True)
class MatchedFindings:
    """The keys of one page of findings, the strongest evidence first, and how many there are."""

    keys: Sequence[int]
    total: int
    page: int
    pages: int
    size: int = PAGE
    ignored: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The number of the first."""
        return (self.page - 1) * self.size + 1

    @property
    def end(self) -> int:
        """The number of the last."""
        return self.start + len(self.keys) - 1


def findings_of(
    reader: Reader, asked: Search | Mapping[str, Sequence[str]], page: str = "", size: int = PAGE
) -> MatchedFindings:
    """Return a page of the findings that the index holds for a search or a selection."""
    search = asked if isinstance(asked, Search) else Search("finding", selection=asked)
    total = reader.search(search, limit=0).total
    pages = max(1, -(-total // size))
    number = page_number(page)
    ignored = []
    if page and not 1 <= number <= pages:
        ignored.append(f"There is no page “{page[:20]}” of these findings.")
    number = min(max(1, number), pages)
    found = reader.search(search, sort="evidence", offset=(number - 1) * size, limit=size)
    return MatchedFindings(found.ids, total, number, pages, size, ignored)


def listed_findings(keys: Sequence[int]) -> list[Finding]:
    """Return published findings in the order of their keys, with where they come from."""
    related = ("case_study", "framework_item__framework", "source", "approach")
    return in_order(Finding.objects.published().select_related(*related), keys)
