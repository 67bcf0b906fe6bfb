"""The evidence map: concepts against concepts, and how much is known where they meet.

Pure: it is given what the index counted and returns what the page shows. What the numbers mean:

- A cell is the number of case studies that tie its row to its column. For approaches, enablers
  and outcomes one finding must name both; for population groups and settings, which findings do
  not name, a case study must have both.
- A broader concept counts what its narrower ones have, each case study once.
- The total of a row or a column is the number of case studies that have its concept, whether or
  not they stand in a cell; one that stands in several cells is counted once. The total of the map
  is the number of case studies that the filters leave.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil, sqrt

from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

SIZES = 6
"""The sizes in which a circle is drawn; the largest stands for the greatest number on the map."""


@dataclass(frozen=True)
class Met:
    """What was counted where two concepts meet: case studies, and their strongest evidence."""

    number: int
    level: int | None = None


@dataclass(frozen=True)
class Axis:
    """One side of the map before it is drawn.

    ``opened`` are the concepts whose narrower ones are shown; with ``within`` only those
    concepts and what is narrower appear.
    """

    family: str
    vocabulary: Vocabulary
    totals: Mapping[str, int]
    opened: Collection[str] = ()
    within: Collection[str] = ()


@dataclass(frozen=True)
class Head:
    """A concept at the head of a row or column."""

    value: str
    label: str
    depth: int
    total: int
    has_narrower: bool
    is_open: bool


@dataclass(frozen=True)
class Cell:
    """Where a row and a column meet; ``size`` is 0 for none and up to SIZES for the most."""

    row: Head
    column: Head
    number: int
    level: int | None
    size: int


@dataclass(frozen=True)
class Row:
    """A row: its head, and a cell for every column."""

    head: Head
    cells: tuple[Cell, ...]

    @property
    def gaps(self) -> int:
        """The cells with no example yet."""
        return sum(cell.number == 0 for cell in self.cells)


@dataclass(frozen=True)
class EvidenceMap:
    """The whole map. ``total`` is the number of case studies that the filters leave."""

    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: int

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.rows) * len(self.columns)

    @property
    def gaps(self) -> int:
        """How many cells have no example yet."""
        return sum(row.gaps for row in self.rows)

    def within(self, cells: int) -> EvidenceMap:
        """Return the map with as many of its first rows as come to no more than ``cells``."""
        return replace(self, rows=self.rows[: max(1, cells // max(1, len(self.columns)))])

    def only_gaps(self) -> EvidenceMap:
        """Return the map without the rows and columns that have no gap."""
        rows = [row for row in self.rows if row.gaps]
        kept = [
            index
            for index in range(len(self.columns))
            if any(row.cells[index].number == 0 for row in rows)
        ]
        return replace(
            self,
            columns=tuple(self.columns[index] for index in kept),
            rows=tuple(
                replace(row, cells=tuple(row.cells[index] for index in kept)) for row in rows
            ),
        )


def draw_map(
    rows: Axis, columns: Axis, met: Mapping[tuple[str, str], Met], total: int
) -> EvidenceMap:
    """Return the map of ``met``, which is keyed by row and column; pairs left out are gaps."""
    row_heads, column_heads = lay_out(rows), lay_out(columns)
    nothing = Met(0)
    most = max(
        (
            met.get((row.value, column.value), nothing).number
            for row in row_heads
            for column in column_heads
        ),
        default=0,
    )

    def cell(row: Head, column: Head) -> Cell:
        found = met.get((row.value, column.value), nothing)
        return Cell(row, column, found.number, found.level, size_of(found.number, most))

    return EvidenceMap(
        tuple(column_heads),
        tuple(Row(row, tuple(cell(row, column) for column in column_heads)) for row in row_heads),
        total,
    )


def lay_out(axis: Axis) -> list[Head]:
    """Return the heads of one side in order: the fullest first, the opened ones' narrower below."""
    narrower = axis.vocabulary.narrower

    def heads(terms: Iterable[Term], depth: int) -> Iterable[Head]:
        ranked = sorted(
            terms, key=lambda term: (-axis.totals.get(term.value, 0), term.label.casefold())
        )
        for term in ranked:
            below = narrower.get(term.value, ())
            is_open = bool(below) and term.value in axis.opened
            yield Head(
                term.value, term.label, depth, axis.totals.get(term.value, 0), bool(below), is_open
            )
            if is_open:
                yield from heads(below, depth + 1)

    return list(heads(_tops(axis), 0))


def _tops(axis: Axis) -> Iterable[Term]:
    """Return the concepts that stand at the outermost level."""
    if not axis.within:
        return axis.vocabulary.narrower.get(None, ())
    chosen = [term for term in axis.vocabulary if term.value in axis.within]
    return [
        term
        for term in chosen
        if not (axis.vocabulary.with_broader([term.value]) - {term.value}) & set(axis.within)
    ]


def size_of(number: int, most: int) -> int:
    """Return the size of a circle whose area stands for a number; any number has one."""
    return ceil(SIZES * sqrt(number / most)) if number and most else 0
