"""What works: a row for each approach, and likewise for outcomes and enablers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, gettext_noop

from casestudies.evidence.answers.headings import COST, RESEARCH, STRONGEST, TIES, TITLES
from casestudies.evidence.answers.scope import NO_WORDS, bind_to
from casestudies.evidence.answers.table import ORDERS, AnswerTable, answer_table
from casestudies.facets import APPROACH, ENABLER, OUTCOME
from casestudies.filtersets import CaseStudyFilterSet
from wellbeing_portal.core.export.views import DrawingDownloads
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.core.lists.filtered_page import FilteredPage
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.core.lists.vocabulary import Term
from wellbeing_portal.search import Reader, current

COLUMNS = {
    "approach": (
        ("name", APPROACH.label),
        ("councils", gettext_noop("Councils that did it")),
        ("", gettext_noop("What changed here")),
        ("evidence", STRONGEST),
        ("research", RESEARCH),
        ("cost", COST),
    ),
    "outcome": (
        ("name", OUTCOME.label),
        ("councils", gettext_noop("Councils with findings on it")),
        ("", gettext_noop("What changed it here")),
        ("evidence", STRONGEST),
        ("research", RESEARCH),
    ),
    "enabler": (
        ("name", ENABLER.label),
        ("councils", gettext_noop("Councils that name it")),
        ("", gettext_noop("What changed with its help")),
        ("evidence", STRONGEST),
        ("", TIES),
    ),
}
"""The columns of each family's table: what sorts by them, if anything, and their heads."""

QUICK = {
    "approach": (
        ("outcome", OUTCOME.label, gettext_noop("Any")),
        ("population", gettext_noop("For"), gettext_noop("Anyone")),
    ),
    "outcome": (
        ("approach", APPROACH.label, gettext_noop("Any")),
        ("population", gettext_noop("For"), gettext_noop("Anyone")),
    ),
    "enabler": (
        ("approach", APPROACH.label, gettext_noop("Any")),
        ("outcome", OUTCOME.label, gettext_noop("Any")),
    ),
}
"""The filters that stand above each table: parameter, label, and what choosing none is called."""
BY_TYPE = ("council_type", gettext_noop("Council type"), gettext_noop("Any"))


@dataclass(frozen=True)
class QuickFilter:
    """A filter above the table: one value of one parameter."""

    name: str
    label: str
    none: str
    terms: Sequence[Term]
    chosen: str


class ConceptIndex(DrawingDownloads, FilteredPage):
    """A table of a family of concepts: one row each, with all that is known in a line."""

    template_name = "casestudies/concept_index.html"
    filterset_class = CaseStudyFilterSet
    index_kind = "case-study"
    noun = "case study"
    state = ("sort",)
    left_out = NO_WORDS
    drawing_class = AnswerTable
    family = ""

    def bind(self, query: QueryDict, reader: Reader) -> Bound:
        """Return what an address asks for, and which findings must fulfil it together."""
        return bind_to(self.family, query, reader.memory)

    def table(self, reader: Reader, bound: Bound) -> AnswerTable:
        """Return the rows that the address asks for: the page and its files have no others."""
        return answer_table(reader, self.family, bound, self.request.GET.get("sort", ""))

    def taken_away(self) -> tuple[AnswerTable, Sequence[tuple[str, str]]]:
        reader = current()
        bound = self.bind(self.request.GET, reader)
        table = self.table(reader, bound)
        return table, [*bound.filters_in_words, ("Order", table.order)]

    def shown(self, reader: Reader, results: Results) -> dict[str, Any]:
        """Return the table with the links that sort it, and the filters above it."""
        table, asked = self.table(reader, results.bound), self.request.GET.get("sort", "")
        unknown = [f"There is no sort order called “{asked[:50]}”."] if asked else []
        filters = results.bound.filters(but=[self.family]).urlencode()
        return {
            "family": table.family,
            "title": TITLES[self.family],
            "table": table,
            "orders": ORDERS,
            # The form has a field of its own for the order.
            "own_state": [pair for pair in self.own_state() if pair[0] != "sort"],
            "quick": self.quick(results.bound),
            "kept": self.kept(results.bound),
            "columns": [
                (gettext(label), self.url_with(sort=name) if name else "", name == table.sort)
                for name, label in COLUMNS[self.family]
            ],
            "filters_query": f"{filters}&" if filters else "",
            "compare_route": f"compare_{table.family.many}",
            "is_filtered": bool(results.bound.chosen),
            "total": len(table.rows),
            "ignored": [] if asked in ORDERS else unknown,
        }

    def quick_names(self) -> list[tuple[str, str, str]]:
        """Return the filters that stand above the table."""
        return [*QUICK[self.family], BY_TYPE]

    def quick(self, bound: Bound) -> list[QuickFilter]:
        """Return the filters above the table, with what is chosen."""
        found = []
        for name, label, none in self.quick_names():
            chosen = bound.chosen_in(name)
            terms = list(bound.filterset.facets[name].vocabulary())
            found.append(
                QuickFilter(name, gettext(label), gettext(none), terms, chosen[0] if chosen else "")
            )
        return found

    def kept(self, bound: Bound) -> list[tuple[str, str]]:
        """Return what the form above the table hands on: all that it does not ask itself."""
        asked = [name for name, _, _ in self.quick_names()]
        left = bound.filters(but=asked)
        sort = self.request.GET.get("sort", "")
        pairs = [(name, value) for name, values in left.lists() for value in values]
        return [*pairs, ("sort", sort)] if sort in ORDERS else pairs
