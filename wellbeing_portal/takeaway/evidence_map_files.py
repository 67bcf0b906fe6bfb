"""The evidence map as files: for Word, tables for CSV, Excel and JSON, a drawing as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from casestudies.evidence.map.drawing import EvidenceMap
from wellbeing_portal.core.export.links import DownloadLink
from wellbeing_portal.core.export.offers import PageOffer, offer_page
from wellbeing_portal.core.export.response import (
    about_page,
    disposition,
    export_response,
    without_own_parameters,
)
from wellbeing_portal.core.export.table import About, Cell, Column, ColumnKind, Table
from wellbeing_portal.core.facets import Family

from .briefing import write_evidence_map

FORMATS = ("docx", "xlsx", "csv", "json", "svg")
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
    offer_page("evidence_map", PageOffer(FORMATS, links, respond))


def links(request: HttpRequest) -> list[DownloadLink]:
    """Return a link to each file."""
    words = {
        "docx": ("Word", "the map as a document to edit"),
        "xlsx": ("Excel", "the map and a list of its cells, a sheet each"),
        "csv": ("CSV", "the map as one table"),
        "json": ("JSON", "the map and its cells, for programmers"),
        "svg": ("SVG", "the drawing, for a report"),
    }
    return [
        DownloadLink(name, *words[name], without_own_parameters(request, export=name))
        for name in FORMATS
    ]


def respond(
    request: HttpRequest,
    file_format: str,
    drawn: EvidenceMap,
    axes: tuple[Family, Family],
    filters: Sequence[tuple[str, str]],
) -> HttpResponseBase:
    """Return the map as the file asked for."""
    title = f"{TITLE}: {axes[0].many} and {axes[1].many}"
    about = about_page(request, title=title, slug="evidence-map", filters=filters, notes=[NOTE])
    if file_format == "svg":
        response = HttpResponse(as_svg(drawn, about), content_type="image/svg+xml; charset=utf-8")
        response["Content-Disposition"] = disposition(about.file_name("svg"))
        return response

    def document(stream: BinaryIO) -> None:
        write_evidence_map(stream, drawn, axes, about)

    return export_response(file_format, about, tables(drawn, axes), document=document)


def tables(drawn: EvidenceMap, axes: tuple[Family, Family]) -> list[Table]:
    """Return the map as it is shown, and its cells one a row."""
    rows, columns = axes
    return [
        Table(
            "evidence_map",
            TITLE,
            [
                Column(rows.name, rows.label, width=40),
                Column("case_studies_in_all", "Case studies in all", ColumnKind.NUMBER),
                *(
                    Column(_key(head.value), head.label, ColumnKind.NUMBER)
                    for head in drawn.columns
                ),
            ],
            _map_rows(drawn),
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
                for row in drawn.rows
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
