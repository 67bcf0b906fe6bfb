"""Where the evidence map rests on one account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from casestudies.evidence.map.as_it_opens import map_as_it_opens
from casestudies.evidence.map.links import MapLinks
from casestudies.evidence.map.words import named
from wellbeing_portal.core.words import opening
from wellbeing_portal.search import Reader, Remembered, current

from .line import CareScope, HealthEntry, HealthLine, HealthPart


@dataclass(frozen=True)
class LoneCell:
    """A cell that draws one account: what it is called, and the list of that account."""

    name: str
    url: str


_LONE: Remembered[str, Sequence[LoneCell]] = Remembered("cells of the map with one account")


def lone_cells(reader: Reader) -> Sequence[LoneCell]:
    """Return the cells of the map, as it opens, that draw one account; made once for all."""
    return _LONE.once(reader.memory, "all", lambda: tuple(_read(reader)))


def _read(reader: Reader) -> list[LoneCell]:
    drawn = map_as_it_opens(reader)
    links = MapLinks.of(drawn.results.bound, drawn.rows.name, drawn.columns.name)
    cells = [cell for cell in drawn.complete.cells if cell.number == 1]
    return [LoneCell(opening(named(cell)), links.cell(cell)) for cell in cells]


def _cells(_scope: CareScope) -> list[HealthPart]:
    return [HealthPart(lone_cells(current()), _tell)]


def _tell(cells: Sequence[LoneCell]) -> list[HealthEntry]:
    return [HealthEntry(cell.name, cell.url) for cell in cells]


CELLS = HealthLine(
    "lone-cells",
    _("Cells of the evidence map that rest on one account"),
    gettext_noop("cell"),
    _("Look for a second account of the same approach and outcome."),
    _cells,
)
