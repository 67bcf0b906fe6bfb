"""The evidence map that an address asks for, as page and files show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import Counts, Question, Reader, Search

from .address import MapAddress
from .counts import met_in, tables_of
from .drawing import Axis, EvidenceMap, Met, draw_map
from .links import opened_of

LARGEST = 400
"""Cells that are shown at once; past that no reader and no browser is well served."""
TOO_OPEN = "The map cannot be read with so much open. What was opened first was closed."


@dataclass(frozen=True)
class DrawnMap:
    """What the index counted for two families, and the maps that can be drawn of it.

    ``within`` are the concepts of each family that filters keep to.
    """

    rows: Family
    columns: Family
    opened: Sequence[str]
    most: int
    total: int
    met: Mapping[tuple[str, str], Met]
    vocabularies: Mapping[str, Vocabulary]
    totals: Mapping[str, Counts]
    within: Mapping[str, frozenset[str]]

    @cached_property
    def whole(self) -> EvidenceMap:
        """The map with everything opened, for tables."""
        return self._draw([self.rows.name, self.columns.name])

    @property
    def shown(self) -> EvidenceMap:
        """The map with what is opened, as much of it as can be read."""
        return self._fitting[0]

    @property
    def ignored(self) -> Sequence[str]:
        """What of the address could not be shown, in plain words."""
        return self._fitting[1]

    @cached_property
    def _fitting(self) -> tuple[EvidenceMap, list[str]]:
        """Close what was opened first for as long as the map is too large, then cut its rows."""
        said: list[str] = []
        for start in range(len(self.opened) + 1):
            drawn = self._draw(self.opened[start:])
            if drawn.cells <= LARGEST:
                break
            said = [TOO_OPEN]
        shown = drawn.within(self.most)
        if len(shown.rows) < len(drawn.rows):
            said.append(
                f"The map shows the first {len(shown.rows)} of {len(drawn.rows)} "
                f"{self.rows.many}. Choose fewer to see the others: the Excel file has all."
            )
        return shown, said

    def _draw(self, opened: Sequence[str]) -> EvidenceMap:
        rows, columns = (self._axis(family.name, opened) for family in (self.rows, self.columns))
        return draw_map(rows, columns, self.met, self.total)

    def _axis(self, family: str, opened: Sequence[str]) -> Axis:
        vocabulary, within = self.vocabularies[family], self.within[family]
        asked = opened_of(opened, family)
        everything = {term.value for term in vocabulary} if "*" in asked else set()
        totals = self.totals[family]
        return Axis(family, vocabulary, totals, asked | everything | within, within)


def question_of(address: MapAddress, search: Search) -> Question:
    """Return all that the map has to know of the case studies that the filters leave."""
    rows, columns = address.rows.name, address.columns.name
    return Question(search, size=0, facets=(rows, columns), tables=tables_of(rows, columns))


def drawn_map(reader: Reader, address: MapAddress, results: Results) -> DrawnMap:
    """Return the map of what was found for ``question_of`` the same address."""
    rows, columns = address.families
    names = [family.name for family in address.families]
    return DrawnMap(
        rows,
        columns,
        address.opened,
        LARGEST // 2 if address.is_long else LARGEST,
        results.total,
        met_in(results.matches.tables, rows.name, columns.name),
        {family.name: family.vocabulary(reader) for family in address.families},
        {name: results.matches.facets[name] for name in names},
        {name: frozenset(results.bound.chosen_in(name)) for name in names},
    )
