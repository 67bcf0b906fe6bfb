"""One row of the evidence map in words, as a phone shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .drawing import Cell, Row


@dataclass(frozen=True)
class InWords:
    """The cells of a row by what is known: each stands in one group, the surest first."""

    found: Sequence[Cell]
    worked: Sequence[Cell]
    research: Sequence[Cell]
    nothing: Sequence[Cell]


def in_words(row: Row) -> InWords:
    """Return the cells of a row in groups."""
    told = sorted(row.cells, key=_order)
    return InWords(
        [cell for cell in told if cell.claim == "changed"],
        [cell for cell in told if cell.claim in ("aimed", "done")],
        [cell for cell in told if not cell.claim and cell.research],
        [cell for cell in told if not cell.claim and not cell.research],
    )


def strongest_in(row: Row) -> Cell | None:
    """Return the cell with the surest change of a row, if there is any."""
    changed = [cell for cell in row.cells if cell.claim == "changed"]
    return min(changed, key=_order, default=None)


def _order(cell: Cell) -> tuple[int, int, str]:
    level = cell.told.level
    return -(-1 if level is None else level), -cell.number, cell.column.label.casefold()
