"""The evidence map as files: for Word, tables for CSV, Excel and JSON, a drawing as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.template.loader import render_to_string

from casestudies.evidence.map.drawing import EvidenceMap
from casestudies.evidence.map.drawn import DrawnMap
from wellbeing_portal.core.export.offers import DrawingOffer, offer_drawing
from wellbeing_portal.core.export.table import About, Cell, Column, ColumnKind, Table

from .briefing import write_evidence_map

PURPOSES = {
    "docx": ("Word", "the map as a document to edit"),
    "xlsx": ("Excel", "the map and a list of its cells, a sheet each"),
    "csv": ("CSV", "the map as one table"),
    "json": ("JSON", "the map and its cells, for programmers"),
    "svg": ("SVG", "the drawing, for a report"),
}
TITLE = "Evidence map"
NOTE = (
    "A number is of case studies; a broader concept counts what its narrower ones have. An empty "
    "place means that the portal has no example yet."
)
WIDTH, HEIGHT = 62, 40
LEFT, TOP = 330, 230


@dataclass(frozen=True)
class Circle:
    """A number on the drawing, and where it stands."""

    x: int
    y: int
    radius: float
    number: int
    level: int
    dark: bool


def declare() -> None:
    """Offer the evidence map on its page."""
    offer_drawing(
        DrawnMap,
        DrawingOffer(
            slug="evidence-map",
            title=lambda drawn: f"{TITLE}: {drawn.rows.many} and {drawn.columns.many}",
            tables=tables,
            purposes=PURPOSES,
            notes=[NOTE],
            document=document,
            picture=lambda drawn, about: as_svg(drawn.shown, about),
        ),
    )


def document(stream: BinaryIO, drawn: DrawnMap, about: About) -> None:
    """Write the map as it is shown as a Word file."""
    write_evidence_map(stream, drawn.shown, (drawn.rows, drawn.columns), about)


def tables(drawn: DrawnMap) -> list[Table]:
    """Return the whole map, and its cells one a row."""
    rows, columns, whole = drawn.rows, drawn.columns, drawn.whole
    return [
        Table(
            "evidence_map",
            TITLE,
            [
                Column(rows.name, rows.label, width=40),
                Column("case_studies_in_all", "Case studies in all", ColumnKind.NUMBER),
                *(
                    Column(_key(head.value), head.label, ColumnKind.NUMBER)
                    for head in whole.columns
                ),
            ],
            _map_rows(whole),
        ),
        Table(
            "cells",
            "Cells",
            [
                Column(rows.name, rows.label, width=40),
                Column(columns.name, columns.label, width=40),
                Column("case_studies", "Case studies", ColumnKind.NUMBER),
                Column("strongest_evidence_level", "Strongest evidence level", ColumnKind.NUMBER),
            ],
            (
                (cell.row.label, cell.column.label, cell.number, cell.level)
                for row in whole.rows
                for cell in row.cells
            ),
        ),
    ]


def _key(slug: str) -> str:
    return slug.replace("-", "_")


def _map_rows(drawn: EvidenceMap) -> Iterator[Sequence[Cell]]:
    for row in drawn.rows:
        yield (row.head.label, row.head.total, *(cell.number for cell in row.cells))
    yield ("Case studies in all", drawn.total, *(head.total for head in drawn.columns))


def as_svg(drawn: EvidenceMap, about: About) -> str:
    """Return the map as a drawing that needs nothing else."""
    circles = [
        Circle(
            LEFT + WIDTH * x + WIDTH // 2,
            TOP + HEIGHT * y + HEIGHT // 2,
            7 + cell.size * 2,
            cell.number,
            cell.level or 0,
            (cell.level or 0) >= 3,
        )
        for y, row in enumerate(drawn.rows)
        for x, cell in enumerate(row.cells)
        if cell.number
    ]
    return render_to_string(
        "casestudies/evidence_map.svg",
        {
            "about": about,
            "circles": circles,
            "columns": [
                (LEFT + WIDTH * x + WIDTH // 2, head.label) for x, head in enumerate(drawn.columns)
            ],
            "rows": [
                (TOP + HEIGHT * y, TOP + HEIGHT * y + HEIGHT // 2 + 5, row.head)
                for y, row in enumerate(drawn.rows)
            ],
            "left": LEFT,
            "top": TOP,
            "right": LEFT + WIDTH * len(drawn.columns),
            "foot": TOP + HEIGHT * len(drawn.rows) + 40,
            "width": max(900, LEFT + WIDTH * len(drawn.columns) + 190),
            "height": TOP + HEIGHT * len(drawn.rows) + 110,
        },
    )
