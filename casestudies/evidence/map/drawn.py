"""The evidence map that an address asks for, as page and files show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import cast

from django.utils.html import escape
from django.utils.translation import gettext, gettext_noop

from casestudies.facets import ITSELF
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import Outcome
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import Reader

from .address import MapAddress
from .counts import Sides, counted, levels_itself
from .drawing import Axis, Cell, EvidenceMap, Row, draw_map
from .links import opened_of
from .research import REPORTED, CellResearch, Pair, ResearchAsked, research_on

MOST_COLUMNS = 14
"""Columns that stand side by side and can still be read on a screen of 1280."""
LARGEST = 400
"""Cells that are shown at once; past that no reader and no browser is well served."""
HEAVIEST = 76_500
"""About how many bytes the cells may take together, so that the page stays light enough."""
EMPTY, FILLED, RESEARCHED = 90, 170, 60
"""About how many bytes a cell takes, what is drawn in it, and what research says."""
FORM, NOTES = 25_500, 7_500
"""About how many the filters take, and what research says below a map that it is on."""
PICTURED = 16
LINKS = 20
"""Addresses of the page itself that carry all filters, however large the map is."""
ROW_LINKS = 2
"""Those of each row that do."""
TOO_OPEN = gettext_noop(
    "The map cannot be read with so much open. What was opened first was closed."
)


@dataclass(frozen=True)
class DrawnMap:
    """Two families among the case studies that filters leave, and the maps drawn of them.

    ``within`` are the concepts of each family that filters keep to.
    """

    reader: Reader
    address: MapAddress
    results: Results
    vocabularies: Mapping[str, Vocabulary]
    within: Mapping[str, frozenset[str]]

    @property
    def rows(self) -> Family:
        """The family on the rows."""
        return self.address.rows

    @property
    def columns(self) -> Family:
        """The family on the columns."""
        return self.address.columns

    @cached_property
    def whole(self) -> EvidenceMap:
        """The map with everything opened, for tables."""
        return self._draw([self.rows.name, self.columns.name])

    @property
    def complete(self) -> EvidenceMap:
        """The map with what is opened, every row and column of it."""
        return self._opened[0]

    @cached_property
    def shown(self) -> EvidenceMap:
        """The stretch of the map that fits side by side, with the rows that are light enough."""
        return self._stretch.first_rows(self._fits(self._stretch))

    @cached_property
    def _stretch(self) -> EvidenceMap:
        first, last = self.stretches[self.part - 1] if self.stretches else (1, 0)
        return self._wanted.stretch(first - 1, last)

    @cached_property
    def _wanted(self) -> EvidenceMap:
        return self.complete.only_gaps() if self.address.only_gaps else self.complete

    @property
    def part(self) -> int:
        """The stretch of columns that is shown, from 1."""
        return max(1, min(self.address.part, len(self.stretches)))

    @property
    def stretches(self) -> list[tuple[int, int]]:
        """The first and last column of each stretch, counted from 1: all about as wide."""
        number = len(self._wanted.columns)
        wide = ceil(number / max(1, ceil(number / MOST_COLUMNS)))
        return [(start + 1, min(start + wide, number)) for start in range(0, number, max(1, wide))]

    @property
    def ignored(self) -> Sequence[str]:
        """What of the address could not be shown, in plain words."""
        return self._opened[1]

    @property
    def left_out(self) -> str:
        """How many rows are not drawn, and how to see them, if any are not."""
        rows, all_rows = len(self.shown.rows), len(self._wanted.rows)
        if rows == all_rows:
            return ""
        return gettext(
            "The map shows the first %(rows)s of %(all_rows)s %(many)s. Choose "
            "fewer, or hide the filters, to see the others: the Excel file has all."
        ) % {"rows": rows, "all_rows": all_rows, "many": self.rows.many}

    def one_row(self, value: str) -> EvidenceMap:
        """Return the map of one row alone, whichever that is."""
        rows = Axis(self.vocabularies[self.rows.name], (), {value})
        return self._of(rows, self._axis(self.columns, [], self._short))

    def owed_to(self, row: Row) -> Mapping[str, Sequence[str]]:
        """Return by column the narrower concepts to which the cell of a row owes its level."""
        vocabulary, value = self.vocabularies[self.rows.name], row.head.value
        narrower = sorted(vocabulary.with_narrower([value]) - {value})
        levels = {cell.column.value: cell.told.level for cell in row.cells if cell.shade}
        if not narrower or not levels or self.rows.name not in ITSELF:
            return {}
        sides = Sides(
            self.rows.name, [value, *narrower], self.columns.name, [*levels], counts_done=False
        )
        itself = levels_itself(self.reader, self.results.bound, sides)
        return {
            column: [
                vocabulary.label(one) for one in narrower if itself.get((one, column)) == level
            ]
            for column, level in levels.items()
            if itself.get((value, column)) != level
        }

    @cached_property
    def _opened(self) -> tuple[EvidenceMap, list[str]]:
        """Close what was opened first for as long as the map is too large."""
        said: list[str] = []
        for start in range(len(self.address.opened) + 1):
            drawn = self._draw(self.address.opened[start:])
            if len(drawn.rows) * min(len(drawn.columns), MOST_COLUMNS) <= LARGEST:
                break
            said = [gettext(TOO_OPEN)]
        return drawn, said

    def _fits(self, stretch: EvidenceMap) -> int:
        """Return how many rows are light enough to be sent."""
        bound = self.results.bound
        whole = len(escape(bound.query.urlencode()))
        filters = 0 if self.address.is_long else len(escape(bound.filters().urlencode()))
        notes = NOTES * ({self.rows.name, self.columns.name} <= REPORTED)
        left, number = HEAVIEST - LINKS * whole - FORM * self.address.has_form - notes, 0
        for row in stretch.rows:
            left -= len(self._wanted.columns) * PICTURED + ROW_LINKS * whole
            left -= sum(_weight(cell, filters) for cell in row.cells)
            if left < 0 and number:
                break
            number += 1
        return min(number, max(1, LARGEST // max(1, len(stretch.columns))))

    def _draw(self, opened: Sequence[str]) -> EvidenceMap:
        return self._of(
            self._axis(self.rows, opened), self._axis(self.columns, opened, self._short)
        )

    def _of(self, rows: Axis, columns: Axis) -> EvidenceMap:
        sides = Sides(
            self.rows.name,
            rows.values,
            self.columns.name,
            columns.values,
            counts_done=not self.address.has_outcomes,
        )
        told = counted(self.reader, self.results.bound, sides)
        return draw_map(rows, columns, told, self._research, self.results.total)

    def _axis(
        self, family: Family, opened: Sequence[str], short: Mapping[str, str] | None = None
    ) -> Axis:
        vocabulary, within = self.vocabularies[family.name], self.within[family.name]
        asked = opened_of(opened, family.name)
        everything = {term.value for term in vocabulary} if "*" in asked else set()
        return Axis(vocabulary, asked | everything | within, within, short)

    @cached_property
    def _short(self) -> Mapping[str, str]:
        """Names short enough for the head of a column, where curators have given them."""
        if self.columns.model is not Outcome:
            return {}
        named = Outcome.objects.exclude(short_name="").order_by()
        return dict(named.values_list("slug", "short_name"))

    @cached_property
    def _research(self) -> Mapping[Pair, CellResearch]:
        names = cast("CaseStudyFilterSet", self.results.bound.filterset).index_names()
        rows, columns = self.rows.name, self.columns.name
        facets = (names[rows], names[columns])
        return research_on(self.reader, ResearchAsked(rows, columns, facets, self.vocabularies))


def _weight(cell: Cell, filters: int) -> int:
    """Return about how many bytes a cell takes whose address carries so many of filters."""
    slugs = len(cell.row.value) + len(cell.column.value)
    named = slugs + len(cell.row.label) + len(cell.column.label)
    filled = FILLED + named + filters if cell.number else 0
    return EMPTY + slugs + filled + (RESEARCHED if cell.research else 0)


def drawn_map(reader: Reader, address: MapAddress, results: Results) -> DrawnMap:
    """Return the map of what filters leave."""
    return DrawnMap(
        reader,
        address,
        results,
        {family.name: family.vocabulary(reader) for family in address.families},
        {
            family.name: frozenset(results.bound.chosen_in(family.name))
            for family in address.families
        },
    )
