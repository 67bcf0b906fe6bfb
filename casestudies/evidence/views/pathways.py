"""The page of pathways."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.http import QueryDict

from casestudies.evidence.findings import findings_of, listed_findings
from casestudies.evidence.pathways import (
    OTHERS,
    STAGES,
    Band,
    Flow,
    Flows,
    Node,
    Pathways,
    Stage,
    draw_pathways,
)
from casestudies.facets import FAMILIES
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import Finding
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.lists.filtered_page import FilteredPage

SHOWN = 10
"""Findings below the drawing at a time."""
NO_TIES = "The pathways show what findings tie together, so they left out the filter by a tie."


@dataclass(frozen=True)
class DrawnNode:
    """A node and where choosing it leads."""

    node: Node
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class DrawnBand:
    """A band and where choosing it leads; those of “others” lead to opening them."""

    band: Band
    url: str


class PathwaysPage(FilteredPage):
    """From what helped, through what was done, to what changed."""

    template_name = "casestudies/pathways.html"
    filterset_class = CaseStudyFilterSet
    index_kind = "finding"
    noun = "finding"
    state = ("open",)
    left_out = {"tie": NO_TIES}

    def hidden_facets(self) -> Collection[str]:
        return STAGES

    @cached_property
    def opened(self) -> list[str]:
        """The column whose small ones are shown: one at a time, or nothing could be told apart."""
        return [name for name in self.request.GET.getlist("open") if name in STAGES][-1:]

    @cached_property
    def drawing(self) -> Pathways:
        """The drawing under the filters in force."""
        return draw_pathways(
            [self._stage(name) for name in STAGES],
            [self._flows("enabler|approach"), self._flows("approach|outcome")],
        )

    def _stage(self, name: str) -> Stage:
        vocabulary = FAMILIES[name].vocabulary(self.reader)
        chosen = self.filterset.values.get(name) or [
            term.value for term in vocabulary.narrower.get(None, ())
        ]
        counts: dict[str, Flow] = {}
        table = self.reader.cross_table(self.asked, name, "evidence")
        for (value, level), count in table.items():
            if value in chosen:
                # Every finding has level 0, so its count is that of all.
                number = max(count, counts.get(value, Flow(0)).number)
                counts[value] = Flow(number, max(int(level), counts.get(value, Flow(0)).level))
        labels = {value: vocabulary.label(value) for value in counts}
        return Stage(name, labels, counts, name in self.opened)

    def _flows(self, facet: str) -> Flows:
        found: dict[tuple[str, str], Flow] = {}
        table = self.reader.cross_table(self.asked, f"{facet}|evidence")
        for (start, end, level), count in table.items():
            before = found.get((start, end), Flow(0))
            found[start, end] = Flow(before.number + count, max(before.level, int(level)))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the drawing with its addresses, and the findings behind it."""
        drawing = self.drawing
        matched = findings_of(self.reader, self.asked, self.request.GET.get("page", ""), SHOWN)
        self.ignored += matched.ignored
        query = self._query()
        return super().get_context_data(**kwargs) | {
            "drawing": drawing,
            "columns": [
                (FAMILIES[name], [self._node(node) for node in drawing.column(name)])
                for name in STAGES
            ],
            "heads": [
                (column[0].x, FAMILIES[name].title)
                for name in STAGES
                if (column := drawing.column(name))
            ],
            "starts": [
                (start, list(bands))
                for start, bands in groupby(
                    map(self._band, drawing.bands), key=lambda drawn: drawn.band.start
                )
            ],
            "shades": self._shades(),
            "narrowed": self._narrowed(),
            "close_urls": [(FAMILIES[name].many, self._opening(name)) for name in self.opened],
            "matched": matched,
            "findings": listed_findings(matched.keys),
            "page_path": f"?{query.urlencode()}&" if query else "?",
            "levels": list(Finding.EvidenceLevel),
            "studies_url": self._studies_url(),
        }

    def _shades(self) -> list[tuple[int, list[DrawnBand]]]:
        """Return the bands by their strongest evidence; the strongest are drawn on top."""
        ranked = sorted(self.drawing.bands, key=lambda band: band.level)
        return [
            (level, [self._band(band) for band in bands])
            for level, bands in groupby(ranked, key=lambda band: band.level)
        ]

    def _query(self) -> QueryDict:
        query = self.filters_query()
        if self.opened:
            query.setlist("open", self.opened)
        if self.filters_shown:
            query["filters"] = "show"
        return query

    def _opening(self, stage: str) -> str:
        """Return the address with the small ones of a column opened, or closed again."""
        query = self._query()
        query.setlist("open", [] if stage in self.opened else [stage])
        return _relative(query)

    def _choosing(self, *nodes: Node) -> str:
        """Return the address with nodes chosen.

        Where one is chosen nothing else is small; and the form folds, so that the diagram stays
        in sight.
        """
        query = self._query()
        query.pop("filters", None)
        for node in nodes:
            query.setlist(node.stage, [node.value])
        if {node.stage for node in nodes} & set(self.opened):
            query.pop("open")
        return _relative(query)

    def _node(self, node: Node) -> DrawnNode:
        if node.value == OTHERS:
            return DrawnNode(node, self._opening(node.stage), is_chosen=False)
        if node.value in (self.filterset.values.get(node.stage) or ()):
            query = self._query()
            query.pop(node.stage)
            return DrawnNode(node, _relative(query), is_chosen=True)
        return DrawnNode(node, self._choosing(node), is_chosen=False)

    def _band(self, band: Band) -> DrawnBand:
        for node in (band.start, band.end):
            if node.value == OTHERS:
                return DrawnBand(band, self._opening(node.stage))
        return DrawnBand(band, self._choosing(band.start, band.end))

    def _narrowed(self) -> list[tuple[str, str, int, str]]:
        """Return the concepts narrower than what is chosen, with their findings and addresses."""
        found = []
        for name in STAGES:
            vocabulary = FAMILIES[name].vocabulary(self.reader)
            counts = self.reader.facet(self.asked, name)
            for value in self.filterset.values.get(name) or ():
                for term in vocabulary.narrower.get(value, ()):
                    if counts.get(term.value):
                        query = self._query()
                        query.setlist(name, [term.value])
                        url = _relative(query)
                        found.append((vocabulary.label(value), term.label, counts[term.value], url))
        return found

    def _studies_url(self) -> str:
        query = self.filters_query().urlencode()
        return f"{address_of('case_studies')}?{query}" if query else address_of("case_studies")


def _relative(query: QueryDict) -> str:
    """Return an address on this page: there are hundreds, and each byte counts."""
    return f"?{query.urlencode()}"
