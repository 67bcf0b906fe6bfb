"""The evidence map as files: for Word, tables for CSV, Excel and JSON, a drawing as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.template.loader import render_to_string
from django.utils.translation import gettext

from casestudies.evidence.map.drawing import Cell as MapCell
from casestudies.evidence.map.drawing import EvidenceMap
from casestudies.evidence.map.drawn import DrawnMap
from casestudies.evidence.map.words import WAYS, strength_in, text_of
from wellbeing_portal.core.export.offers import DrawingOffer, offer_drawing
from wellbeing_portal.core.export.table import About, Cell, Column, ColumnKind, Table

from .briefing import write_evidence_map

PURPOSES = {
    "docx": ("Word", "the map as a document to edit"),
    "xlsx": ("Excel", "the cells of the map and the map, a sheet each"),
    "csv": ("CSV", "the cells of the map as one table"),
    "json": ("JSON", "the map and its cells, for programmers"),
    "svg": ("SVG", "the drawing, for a report"),
}
TITLE = "Evidence map"
NOTE = (
    "A number is of case studies with a change in that pair: one and the same finding names both "
    "and says what changed. “Aimed” is of those that aim at a change or calculate it. What was "
    "only done is no evidence of an outcome. A broader concept counts what its narrower ones "
    "have. “Without inferred ties” leaves out outcomes and enablers that the portal tied to a "
    "finding and its source did not. Wider research is in no number of councils. An empty place "
    "means that nobody has told the portal of it"
)
WIDTH, HEIGHT = 62, 40
LEFT, TOP = 330, 230
FILLS = {0: "#ffffff", 1: "#d4e6e4", 2: "#7fb5b0", 3: "#0b5450"}
"""Of each shade of a change."""


@dataclass(frozen=True)
class Square:
    """A number on the drawing, where it stands, and how it looks."""

    x: int
    y: int
    text: str
    fill: str
    ink: str
    edge: str
    dashes: str


def declare() -> None:
    """Offer the evidence map on its page."""
    offer_drawing(
        DrawnMap,
        DrawingOffer(
            slug="evidence-map",
            title=lambda drawn: (
                gettext("%(title)s: %(many)s and %(many_2)s")
                % {"title": TITLE, "many": drawn.rows.many, "many_2": drawn.columns.many}
            ),
            tables=tables,
            purposes=PURPOSES,
            notes=[NOTE],
            document=document,
            picture=lambda drawn, about: as_svg(drawn.complete, about),
        ),
    )


def document(stream: BinaryIO, drawn: DrawnMap, about: About) -> None:
    """Write the map as it is shown as a Word file."""
    has_done = not drawn.address.has_outcomes
    write_evidence_map(
        stream, drawn.complete, (drawn.rows, drawn.columns), about, counts_done=has_done
    )


def tables(drawn: DrawnMap) -> list[Table]:
    """Return the cells of the whole map one a row, claims apart, and the map as it is drawn."""
    whole = drawn.whole
    return [
        Table("cells", gettext("Cells"), _cell_columns(drawn), _cell_rows(drawn)),
        Table(
            "evidence_map",
            TITLE,
            [
                Column(drawn.rows.name, drawn.rows.label, width=40),
                *(Column(_key(head.value), head.label, width=18) for head in whole.columns),
            ],
            ((row.head.label, *map(in_table, row.cells)) for row in whole.rows),
        ),
    ]


def in_table(cell: MapCell) -> str:
    """Return a cell as a table draws it: its number, with what it is of."""
    said = f"{cell.number} {WORDS[cell.claim]}" if cell.number else ""
    if cell.number and cell.way:
        way = WAYS[cell.way]
        said = f"{cell.number} {way}" if cell.way == "no-change" else f"{said}, {way}"
    if cell.is_inferred:
        said += " (inferred)"
    return "; ".join(filter(None, [said, "R" if cell.research else ""]))


WORDS = {"changed": "changed", "aimed": "aimed", "done": "done"}
"""What a number is of, in one word."""


def _cell_columns(drawn: DrawnMap) -> list[Column]:
    claims = ["changed", "aimed", *([] if drawn.address.has_outcomes else ["done"])]
    return [
        Column(drawn.rows.name, drawn.rows.label, width=40),
        Column(drawn.columns.name, drawn.columns.label, width=40),
        *(Column(f"case_studies_{one}", HEADINGS[one], ColumnKind.NUMBER) for one in claims),
        Column("case_studies", gettext("Case studies with any of these"), ColumnKind.NUMBER),
        *(
            Column(
                f"case_studies_{one}_not_inferred",
                gettext("%(headings)s, without inferred ties") % {"headings": HEADINGS[one]},
                ColumnKind.NUMBER,
            )
            for one in claims
        ),
        Column("strongest_change", gettext("Strongest change"), width=34),
        Column("strongest_evidence_level", gettext("Strongest evidence level"), ColumnKind.NUMBER),
        Column("not_all_better", gettext("Where not all went better"), width=24),
        Column("wider_research", gettext("Wider research"), width=50),
    ]


HEADINGS = {
    "changed": "Case studies with a change",
    "aimed": "Case studies with an aim or a model",
    "done": "Case studies with work done",
}


def _cell_rows(drawn: DrawnMap) -> Iterator[Sequence[Cell]]:
    number = 2 if drawn.address.has_outcomes else 3
    for cell in drawn.whole.cells:
        told = cell.told
        yield (
            cell.row.label,
            cell.column.label,
            *(told.changed, told.aimed, told.done)[:number],
            told.count,
            *told.firm[:number],
            strength_in(cell) if told.changed else "",
            told.level,
            WAYS.get(cell.way, ""),
            cell.research.words if cell.research else "",
        )


def _key(slug: str) -> str:
    return slug.replace("-", "_")


def as_svg(drawn: EvidenceMap, about: About) -> str:
    """Return the map as a drawing that needs nothing else."""
    return render_to_string(
        "casestudies/evidence_map.svg",
        {
            "about": about,
            "squares": [
                _square(x, y, cell)
                for y, row in enumerate(drawn.rows)
                for x, cell in enumerate(row.cells)
                if cell.number
            ],
            "research": [
                (LEFT + WIDTH * x + WIDTH // 2 + 18, TOP + HEIGHT * y + 13)
                for y, row in enumerate(drawn.rows)
                for x, cell in enumerate(row.cells)
                if cell.research
            ],
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
            "width": max(1000, LEFT + WIDTH * len(drawn.columns) + 190),
            "height": TOP + HEIGHT * len(drawn.rows) + 130,
        },
    )


def _square(x: int, y: int, cell: MapCell) -> Square:
    shade = cell.shade
    is_dark = shade == max(FILLS)
    return Square(
        LEFT + WIDTH * x + WIDTH // 2 - 16,
        TOP + HEIGHT * y + HEIGHT // 2 - 15,
        text_of(cell),
        "#ffffff" if shade is None else FILLS[shade],
        "#ffffff" if is_dark else "#0b0c0c",
        "#484d4f" if cell.claim == "done" else "#0b5450",
        "4 3" if cell.claim == "aimed" else "",
    )
