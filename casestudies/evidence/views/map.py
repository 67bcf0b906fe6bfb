"""The page of the evidence map."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext, gettext_noop

from casestudies.evidence.answers.named import through
from casestudies.evidence.map.address import MapAddress, read_map_address
from casestudies.evidence.map.drawing import Cell, EvidenceMap, Head, Row
from casestudies.evidence.map.drawn import DrawnMap, drawn_map
from casestudies.evidence.map.links import MapLinks, toggled
from casestudies.evidence.map.one_row import in_words, strongest_in
from casestudies.evidence.map.words import (
    breakable,
    in_short,
    named,
    on_paper,
    strength_in,
    text_of,
)
from casestudies.evidence.ties import RELATIONS, moved_concepts
from casestudies.facets import CASE_STUDY, FAMILIES
from casestudies.filtersets import CaseStudyFilterSet
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.export.views import DrawingDownloads
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.lists.filtered_page import FilteredPage
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.core.redirects import Moved
from wellbeing_portal.core.words import joined, opening
from wellbeing_portal.search import Reader, current

TOO_MANY = gettext_noop(
    "With so many filters the numbers of the map lead nowhere. Take some away to follow them."
)
NO_TIES = gettext_noop(
    "The map shows what findings tie together, so it left out the filter by such a tie."
)


OF_WHOLE = opening(joined([tag.family.many for tag in CASE_STUDY.plain_tags]))
"""The families whose concepts are those of the whole case study, as they begin a sentence."""


@dataclass(frozen=True)
class DrawnHead:
    """A row or column head with its addresses."""

    head: Head
    url: str
    toggle_url: str


@dataclass(frozen=True)
class DrawnCell:
    """A cell with its address, its name as a sentence, and how it looks.

    ``through`` says by way of what it has its level, where a row is read alone.
    """

    cell: Cell
    url: str
    name: str
    look: str
    text: str
    strength: str
    through: str = ""


@dataclass(frozen=True)
class DrawnRow:
    """A row with its cells, where it is read alone, and its surest change.

    ``looks`` are those of all its cells, of which ``cells`` may be a stretch.
    """

    drawn: DrawnHead
    cells: Sequence[DrawnCell]
    looks: Sequence[str]
    row_url: str
    changed: int
    strongest: Cell | None


class EvidenceMapPage(DrawingDownloads, FilteredPage):
    """Two families of concepts against each other: where evidence is strong, thin or absent."""

    template_name = "casestudies/evidence_map.html"
    filterset_class = CaseStudyFilterSet
    index_kind = "case-study"
    noun = "case study"
    state = ("rows", "columns", "open", "only", "row")
    left_out = {"tie": gettext(NO_TIES)}
    drawing_class = DrawnMap

    @property
    def address(self) -> MapAddress:
        """What the address asks of the map, apart from its filters."""
        return read_map_address(self.request.GET)

    def get_template_names(self) -> list[str]:
        return ["casestudies/evidence_map_row.html"] if self._row_asked else [self.template_name]

    _row_asked = False

    def hidden_facets(self) -> Collection[str]:
        return [family.name for family in self.address.families]

    def taken_away(self) -> tuple[DrawnMap, Sequence[tuple[str, str]]]:
        reader = current()
        results = self.find(reader)
        lead_on(reader, "open", self.address.opened)
        return drawn_map(reader, self.address, results), results.bound.filters_in_words

    def shown(self, reader: Reader, results: Results) -> dict[str, Any]:
        """Return the map with its addresses, or one of its rows."""
        address = self.address
        lead_on(reader, "open", address.opened)
        drawn = drawn_map(reader, address, results)
        rows, columns = address.families
        ignored = [*address.ignored, *([gettext(TOO_MANY)] if address.is_long else [])]
        shown = {
            "rows": rows,
            "columns": columns,
            "has_outcomes": address.has_outcomes,
            "of_whole": OF_WHOLE,
            "ignored": ignored,
        }
        if address.row:
            moved = drawn.vocabularies[rows.name].moved([address.row])
            if moved:
                raise Moved({"row": moved})
            if address.row in drawn.vocabularies[rows.name]:
                self._row_asked = True
                return shown | self._one_row(drawn)
            ignored.append(
                gettext("There is no %(one)s “%(row)s”.")
                % {"one": rows.one, "row": address.row[:50]}
            )
        ignored += drawn.ignored
        return shown | self._whole(drawn) | self._ways(drawn)

    # ── The whole map ────────────────────────────────────────────────────────────────────

    def _whole(self, drawn: DrawnMap) -> dict[str, Any]:
        address, complete = self.address, drawn.complete
        shown, results = drawn.shown, drawn.results
        kept = {row.head.value for row in shown.rows}
        heads = [
            self._head(address.columns, replace(head, short=breakable(head.short)))
            for head in shown.columns
        ]
        return {
            "map": complete,
            "families": list(FAMILIES.values()),
            "short": in_short(complete.parts, counts_done=not address.has_outcomes),
            "is_filtered": bool(results.bound.chosen),
            "column_heads": heads,
            "lines": self._lines(drawn, shown, complete),
            "researched": [
                (row.head, self._row_url(row.head), told)
                for row in complete.rows
                if row.head.value in kept
                and (told := [cell for cell in row.cells if cell.research])
            ],
            "only_gaps": address.only_gaps,
            "left_out": drawn.left_out,
        }

    def _lines(
        self, drawn: DrawnMap, shown: EvidenceMap, complete: EvidenceMap
    ) -> Sequence[DrawnRow]:
        """Return the rows as they are shown; what is said of each is said of all its columns."""
        links = MapLinks.of(drawn.results.bound, drawn.rows.name, drawn.columns.name)
        whole = {row.head.value: row for row in complete.rows}
        return [self._line(row, whole[row.head.value], links) for row in shown.rows]

    def _line(self, row: Row, whole: Row, links: MapLinks) -> DrawnRow:
        return DrawnRow(
            self._head(self.address.rows, row.head),
            [self._cell(cell, links) for cell in row.cells],
            [look_of(cell) for cell in whole.cells],
            self._row_url(row.head),
            sum(cell.claim == "changed" for cell in whole.cells),
            strongest_in(whole),
        )

    def _cell(self, cell: Cell, links: MapLinks, through: str = "") -> DrawnCell:
        url = "" if self.address.is_long or not cell.number else links.cell(cell)
        name = named(cell) if cell.number or cell.research else ""
        return DrawnCell(cell, url, name, look_of(cell), text_of(cell), strength_in(cell), through)

    def _head(self, family: Family, head: Head) -> DrawnHead:
        toggle = toggled(self.request.GET, f"{family.name}.{head.value}", opened=head.is_open)
        opens = head.has_narrower and not self.address.is_long
        return DrawnHead(
            head,
            _page(family, head.value)
            or (self._row_url(head) if family is self.address.rows else ""),
            self.page_address(toggle) if opens else "",
        )

    def _row_url(self, head: Head) -> str:
        """Return where a row is read alone; it would have to carry all the filters."""
        return "" if self.address.is_long else self.url_with(row=head.value, part="")

    def _ways(self, drawn: DrawnMap) -> dict[str, Any]:
        """Return the addresses of other maps."""
        rows, columns = drawn.address.families
        return {
            "gaps_url": self.url_with(only="" if drawn.address.only_gaps else "gaps", part=""),
            "on_paper": on_paper(columns.many, drawn.stretches, drawn.part),
            "close_url": self.url_with(open="", part="") if "open" in self.request.GET else "",
            "switch_url": self._switched(rows, columns),
            "axes_query": list(drawn.results.bound.filters().lists()),
            "stretches": [
                (
                    gettext("%(first)s to %(last)s") % {"first": first, "last": last}
                    if first < last
                    else str(first),
                    "" if place == drawn.part else self.url_with(part=str(place)),
                )
                for place, (first, last) in enumerate(drawn.stretches, start=1)
            ],
        }

    def _switched(self, rows: Family, columns: Family) -> str:
        return self.url_with(rows=columns.name, columns=rows.name, row="", part="")

    # ── One row ──────────────────────────────────────────────────────────────────────────

    def _one_row(self, drawn: DrawnMap) -> dict[str, Any]:
        rows, columns = drawn.address.families
        (row,) = drawn.one_row(drawn.address.row).rows
        links = MapLinks.of(drawn.results.bound, rows.name, columns.name)
        told, owed = in_words(row), drawn.owed_to(row)
        cell, vocabulary = strongest_in(row), drawn.vocabularies[rows.name]
        by_way = through(owed.get(cell.column.value, ())) if cell else ""
        narrower = vocabulary.narrower.get(row.head.value, ())
        heads = [one.head for one in drawn.complete.rows]
        places = [place for place, head in enumerate(heads) if head.value == row.head.value]
        following = heads[(places[0] + 1) % len(heads)] if places and len(heads) > 1 else None
        return {
            "head": row.head,
            "groups": {
                "found": [
                    self._cell(cell, links, through(owed.get(cell.column.value, ())))
                    for cell in told.found
                ],
                "worked": [self._cell(cell, links) for cell in told.worked],
                "research": [self._cell(cell, links) for cell in told.research],
            },
            "nothing": told.nothing,
            "number": len(row.cells),
            "strongest": cell,
            "strength": strength_in(cell) if cell else "",
            "through": f", {by_way}" if by_way else "",
            "concept_url": _page(rows, row.head.value),
            "all_url": self.url_with(row=""),
            "next_head": following,
            "next_url": self.url_with(row=following.value) if following else "",
            "narrower": [(term.label, self.url_with(row=term.value)) for term in narrower],
        }


def look_of(cell: Cell) -> str:
    """Return the class of a cell: c0 to c3 for a change, ca aimed at, cd done, cr research."""
    if cell.shade is not None:
        return f"c{cell.shade}"
    return {"aimed": "ca", "done": "cd"}.get(cell.claim, "cr" if cell.research else "")


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


def _page(family: Family, slug: str) -> str:
    """Return the address of a concept's own page, or nothing for a family without pages."""
    return address_of(family.name, slug) if family.name in RELATIONS else ""
