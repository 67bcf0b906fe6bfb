"""The evidence map as a Word file that an officer can edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from casestudies.evidence.levels import MEANINGS
from casestudies.evidence.map.drawing import Cell, EvidenceMap, Row
from wellbeing_portal.core.document import Inline, Quiet, Strong
from wellbeing_portal.core.export.table import About
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.words import counted

from .findings import level_named
from .frame import new_document, write_scope, write_title_page


def write_evidence_map(
    stream: BinaryIO, drawn: EvidenceMap, axes: tuple[Family, Family], about: About
) -> None:
    """Write the map row by row: a page is too narrow for all its columns side by side."""
    rows, columns = axes
    studies = counted(drawn.total, "case study")
    document = new_document(about)
    write_title_page(document, about, f"An evidence map of {studies}")
    document.contents()
    document.heading("Purpose and scope")
    document.paragraph(
        f"This map says how many of {studies} tie {rows.many} to {columns.many}, and how strong "
        "the evidence is. It is meant to be edited: keep what your committee needs."
    )
    write_scope(document, about, "There each number leads to the case studies that it counts.")
    document.heading("The map")
    document.table(
        f"{rows.title} and {columns.many}",
        (rows.one.capitalize(), f"{columns.title} with examples", "No example yet"),
        [_row(row) for row in drawn.rows],
        (0.24, 0.46, 0.3),
    )
    document.heading("Evidence and its limits")
    document.table(
        "Levels of evidence",
        ("Level", "What it takes to reach this level"),
        [(level_named(level), meaning) for level, meaning in MEANINGS.items()],
        (0.3, 0.7),
    )
    document.bullets(
        [
            "A place without an example is a gap in what the portal has read. It does not mean "
            "that nobody has tried, or that it does not work.",
            "A number counts case studies and not people or effects. Many examples of something "
            "are no proof that it works; the level says how strong the evidence is.",
            "The level beside a number is the strongest among its findings; others may be weaker.",
        ]
    )
    document.heading("References")
    document.paragraph(
        "The numbers rest on the findings of the case studies that the map counts. On the portal "
        "each number leads to them, and each finding names the document and the place in it."
    )
    document.save(stream)


def _row(row: Row) -> Sequence[Inline | Sequence[Inline]]:
    found = [cell for cell in row.cells if cell.number]
    found.sort(key=lambda cell: (-cell.number, cell.column.label))
    examples: list[Inline] = []
    for cell in found:
        examples += [Strong(f"{cell.number}  "), _named(cell), "\n"]
    gaps = "; ".join(cell.column.label for cell in row.cells if not cell.number)
    head = [
        Strong(row.head.label) if not row.head.depth else row.head.label,
        Quiet(f"\n{counted(row.head.total, 'case study')} in all"),
    ]
    return (head, examples[:-1] or ["none"], gaps or "none")


def _named(cell: Cell) -> str:
    level = "" if cell.level is None else f", level {cell.level}"
    return f"{cell.column.label}{level}"
