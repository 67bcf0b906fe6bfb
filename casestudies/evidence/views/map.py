"""The page of the evidence map."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, QueryDict

from casestudies.evidence.findings import listed_findings
from casestudies.evidence.map.counts import count_met
from casestudies.evidence.map.drawing import Axis, Cell, EvidenceMap, Head, draw_map
from casestudies.evidence.map.links import MapLinks, opened_of, toggled
from casestudies.evidence.ties import RELATIONS, moved_concepts
from casestudies.facets import FAMILIES
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import Finding
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.export.not_offered import not_offered
from wellbeing_portal.core.export.offers import offer_of_page
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.lists.filtered_page import FilteredPage
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.core.redirects import Moved

AXES = ("approach", "outcome")
"""What stands on the rows and columns unless the address says otherwise."""
LARGEST = 400
"""Cells that are shown at once; past that no reader and no browser is well served."""
STUDIES_READ = 50
"""Case studies of a cell whose findings are looked through; the strongest come first."""
FINDINGS_SHOWN = 8
LONG = 600
"""Characters of filters past which the numbers are no links: there are hundreds of them, and each
would have to carry all the filters."""
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


@dataclass(frozen=True)
class Selected:
    """The cell whose findings stand beside the map."""

    cell: Cell
    url: str
    findings: Sequence[Finding]


class EvidenceMapPage(FilteredPage):
    """Two families of concepts against each other: where evidence is strong, thin or absent."""

    template_name = "casestudies/evidence_map.html"
    filterset_class = CaseStudyFilterSet
    index_kind = "case-study"
    noun = "case study"
    state = ("rows", "columns", "open", "only")
    left_out = {"tie": NO_TIES}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the file asked for, or else with the page."""
        asked, files = request.GET.get("export", ""), offer_of_page("evidence_map")
        if asked in files.formats:
            drawn = self.map if asked in {"docx", "svg"} else self.whole_map()
            return files.respond(request, asked, drawn, self.axes, self.filters_in_words())
        if asked:
            return not_offered(request, files.formats)
        return super().get(request, *args, **kwargs)

    @cached_property
    def axes(self) -> tuple[Family, Family]:
        """The families on the rows and on the columns; never the same twice."""
        names = []
        for parameter, usual in zip(("rows", "columns"), AXES, strict=True):
            asked = self.request.GET.get(parameter, "")
            if asked and asked not in FAMILIES:
                self.ignored.append(f"The map has no {parameter} called “{asked[:30]}”.")
            names.append(asked if asked in FAMILIES else usual)
        if names[0] == names[1]:
            names[1] = AXES[0] if names[0] != AXES[0] else AXES[1]
        return FAMILIES[names[0]], FAMILIES[names[1]]

    @cached_property
    def map(self) -> EvidenceMap:
        """The map with what is opened; what was opened first is closed when it grows too large."""
        opened = [value for value in self.request.GET.getlist("open") if value]
        self._lead_on("open", opened)
        for start in range(len(opened) + 1):
            drawn = self._draw(opened[start:])
            if drawn.cells <= LARGEST:
                break
            closed = "The map cannot be read with so much open. What was opened first was closed."
            if closed not in self.ignored:
                self.ignored.append(closed)
        shown = drawn.within(LARGEST // 2 if self.is_long else LARGEST)
        if len(shown.rows) < len(drawn.rows):
            self.ignored.append(
                f"The map shows the first {len(shown.rows)} of {len(drawn.rows)} "
                f"{self.axes[0].many}. Choose fewer to see the others: the Excel file has all."
            )
        return shown

    def whole_map(self) -> EvidenceMap:
        """Return the map with everything opened, for files."""
        return self._draw([family.name for family in self.axes])

    def _draw(self, opened: Sequence[str]) -> EvidenceMap:
        rows, columns = self.axes
        met = count_met(self.reader, self.asked, rows.name, columns.name)
        return draw_map(self._axis(rows, opened), self._axis(columns, opened), met, self.total)

    def _lead_on(self, parameter: str, asked: Iterable[str]) -> None:
        """Lead on from concepts that have other slugs now.

        Raises:
            Moved: when any of them has.
        """
        moved = moved_concepts(asked, self._vocabulary, FAMILIES)
        if moved:
            raise Moved({parameter: moved})

    def _vocabulary(self, family: str) -> Vocabulary:
        return FAMILIES[family].vocabulary(self.reader)

    def _axis(self, family: Family, opened: Sequence[str]) -> Axis:
        vocabulary = family.vocabulary(self.reader)
        within = set(self.filterset.values.get(family.name) or ())
        asked = opened_of(opened, family.name)
        everything = {term.value for term in vocabulary} if "*" in asked else set()
        totals = self.reader.facet(self.asked, family.name)
        return Axis(family.name, vocabulary, totals, asked | everything | within, within)

    def hidden_facets(self) -> Collection[str]:
        return [family.name for family in self.axes]

    @property
    def filters_shown(self) -> bool:
        """Whether the form of filters is open: it folds when a cell's findings are read."""
        return super().filters_shown and not self.request.GET.get("cell")

    @cached_property
    def links(self) -> MapLinks:
        """The addresses of the map's numbers."""
        rows, columns = self.axes
        left = self.filters_query(but=(rows.name, columns.name)).urlencode()
        return MapLinks(address_of("case_studies"), rows.name, columns.name, left)

    @cached_property
    def is_long(self) -> bool:
        """Whether there are too many filters for each number to carry them."""
        return len(self.request.GET.urlencode()) > LONG

    def filters_in_words(self) -> list[tuple[str, str]]:
        """Return the filters in force as pairs of words, for files."""
        return [(one.facet_label, one.label) for one in self.filterset.chosen()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the map, its addresses and the cell that is selected."""
        rows, columns = self.axes
        whole = self.map
        gaps = self.request.GET.get("only") == "gaps"
        shown = whole.only_gaps() if gaps else whole
        links = self.links
        selected = self._selected()
        if self.is_long:
            self.ignored.append(TOO_MANY)
        context = super().get_context_data(**kwargs)
        return context | {
            "map": whole,
            "rows": rows,
            "columns": columns,
            "column_heads": self._heads(columns, shown.columns),
            "lines": [
                (
                    head,
                    [
                        (cell, "" if self.is_long or not cell.number else links.cell(cell))
                        for cell in row.cells
                    ],
                )
                for head, row in zip(
                    self._heads(rows, [row.head for row in shown.rows]), shown.rows, strict=True
                )
            ],
            "only_gaps": gaps,
            "filters_url": self.url_with(filters="" if self.filters_shown else "show", cell=""),
            "gaps_url": self.url_with(only="" if gaps else "gaps", cell=""),
            "close_url": self.url_with(open="", cell="") if "open" in self.request.GET else "",
            "switch_url": self.url_with(rows=columns.name, columns=rows.name, cell=""),
            "families": list(FAMILIES.values()),
            "axes_query": list(self.filters_query().lists()),
            "is_tied": bool(links.pair("a", "b").startswith("tie=")),
            "selected": selected,
            "in_place": self.request.headers.get("HX-Request") == "true",
            "total_url": "" if self.is_long else self._all_url(),
            "downloads": offer_of_page("evidence_map").links(self.request),
            "levels": list(Finding.EvidenceLevel),
        }

    def _heads(self, family: Family, heads: Sequence[Head]) -> list[Drawn]:
        others = self.filters_query(but=[family.name]).urlencode()
        return [
            Drawn(
                head,
                _page(family, head.value),
                self.page_address(
                    toggled(self.request.GET, f"{family.name}.{head.value}", opened=head.is_open)
                )
                if head.has_narrower and not self.is_long
                else "",
                self.links.total(family.name, head, others)
                if head.total and not self.is_long
                else "",
            )
            for head in heads
        ]

    def _all_url(self) -> str:
        query = self.filters_query().urlencode()
        return f"{address_of('case_studies')}?{query}" if query else address_of("case_studies")

    def _selected(self) -> Selected | None:
        """Return the cell that the address names, with its strongest findings."""
        asked = self.request.GET.get("cell", "")
        if not asked:
            return None
        cell = next((cell for cell in self._cells() if self.links.name(cell) == asked), None)
        if cell is None:
            self._lead_on("cell", [asked])
            self.ignored.append(f"The map as it is drawn has no cell “{asked[:80]}”.")
            return None
        values = {self.axes[0].name: cell.row.value, self.axes[1].name: cell.column.value}
        return Selected(
            cell,
            self.links.cell(cell),
            self._findings(values) if cell.number else (),
        )

    def _cells(self) -> Sequence[Cell]:
        return [cell for row in self.map.rows for cell in row.cells]

    def _findings(self, values: dict[str, str]) -> list[Finding]:
        """Return the strongest findings on two concepts, in the case studies of their cell."""
        query = QueryDict(
            self.links.filters + "&" + self.links.pair(*values.values()), mutable=True
        )
        matching = CaseStudyFilterSet(query, None, once=self.reader.once)
        found = self.reader.search(
            matching.search(self.index_kind, widen=self.widen),
            sort="evidence",
            limit=STUDIES_READ,
        )
        wanted = Q()
        for family, value in values.items():
            if family in RELATIONS:
                narrower = FAMILIES[family].vocabulary(self.reader).with_narrower([value])
                wanted &= Q(**{f"{RELATIONS[family]}__in": narrower})
        keys = (
            Finding.objects.filter(
                pk__in=Finding.objects.filter(wanted, case_study__in=found.ids).values("pk")
            )
            .strongest_first()
            .values_list("pk", flat=True)[:FINDINGS_SHOWN]
        )
        return listed_findings(list(keys))


def _page(family: Family, slug: str) -> str:
    """Return the address of a concept's own page, or nothing for a family without pages."""
    return address_of(family.name, slug) if family.name in RELATIONS else ""
