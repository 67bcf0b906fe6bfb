"""What a page asks of a file: its sheets, its columns and the words in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.curate.importing.mapping import SheetMapping, body_of, unknown_values
from wellbeing_portal.curate.importing.reading import SheetGrid
from wellbeing_portal.curate.importing.tables import FileColumn, FileSheet, FileTable

EXAMPLES = 3


@dataclass(frozen=True)
class OfferedColumn:
    """A column of the file: its heading, what stands below it, and what it is taken for."""

    name: str
    heading: str
    examples: str
    chosen: str


@dataclass(frozen=True)
class FixedValue:
    """One of our columns that the file lacks, and what is the same in every row."""

    name: str
    column: FileColumn
    value: str


@dataclass(frozen=True)
class OfferedValue:
    """A word of the file that is none of our choices, and which of them it is said to mean."""

    name: str
    text: str
    chosen: str


@dataclass(frozen=True)
class OfferedValues:
    """All such words of a column."""

    column: FileColumn
    values: Sequence[OfferedValue]

    @property
    def choices(self) -> Sequence[tuple[Any, str]]:
        """What they may mean."""
        reader: Any = self.column.reader
        return [(value, label) for value, label in reader.choices if value != ""]


@dataclass(frozen=True)
class OfferedSheet:
    """A sheet of the file with its columns."""

    number: int
    name: str
    chosen: str
    head: int
    lines: int
    sheet: FileSheet | None
    columns: Sequence[OfferedColumn]
    fixed: Sequence[FixedValue]
    values: Sequence[OfferedValues]

    @property
    def is_open(self) -> bool:
        """Whether something is said that is the same in every row, or would have to be."""
        return any(one.value or one.column.needed for one in self.fixed)


def offered_sheet(
    number: int, grid: SheetGrid, mapping: SheetMapping, table: FileTable
) -> OfferedSheet:
    """Return what is asked of a sheet, with what was guessed or said of it."""
    sheet = table.sheet(mapping.sheet) if mapping.sheet else None
    head = next(row for row in grid.rows if row.number == mapping.head)
    body = list(body_of(grid, mapping))
    columns = [
        OfferedColumn(
            f"column-{number}-{place}",
            head.cell(place) or gettext("Column %(number)s, no heading") % {"number": place + 1},
            _examples(row.cell(place) for row in body),
            mapping.columns.get(place, ""),
        )
        for place in range(width_of(grid))
    ]
    lacking = [
        FixedValue(f"fixed-{number}-{one.key}", one, mapping.fixed.get(one.key, ""))
        for one in (sheet.read_columns if sheet else ())
        if one.key not in mapping.columns.values() and one.key not in {"slug", "key"}
    ]
    return OfferedSheet(
        number,
        grid.name,
        mapping.sheet,
        mapping.head,
        len(body),
        sheet,
        columns,
        lacking,
        list(_values(number, grid, mapping, sheet)) if sheet else [],
    )


def _values(
    number: int, grid: SheetGrid, mapping: SheetMapping, sheet: FileSheet
) -> Iterator[OfferedValues]:
    for key, texts in unknown_values(grid, mapping, sheet).items():
        column = sheet.column(key)
        if column is not None:
            meant = mapping.values.get(key, {})
            yield OfferedValues(
                column,
                [
                    OfferedValue(f"{number}-{key}-{place}", text, meant.get(text, ""))
                    for place, text in enumerate(texts)
                ],
            )


def _examples(texts: Iterator[str]) -> str:
    found: list[str] = []
    for text in texts:
        if text and text not in found:
            found.append(text if len(text) <= 40 else f"{text[:39]}…")
        if len(found) == EXAMPLES:
            break
    return ", ".join(found)


def width_of(grid: SheetGrid) -> int:
    """Return how many columns a sheet has."""
    return max(len(row.cells) for row in grid.rows)
