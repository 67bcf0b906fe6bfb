"""Which sheets and columns of a file say what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wellbeing_portal.core.text.likeness import letters

from .cells import ChoiceReader
from .cells.naming import plain
from .reading import GridRow, ReadFile, SheetGrid
from .tables import FileSheet, FileTable

MOST_VALUES = 40
HEAD = 15
"""The headings stand in one of the first rows."""


@dataclass(frozen=True)
class SheetMapping:
    """What a sheet of a file holds.

    ``columns`` are the keys of our columns by the places of the file's; ``fixed`` is what is the
    same in every row. ``head`` is the number of the row with the headings. ``values`` says, by
    column, which of our choices a word of the file means. An empty cell leaves what stands, unless
    it ``empties`` it.
    """

    name: str
    sheet: str
    head: int
    columns: Mapping[int, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    empties: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        columns = {str(place): key for place, key in self.columns.items()}
        return {
            "name": self.name,
            "sheet": self.sheet,
            "head": self.head,
            "columns": columns,
            "fixed": dict(self.fixed),
            "values": {key: dict(meant) for key, meant in self.values.items()},
            "empties": self.empties,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> SheetMapping:
        """Return what was kept."""
        columns = {int(place): str(key) for place, key in said["columns"].items()}
        return cls(
            said["name"],
            said["sheet"],
            said["head"],
            columns,
            dict(said["fixed"]),
            said.get("values", {}),
            bool(said.get("empties")),
        )


def head_of(grid: SheetGrid, sheets: Sequence[FileSheet]) -> GridRow:
    """Return the row with the headings: the first of those that name most of our columns."""
    return max(grid.rows[:HEAD], key=lambda row: (_known(row, sheets), -row.number))


def _known(row: GridRow, sheets: Sequence[FileSheet]) -> int:
    columns = [column for sheet in sheets for column in sheet.columns]
    return sum(any(column.is_called(cell) for column in columns) for cell in row.cells if cell)


def guessed(read: ReadFile, table: FileTable) -> list[SheetMapping]:
    """Return what each sheet of a file seems to hold; "" for what none of ours is."""
    grids = [grid for grid in read.grids if grid.rows]
    meant: dict[str, FileSheet] = {}
    for grid in grids:
        sheet = next((one for one in table.sheets if one.is_called(grid.name)), None)
        if sheet is not None and sheet not in meant.values():
            meant[grid.name] = sheet
    if not meant and grids:
        # A file of another name: its headings tell. Of two that fit alike the records come first.
        fits = {
            (grid.name, sheet.key): _known(head_of(grid, [sheet]), [sheet])
            for grid in grids
            for sheet in table.sheets
        }
        name, key = max(fits, key=lambda one: fits[one])
        meant[name] = table.sheet(key) or table.first
    found = []
    for grid in grids:
        sheet = meant.get(grid.name)
        head = head_of(grid, table.sheets if sheet is None else [sheet])
        columns = {} if sheet is None else guessed_columns(head, sheet)
        found.append(SheetMapping(grid.name, sheet.key if sheet else "", head.number, columns))
    return found


def guessed_columns(head: GridRow, sheet: FileSheet) -> dict[int, str]:
    """Return which of our columns the headings of a sheet name."""
    columns: dict[int, str] = {}
    for place, heading in enumerate(head.cells):
        meant = [one for one in sheet.read_columns if one.is_called(heading)]
        # Our own headings are the keys; a label of one may be the key of another.
        column = next((one for one in meant if letters(one.key) == letters(heading)), None)
        column = column or next(iter(meant), None)
        if column is not None and column.key not in columns.values():
            columns[place] = column.key
    return columns


def remembered(
    guess: Sequence[SheetMapping], kept: Mapping[str, Any], read: ReadFile, table: FileTable
) -> list[SheetMapping]:
    """Return a guess with what a kept mapping says of sheets and headings of the same names."""
    sheets: Mapping[str, Any] = kept.get("sheets", {})
    grids = {grid.name: grid for grid in read.grids}
    single = next(iter(sheets.values())) if len(sheets) == 1 else None
    made = []
    for one in guess:
        said = sheets.get(one.name) or (single if len(guess) == 1 else None)
        if said is None or (said["sheet"] and table.sheet(said["sheet"]) is None):
            made.append(one)
            continue
        head = next(row for row in grids[one.name].rows if row.number == one.head)
        columns = {
            place: said["columns"][heading]
            for place, heading in enumerate(head.cells)
            if said["columns"].get(heading)
        }
        values = said.get("values", {})
        fixed = said["fixed"]
        made.append(SheetMapping(one.name, said["sheet"], one.head, columns, fixed, values))
    return made


def to_remember(mappings: Sequence[SheetMapping], read: ReadFile) -> dict[str, Any]:
    """Return a mapping as it is kept for other files: by headings, and not by places."""
    grids = {grid.name: grid for grid in read.grids}
    sheets = {}
    for one in mappings:
        head = next(row for row in grids[one.name].rows if row.number == one.head)
        columns = {head.cell(place): key for place, key in one.columns.items() if head.cell(place)}
        sheets[one.name] = {
            "sheet": one.sheet,
            "columns": columns,
            "fixed": dict(one.fixed),
            "values": one.values,
        }
    return {"sheets": sheets}


def body_of(grid: SheetGrid, mapping: SheetMapping) -> Iterator[GridRow]:
    """Yield the rows below the headings."""
    return (row for row in grid.rows if row.number > mapping.head)


def unknown_values(
    grid: SheetGrid, mapping: SheetMapping, sheet: FileSheet
) -> dict[str, list[str]]:
    """Return, by column, the words of a file that none of our choices is called by."""
    found: dict[str, list[str]] = {}
    for place, key in mapping.columns.items():
        column = sheet.column(key)
        if column is None or not isinstance(column.reader, ChoiceReader):
            continue
        said: dict[str, str] = {}
        for row in body_of(grid, mapping):
            said.setdefault(plain(row.cell(place)), row.cell(place))
        lost = [text for text in said.values() if text and not column.reader.knows(text)]
        if lost:
            found[key] = lost[:MOST_VALUES]
    return found
