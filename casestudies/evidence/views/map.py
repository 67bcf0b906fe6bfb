"""The page of the evidence map."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from casestudies.evidence.map.address import MapAddress, read_map_address
from casestudies.evidence.map.drawing import EvidenceMap, Head
from casestudies.evidence.map.drawn import DrawnMap, drawn_map, question_of
from casestudies.evidence.map.links import MapLinks, toggled
from casestudies.evidence.map.selected import Selected, cell_named, selected_cell
from casestudies.evidence.ties import RELATIONS, moved_concepts, tied
from casestudies.facets import FAMILIES
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import Finding
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.export.views import DrawingDownloads
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.core.lists.filtered_page import FilteredPage
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.core.redirects import Moved
from wellbeing_portal.search import Question, Reader, current

TOO_MANY = (
    "With so many filters the numbers of the map lead nowhere. Take some away to follow them."
)
NO_TIES = "The map shows what findings tie together, so it left out the filter by such a tie."


@dataclass(frozen=True)
class Drawn:
    """A row or column head with its addresses."""

    head: Head
    url: str
    toggle_url: str
    total_url: str


class EvidenceMapPage(DrawingDownloads, FilteredPage):
    """Two families of concepts against each other: where evidence is strong, thin or absent."""

    template_name = "casestudies/evidence_map.html"
    filterset_class = CaseStudyFilterSet
    index_kind = "case-study"
    noun = "case study"
    state = ("rows", "columns", "open", "only")
    left_out = {"tie": NO_TIES}
    drawing_class = DrawnMap

    @property
    def address(self) -> MapAddress:
        """What the address asks of the map, apart from its filters."""
        return read_map_address(self.request.GET)

    def question(self, bound: Bound) -> Question:
        return question_of(self.address, bound.search)

    def hidden_facets(self) -> Collection[str]:
        return [family.name for family in self.address.families]

    @property
    def filters_shown(self) -> bool:
        """Whether the form of filters is open: it folds when a cell's findings are read."""
        return super().filters_shown and not self.request.GET.get("cell")

    def taken_away(self) -> tuple[DrawnMap, Sequence[tuple[str, str]]]:
        reader = current()
        results = self.find(reader)
        lead_on(reader, "open", self.address.opened)
        return drawn_map(reader, self.address, results), results.bound.filters_in_words

    def shown(self, reader: Reader, results: Results) -> dict[str, Any]:
        """Return the map, its addresses and the cell that is selected."""
        address = self.address
        lead_on(reader, "open", address.opened)
        drawn = drawn_map(reader, address, results)
        rows, columns = address.families
        left = results.bound.filters(but=(rows.name, columns.name)).urlencode()
        links = MapLinks(reverse("case_studies"), rows.name, columns.name, left)
        selected, missing = self._selected(reader, drawn.shown, links, results)
        return {
            "map": drawn.shown,
            "rows": rows,
            "columns": columns,
            "only_gaps": address.only_gaps,
            "families": list(FAMILIES.values()),
            "is_tied": bool(tied(rows.name, columns.name)),
            "selected": selected,
            "in_place": self.request.headers.get("HX-Request") == "true",
            "total_url": "" if address.is_long else _list_url(results.bound.filters()),
            "levels": list(Finding.EvidenceLevel),
            "ignored": [
                *address.ignored,
                *drawn.ignored,
                *missing,
                *([TOO_MANY] if address.is_long else []),
            ],
            **self._table(address, drawn.shown, links, results),
            **self._ways(address, results),
        }

    def _ways(self, address: MapAddress, results: Results) -> dict[str, Any]:
        """Return the addresses of other maps."""
        rows, columns = address.families
        only, filters = ("" if address.only_gaps else "gaps"), "" if self.filters_shown else "show"
        return {
            "filters_url": self.url_with(filters=filters, cell=""),
            "gaps_url": self.url_with(only=only, cell=""),
            "close_url": self.url_with(open="", cell="") if "open" in self.request.GET else "",
            "switch_url": self.url_with(rows=columns.name, columns=rows.name, cell=""),
            "axes_query": list(results.bound.filters().lists()),
        }

    def _table(
        self, address: MapAddress, whole: EvidenceMap, links: MapLinks, results: Results
    ) -> dict[str, Any]:
        """Return the heads and the lines with the addresses of their numbers."""
        shown = whole.only_gaps() if address.only_gaps else whole
        quiet = address.is_long

        def heads(family: Family, of: Sequence[Head]) -> list[Drawn]:
            others = results.bound.filters(but=[family.name]).urlencode()
            return [self._head(family, head, links, others, quiet=quiet) for head in of]

        row_heads = heads(address.rows, [row.head for row in shown.rows])
        return {
            "column_heads": heads(address.columns, shown.columns),
            "lines": [
                (
                    head,
                    [
                        (cell, "" if quiet or not cell.number else links.cell(cell))
                        for cell in row.cells
                    ],
                )
                for head, row in zip(row_heads, shown.rows, strict=True)
            ],
        }

    def _head(
        self, family: Family, head: Head, links: MapLinks, others: str, *, quiet: bool
    ) -> Drawn:
        toggle = toggled(self.request.GET, f"{family.name}.{head.value}", opened=head.is_open)
        return Drawn(
            head,
            _page(family, head.value),
            self.page_address(toggle) if head.has_narrower and not quiet else "",
            links.total(family.name, head, others) if head.total and not quiet else "",
        )

    def _selected(
        self, reader: Reader, shown: EvidenceMap, links: MapLinks, results: Results
    ) -> tuple[Selected | None, list[str]]:
        """Return the cell that the address names, or what is said where there is none."""
        asked = self.address.cell
        if not asked:
            return None, []
        cell = cell_named(shown, links, asked)
        if cell is None:
            lead_on(reader, "cell", [asked])
            return None, [f"The map as it is drawn has no cell “{asked[:80]}”."]
        return selected_cell(reader, links, cell, results.bound.search), []


def lead_on(reader: Reader, parameter: str, asked: Iterable[str]) -> None:
    """Lead on from concepts that have other slugs now.

    Raises:
        Moved: when any of them has.
    """
    moved = moved_concepts(
        asked, lambda family: FAMILIES[family].vocabulary(reader), FAMILIES.keys()
    )
    if moved:
        raise Moved({parameter: moved})


def _list_url(filters: QueryDict) -> str:
    query = filters.urlencode()
    return f"{reverse('case_studies')}?{query}" if query else reverse("case_studies")


def _page(family: Family, slug: str) -> str:
    """Return the address of a concept's own page, or nothing for a family without pages."""
    return address_of(family.name, slug) if family.name in RELATIONS else ""
