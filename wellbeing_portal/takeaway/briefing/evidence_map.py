"""The evidence map as a Word file that an officer can edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from django.utils.translation import gettext

from casestudies.evidence.levels import MEANINGS
from casestudies.evidence.map.drawing import Cell, EvidenceMap, Row
from casestudies.evidence.map.words import drawn_in, in_short
from wellbeing_portal.core.document import Inline, Strong
from wellbeing_portal.core.export.table import About
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.words import counted

from .findings import level_named
from .frame import new_document, write_scope, write_title_page


def write_evidence_map(
    stream: BinaryIO,
    drawn: EvidenceMap,
    axes: tuple[Family, Family],
    about: About,
    *,
    counts_done: bool,
) -> None:
    """Write the map row by row: a page is too narrow for all its columns side by side."""
    rows, columns = axes
    studies = counted(drawn.total, "case study")
    document = new_document(about)
    write_title_page(
        document, about, gettext("An evidence map of %(studies)s") % {"studies": studies}
    )
    document.contents()
    document.heading(gettext("In short"))
    document.paragraph(in_short(drawn.parts, counts_done=counts_done))
    document.heading(gettext("Purpose and scope"))
    document.paragraph(
        gettext(
            "This map says for %(many)s and %(many_2)s in how many of %(studies)s "
            "one and the same finding says what changed, in how many a change was "
            "only aimed at or calculated, and how strong the evidence is. It is "
            "meant to be edited: keep what your committee needs."
        )
        % {"many": rows.many, "many_2": columns.many, "studies": studies}
    )
    write_scope(
        document, about, gettext("There each number leads to the case studies that it counts.")
    )
    document.heading(gettext("The map"))
    document.table(
        gettext("%(title)s and %(many)s") % {"title": rows.title, "many": columns.many},
        (rows.one.capitalize(), columns.title, gettext("Nothing told")),
        [_row(row) for row in drawn.rows],
        (0.22, 0.5, 0.28),
    )
    document.heading(gettext("Evidence and its limits"))
    document.table(
        gettext("Levels of evidence"),
        (gettext("Level"), gettext("What it takes to reach this level")),
        [(level_named(level), meaning) for level, meaning in MEANINGS.items()],
        (0.3, 0.7),
    )
    document.bullets(
        [
            gettext(
                "Where nothing is told, the portal has read of nothing. It does not mean "
                "that nobody has tried, or that it does not work."
            ),
            gettext(
                "A number counts case studies and not people or effects. Many examples "
                "of something are no proof that it works; the words after it say how "
                "sure the surest change is, and others may be weaker."
            ),
            gettext(
                "Wider research is what research bodies conclude and frameworks report. "
                "It is in no number of councils."
            ),
        ]
    )
    document.heading(gettext("References"))
    document.paragraph(
        gettext(
            "The numbers rest on the findings of the case studies that the map "
            "counts. On the portal each number leads to them, and each finding names "
            "the document and the place in it."
        )
    )
    document.save(stream)


def _row(row: Row) -> Sequence[Inline | Sequence[Inline]]:
    told = [cell for cell in row.cells if cell.number or cell.research]
    told.sort(key=_order)
    lines: list[Inline] = []
    for cell in told:
        lines += [Strong(cell.column.label), f": {drawn_in(cell)}", "\n"]
    gaps = "; ".join(c.column.label for c in row.cells if not c.number and not c.research)
    head: Inline = row.head.label if row.head.depth else Strong(row.head.label)
    return ([head], lines[:-1] or ["nothing"], gaps or "none")


def _order(cell: Cell) -> tuple[int, int, str]:
    claims = ["changed", "aimed", "done", ""]
    return claims.index(cell.claim), -cell.number, cell.column.label
