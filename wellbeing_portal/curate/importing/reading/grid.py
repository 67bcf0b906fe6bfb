"""A sheet of cells, whatever kind of file it stood in."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 600_000
LONGEST_CELL = 32_767
"""As long as a cell of Excel."""


class FileRefused(ValueError):
    """The file is not read at all; the message says why, and what to do."""


@dataclass(frozen=True)
class GridRow:
    """A line of a sheet with its number as the program shows it; every cell is text."""

    number: int
    cells: tuple[str, ...]

    def cell(self, place: int) -> str:
        """Return the text of a cell; nothing stands beyond the last one."""
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True)
class SheetGrid:
    """A sheet: its name, and the rows in which anything stands."""

    name: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class ReadFile:
    """All sheets of a file, and what somebody should know of how it was read."""

    grids: tuple[SheetGrid, ...]
    notes: tuple[str, ...] = field(default=())


def without_idle_ends(cells: list[str]) -> tuple[str, ...]:
    """Return cells without the empty ones behind the last that says something."""
    last = len(cells)
    while last and not cells[last - 1]:
        last -= 1
    return tuple(cells[:last])
