"""The page of pathways."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse

from casestudies.evidence.findings import findings_in, listed_findings
from casestudies.evidence.flows import DrawnPathways, drawn_pathways, question_of
from casestudies.evidence.pathway_links import PathwayLinks
from casestudies.evidence.pathways import (
    STAGES,
    Band,
    Node,
    Pathways,
)
from casestudies.facets import FAMILIES
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import Finding
from wellbeing_portal.core.export.views import DrawingDownloads
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.core.lists.filtered_page import FilteredPage
from wellbeing_portal.core.lists.paging import page_number
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.search import Question, Reader, current

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


class PathwaysPage(DrawingDownloads, FilteredPage):
    """From what helped, through what was done, to what changed."""

    template_name = "casestudies/pathways.html"
    filterset_class = CaseStudyFilterSet
    index_kind = "finding"
    noun = "finding"
    state = ("open",)
    left_out = {"tie": NO_TIES}
    drawing_class = DrawnPathways

    def question(self, bound: Bound) -> Question:
        return question_of(bound.search, page_number(self.request.GET.get("page", "")), SHOWN)

    def hidden_facets(self) -> Collection[str]:
        return STAGES

    @property
    def opened(self) -> list[str]:
        """The column whose small ones are shown: one at a time, or nothing could be told apart."""
        return [name for name in self.request.GET.getlist("open") if name in STAGES][-1:]

    def taken_away(self) -> tuple[DrawnPathways, Sequence[tuple[str, str]]]:
        reader = current()
        results = self.find(reader)
        return drawn_pathways(reader, results, self.opened), results.bound.filters_in_words

    def shown(self, reader: Reader, results: Results) -> dict[str, Any]:
        """Return the drawing with its addresses, and the findings behind it."""
        drawn = drawn_pathways(reader, results, self.opened)
        matched = findings_in(results.matches, self.request.GET.get("page", ""), SHOWN)
        links = PathwayLinks(results.bound, self.opened, filters_shown=self.filters_shown)
        query = links.query()
        return {
            "drawing": drawn.shown,
            "narrowed": _narrowed(drawn, links),
            "close_urls": [(FAMILIES[name].many, links.opening(name)) for name in self.opened],
            "matched": matched,
            "findings": listed_findings(matched.keys),
            "page_path": f"?{query.urlencode()}&" if query else "?",
            "levels": list(Finding.EvidenceLevel),
            "studies_url": _studies_url(results.bound),
            "ignored": matched.ignored,
            **_told(drawn.shown, links),
        }


def _told(drawing: Pathways, links: PathwayLinks) -> dict[str, Any]:
    """Return the drawing column by column and band by band, with addresses."""
    bands = [DrawnBand(band, links.band(band)) for band in drawing.bands]
    columns = [(FAMILIES[name], drawing.column(name)) for name in STAGES]
    # The strongest are drawn on top.
    ranked = sorted(bands, key=lambda drawn: drawn.band.level)
    return {
        "columns": [
            (family, [DrawnNode(node, links.node(node), links.is_chosen(node)) for node in nodes])
            for family, nodes in columns
        ],
        "heads": [(nodes[0].x, family.title) for family, nodes in columns if nodes],
        "starts": [
            (start, list(those)) for start, those in groupby(bands, key=lambda one: one.band.start)
        ],
        "shades": [
            (level, list(those)) for level, those in groupby(ranked, key=lambda one: one.band.level)
        ],
    }


def _narrowed(drawn: DrawnPathways, links: PathwayLinks) -> list[tuple[str, str, int, str]]:
    """Return the concepts narrower than what is chosen, with their findings and addresses."""
    found = []
    for name in STAGES:
        vocabulary, counts = drawn.vocabularies[name], drawn.results.matches.facets[name]
        for value in links.bound.chosen_in(name):
            for term in vocabulary.narrower.get(value, ()):
                if counts.get(term.value):
                    url = links.keeping(name, term.value)
                    found.append((vocabulary.label(value), term.label, counts[term.value], url))
    return found


def _studies_url(bound: Bound) -> str:
    query = bound.filters().urlencode()
    return f"{reverse('case_studies')}?{query}" if query else reverse("case_studies")
