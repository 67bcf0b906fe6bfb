"""The cell of the evidence map whose findings are read beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import QueryDict

from casestudies.evidence.findings import listed_findings
from casestudies.evidence.ties import RELATIONS
from casestudies.facets import FAMILIES
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import Finding
from wellbeing_portal.core.lists.bound import bind
from wellbeing_portal.search import Question, Reader, Search

from .drawing import Cell, EvidenceMap
from .links import MapLinks

STUDIES_READ = 50
"""Case studies of a cell whose findings are looked through; the strongest come first."""
FINDINGS_SHOWN = 8


@dataclass(frozen=True)
class Selected:
    """The cell whose findings stand beside the map."""

    cell: Cell
    url: str
    findings: Sequence[Finding]


def cell_named(shown: EvidenceMap, links: MapLinks, name: str) -> Cell | None:
    """Return the cell that an address names, if the map as it is drawn has it."""
    cells = (cell for row in shown.rows for cell in row.cells)
    return next((cell for cell in cells if links.name(cell) == name), None)


def selected_cell(reader: Reader, links: MapLinks, cell: Cell, search: Search) -> Selected:
    """Return a cell with its strongest findings; ``search`` is what the map is filtered by."""
    findings = _findings(reader, links, cell, search) if cell.number else []
    return Selected(cell, links.cell(cell), findings)


def _findings(reader: Reader, links: MapLinks, cell: Cell, search: Search) -> list[Finding]:
    """Return the strongest findings on two concepts, in the case studies of their cell."""
    pair = links.pair(cell.row.value, cell.column.value)
    query = QueryDict(f"{links.filters}&{pair}")
    bound = bind(CaseStudyFilterSet, search.kind, query, reader.memory)
    in_cell = replace(bound.search, widen=search.widen)
    studies = reader.ask(Question(in_cell, "evidence", size=STUDIES_READ, told=False)).ids
    wanted = Q()
    for family, value in ((links.rows, cell.row.value), (links.columns, cell.column.value)):
        if family in RELATIONS:
            narrower = FAMILIES[family].vocabulary(reader).with_narrower([value])
            wanted &= Q(**{f"{RELATIONS[family]}__in": narrower})
    named = Finding.objects.filter(wanted, case_study__in=studies)
    strongest = Finding.objects.filter(pk__in=named.values("pk")).strongest_first()
    return listed_findings(list(strongest.values_list("pk", flat=True)[:FINDINGS_SHOWN]))
