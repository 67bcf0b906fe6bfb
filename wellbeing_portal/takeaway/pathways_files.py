"""The pathways as files: what leads to what, claims apart, and the concepts in each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from django.utils.translation import gettext

from casestudies.evidence.flows import DrawnPathways
from casestudies.evidence.grammar import strength_at
from casestudies.evidence.pathways import Flow, Node, Pathways
from casestudies.facets import FAMILIES
from casestudies.headings import heading
from wellbeing_portal.core.export.offers import DrawingOffer, offer_drawing
from wellbeing_portal.core.export.table import About, Cell, Column, ColumnKind, Table

from .briefing import write_pathways
from .headings import column

TITLE = "Pathways"
NOTE = (
    "A number is of findings of councils’ case studies. A finding that names two outcomes stands "
    "in two rows; one that names no enabler leads from none. What was only done leads to no "
    "outcome. A broader concept counts what its narrower ones have. “Without inferred ties” leaves "
    "out outcomes and enablers that the portal tied to a finding and its source did not"
)
PURPOSES = {
    "docx": ("Word", "what leads to what, as a document to edit"),
    "xlsx": ("Excel", "what leads to what, and the names, a sheet each"),
    "csv": ("CSV", "what leads to what, as one table"),
    "json": ("JSON", "what leads to what, for programmers"),
}


def declare() -> None:
    """Offer the pathways on their page."""
    offer_drawing(
        DrawnPathways,
        DrawingOffer(
            slug="pathways",
            title=lambda _: (
                gettext("%(title)s: enablers, approaches and outcomes") % {"title": TITLE}
            ),
            tables=tables,
            purposes=PURPOSES,
            notes=[NOTE],
            document=document,
        ),
    )


def document(stream: BinaryIO, drawn: DrawnPathways, about: About) -> None:
    """Write what leads to what as a Word file."""
    write_pathways(stream, drawn.whole, drawn.results.total, about)


COUNTED = (
    column("findings", ColumnKind.NUMBER),
    Column("changed", heading("findings_changed"), ColumnKind.NUMBER),
    Column("aimed", "Aimed at or calculated", ColumnKind.NUMBER),
    Column("done", "Work done", ColumnKind.NUMBER),
    Column("findings_not_inferred", "Findings, without inferred ties", ColumnKind.NUMBER),
    Column("strongest_change", "Strongest change", width=34),
    Column("strongest_evidence_level", "Strongest evidence level", ColumnKind.NUMBER),
)
"""What is told of a concept, and of what runs between two."""


def tables(drawn: DrawnPathways) -> list[Table]:
    """Return what leads to what with nothing collapsed, and every concept with its findings."""
    return [
        Table(
            "pathways",
            TITLE,
            [
                column("from", width=14),
                Column("from_concept", gettext("From concept"), width=40),
                column("to", width=14),
                Column("to_concept", gettext("To concept"), width=40),
                *COUNTED,
            ],
            _between(drawn.whole, drawn.firm),
        ),
        Table(
            "concepts",
            gettext("Concepts"),
            [column("kind", width=14), Column("concept", gettext("Concept"), width=40), *COUNTED],
            _concepts(drawn.whole, drawn.firm),
        ),
    ]


def _between(whole: Pathways, firm: Pathways) -> Iterator[Sequence[Cell]]:
    firmly = {_ends(start, end): flow.number for start, end, flow in firm.flows}
    for start, end, flow in whole.flows:
        yield (
            FAMILIES[start.stage].label,
            start.label,
            FAMILIES[end.stage].label,
            end.label,
            *_counted(flow, firmly.get(_ends(start, end), 0)),
        )


def _concepts(whole: Pathways, firm: Pathways) -> Iterator[Sequence[Cell]]:
    firmly = {(node.stage, node.value): node.number for node in firm.nodes}
    for node in whole.nodes:
        told = _counted(node.flow, firmly.get((node.stage, node.value), 0))
        yield (FAMILIES[node.stage].label, node.label, *told)


def _ends(start: Node, end: Node) -> tuple[str, str, str]:
    return start.stage, start.value, end.value


def _counted(flow: Flow, firm: int) -> Sequence[Cell]:
    level = flow.level
    strength = "" if level is None else strength_at(level)
    return flow.number, flow.changed, flow.aimed, flow.done, firm, strength, level
