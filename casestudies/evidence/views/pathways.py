"""The page of pathways."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from casestudies.evidence.findings import findings_in, listed_findings
from casestudies.evidence.flows import DrawnPathways, drawn_pathways, question_of
from casestudies.evidence.grammar import strength_at
from casestudies.evidence.pathway_links import PathwayLinks
from casestudies.evidence.pathways import KINDS, STAGES, Band, Flow, Node, Pathways
from casestudies.facets import FAMILIES
from casestudies.filtersets import CaseStudyFilterSet, FindingFilterSet
from casestudies.models import Finding
from casestudies.views.finding import FindingList
from wellbeing_portal.core.export.views import DrawingDownloads
from wellbeing_portal.core.lists.bound import Bound, bind
from wellbeing_portal.core.lists.filtered_page import FilteredPage
from wellbeing_portal.core.lists.paging import page_number
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.search import Question, Reader, current

SHOWN = 6
"""Findings below the drawing at a time."""
NO_TIES = gettext_noop(
    "The pathways show what findings tie together, so they left out the filter by a tie."
)


@dataclass(frozen=True)
class DrawnNode:
    """A node and where choosing it leads."""

    node: Node
    url: str
    is_chosen: bool

    @property
    def strength(self) -> str:
        """How sure its surest change is."""
        return strength_of(self.node.flow)


@dataclass(frozen=True)
class DrawnBand:
    """A band, where choosing it leads, and how it looks; those of “others” lead to opening them."""

    band: Band
    url: str
    look: str

    @property
    def is_outlined(self) -> bool:
        """Whether it is an outline: said or done, and nothing found."""
        return self.look in ("c0", "done")

    @property
    def inner(self) -> float:
        """How wide an outlined band is between its edges."""
        return max(self.band.width - 2.4, 0)


@dataclass(frozen=True)
class ToldFlow:
    """What runs between two nodes, for the table: a number and an address by what is claimed."""

    end: Node
    numbers: Sequence[tuple[int, str]]
    strength: str
    is_counted: bool


class PathwaysPage(DrawingDownloads, FilteredPage):
    """From what helped, through what was done, to what changed."""

    template_name = "casestudies/pathways.html"
    filterset_class = FindingFilterSet
    index_kind = "finding"
    noun = "finding"
    state = ("open",)
    left_out = {"tie": gettext(NO_TIES)}
    always = FindingList.always
    drawing_class = DrawnPathways

    def question(self, bound: Bound) -> Question:
        return question_of(bound, page_number(self.request.GET.get("page", "")), SHOWN)

    def hidden_facets(self) -> Collection[str]:
        return STAGES

    @property
    def opened(self) -> list[str]:
        """The column whose small ones are shown: one at a time, or nothing could be told apart."""
        return [name for name in self.request.GET.getlist("open") if name in STAGES][-1:]

    def taken_away(self) -> tuple[DrawnPathways, Sequence[tuple[str, str]]]:
        reader = current()
        results = self.find(reader)
        return self._drawn(reader, results), results.bound.filters_in_words

    def _drawn(self, reader: Reader, results: Results) -> DrawnPathways:
        return drawn_pathways(reader, results, self.opened, filters_shown=self.filters_shown)

    def shown(self, reader: Reader, results: Results) -> dict[str, Any]:
        """Return the drawing with its addresses, and the findings behind it."""
        drawn = self._drawn(reader, results)
        matched = findings_in(results.matches, self.request.GET.get("page", ""), SHOWN)
        links = PathwayLinks(results.bound, self.opened, filters_shown=self.filters_shown)
        query = links.query()
        chosen = results.bound.filters().urlencode()
        return {
            "drawing": drawn.shown,
            "narrowed": _narrowed(drawn, links),
            "left_over": _left_over(drawn, links),
            "close_urls": [(FAMILIES[name].many, links.opening(name)) for name in self.opened],
            "matched": matched,
            "findings": listed_findings(matched.keys),
            "page_path": f"?{query.urlencode()}&" if query else "?",
            "findings_url": f"{reverse('findings')}?{chosen}" if chosen else reverse("findings"),
            "studies": _studies(reader, results.bound),
            "firm_url": "" if "inferred" in query else f"?{_with(query, inferred='no')}",
            "ignored": matched.ignored,
            **_told(drawn.shown, links),
        }


def _with(query: QueryDict, **values: str) -> str:
    changed = query.copy()
    for name, value in values.items():
        changed[name] = value
    return changed.urlencode()


def _told(drawing: Pathways, links: PathwayLinks) -> dict[str, Any]:
    """Return the drawing column by column and band by band, with addresses."""
    bands = [
        DrawnBand(band, links.between(band.start, band.end, band.kind), look_of(band))
        for band in drawing.bands
    ]
    columns = [(FAMILIES[name], drawing.column(name)) for name in STAGES]
    # Changes are drawn on top, the strongest last.
    ranked = sorted(bands, key=lambda drawn: LOOKS.index(drawn.look))
    flows = groupby(drawing.flows, key=lambda one: one[0])
    return {
        "columns": [
            (
                family,
                [DrawnNode(node, links.node(node), links.is_chosen(node)) for node in nodes],
            )
            for family, nodes in columns
        ],
        "heads": [(nodes[0].x, family.title) for family, nodes in columns if nodes],
        "starts": [
            (start, [_told_flow(links, start, end, flow) for _, end, flow in those])
            for start, those in flows
        ],
        "shades": [
            (look, list(those)) for look, those in groupby(ranked, key=lambda one: one.look)
        ],
    }


LOOKS = ("done", "aimed", "c0", "c1", "c2", "c3")
"""How bands look, from the lowest to the uppermost: by claim, and changes by their strength."""


def look_of(band: Band) -> str:
    """Return the class of a band."""
    return band.kind if band.level is None else f"c{min(band.level, 3)}"


def strength_of(flow: Flow) -> str:
    """Return in words how sure the surest change is, or nothing where there is none."""
    return "" if flow.level is None else strength_at(flow.level)


def _told_flow(links: PathwayLinks, start: Node, end: Node, flow: Flow) -> ToldFlow:
    numbers = [(flow.of(kind), links.between(start, end, kind)) for kind in KINDS]
    return ToldFlow(end, numbers, strength_of(flow), not (start.is_others or end.is_others))


def _narrowed(drawn: DrawnPathways, links: PathwayLinks) -> list[tuple[str, str, int, str]]:
    """Return the concepts narrower than what is chosen, with their findings and addresses."""
    found = []
    for name in STAGES:
        vocabulary, counts = drawn.vocabularies[name], drawn.results.counts[name]
        for value in links.bound.chosen_in(name):
            for term in vocabulary.narrower.get(value, ()):
                if counts.get(term.value):
                    url = links.keeping(name, term.value)
                    found.append((vocabulary.label(value), term.label, counts[term.value], url))
    return found


def _left_over(drawn: DrawnPathways, links: PathwayLinks) -> list[tuple[str, str, int]]:
    """Return the names that found no room in a column that is opened: address and findings."""
    return [
        (
            drawn.vocabularies[name].label(value),
            links.keeping(name, value),
            drawn.results.counts[name][value],
        )
        for name in links.opened
        for node in drawn.shown.column(name)
        if node.is_others
        for value in node.members
    ]


def _studies(reader: Reader, bound: Bound) -> tuple[int, str] | None:
    """Return how many case studies the findings are in, and the list of just these.

    All four claims are asked for where none is chosen, so that one finding must have everything.
    Words are looked for in findings here and in whole accounts there: then there is no such list.
    """
    if bound.search.text:
        return None
    query = bound.filters()
    if not query.getlist("claim"):
        query.setlist("claim", [str(claim) for claim in Finding.Claim.values])
    same = bind(CaseStudyFilterSet, "case-study", query, reader.memory)
    return reader.total(same.search), f"{reverse('case_studies')}?{query.urlencode()}"
