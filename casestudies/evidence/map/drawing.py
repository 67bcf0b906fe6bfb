"""The evidence map: concepts against concepts, and how much is known where they meet.

Pure: it is given what was counted and returns what the page shows. What the numbers mean:

- A cell draws the number of case studies with a change in that pair: one and the same finding
  names both concepts and says what changed. Where there is none it draws those that aim at a
  change or calculate it; where neither side is outcomes and there are none of these either,
  those that tell of work done.
- The shade is the strongest evidence of a change there, and never of anything else.
- What wider research says stands beside, or alone; it is in no number of councils.
- A broader concept counts what its narrower ones have, each case study once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

from .counts import Counted
from .research import CellResearch

Pair = tuple[str, str]

NOTHING = Counted()
STRONGEST_SHADE = 3
"""From level 3 on a change was compared with others, or more: one shade."""


@dataclass(frozen=True)
class Axis:
    """One side of the map before it is drawn.

    ``opened`` are the concepts whose narrower ones are shown; with ``within`` only those
    concepts and what is narrower appear. ``short`` are names for the heads of columns.
    """

    vocabulary: Vocabulary
    opened: Collection[str] = ()
    within: Collection[str] = ()
    short: Mapping[str, str] | None = None

    @property
    def values(self) -> list[str]:
        """The concepts that stand on it, in no order that means anything."""
        return [term.value for term, _ in self._below(self._tops(), 0)]

    def _below(self, terms: Iterable[Term], depth: int) -> Iterable[tuple[Term, int]]:
        for term in terms:
            yield term, depth
            if term.value in self.opened:
                yield from self._below(self.vocabulary.narrower.get(term.value, ()), depth + 1)

    def _tops(self) -> Iterable[Term]:
        """Return the concepts that stand at the outermost level."""
        if not self.within:
            return self.vocabulary.narrower.get(None, ())
        chosen = [term for term in self.vocabulary if term.value in self.within]
        return [
            term
            for term in chosen
            if not (self.vocabulary.with_broader([term.value]) - {term.value}) & set(self.within)
        ]

    def heads(self, known: Mapping[str, tuple[int, int, int]]) -> list[Head]:
        """Return its heads: where most is known first, the opened ones' narrower below.

        ``known`` says of each concept in how many pairs something changed, was aimed at or done,
        and was looked at by research alone.
        """

        def order(term: Term) -> tuple[int, int, int, str]:
            changed, worked, research = known.get(term.value, (0, 0, 0))
            return -changed, -worked, -research, term.label.casefold()

        def ranked(terms: Iterable[Term], depth: int) -> Iterable[Head]:
            for term in sorted(terms, key=order):
                below = self.vocabulary.narrower.get(term.value, ())
                is_open = bool(below) and term.value in self.opened
                short = (self.short or {}).get(term.value, "") or term.label
                yield Head(term.value, term.label, short, depth, bool(below), is_open)
                if is_open:
                    yield from ranked(below, depth + 1)

        return list(ranked(self._tops(), 0))


@dataclass(frozen=True)
class Head:
    """A concept at the head of a row or column."""

    value: str
    label: str
    short: str
    depth: int
    has_narrower: bool
    is_open: bool


@dataclass(frozen=True)
class Cell:
    """Where a row and a column meet: what councils tell, and what research says."""

    row: Head
    column: Head
    told: Counted
    research: CellResearch | None

    @property
    def claim(self) -> str:
        """Which claim is drawn: changed, aimed or done; nothing where councils tell nothing."""
        told = self.told
        return "changed" if told.changed else "aimed" if told.aimed else "done" if told.done else ""

    @property
    def number(self) -> int:
        """The number drawn."""
        return self.told.changed or self.told.aimed or self.told.done

    @property
    def is_inferred(self) -> bool:
        """Whether what is drawn is tied to the two by inference alone, in every case study."""
        firm = dict(zip(("changed", "aimed", "done"), self.told.firm, strict=True))
        return bool(self.number) and not firm[self.claim]

    @property
    def shade(self) -> int | None:
        """The shade of a change: 0 is an outline, and nothing is no change."""
        level = self.told.level if self.told.changed else None
        return None if level is None else min(level, STRONGEST_SHADE)

    @property
    def way(self) -> str:
        """Where changes went, if not all for the better: worse, no-change or mixed."""
        ways = self.told.ways if self.told.changed else frozenset()
        if not ways or ways == {"better"}:
            return ""
        return next(iter(ways)) if len(ways) == 1 else "mixed"


@dataclass(frozen=True)
class Row:
    """A row: its head, and a cell for every column."""

    head: Head
    cells: tuple[Cell, ...]

    @property
    def gaps(self) -> int:
        """The cells of which councils tell nothing."""
        return sum(not cell.number for cell in self.cells)


@dataclass(frozen=True)
class PairSums:
    """How many pairs there are of each kind; all kinds together are all pairs."""

    found: int
    said: int
    worked: int
    research: int
    nothing: int

    @property
    def pairs(self) -> int:
        """All pairs."""
        return self.found + self.said + self.worked + self.research + self.nothing


@dataclass(frozen=True)
class EvidenceMap:
    """The whole map. ``total`` is the number of case studies that the filters leave."""

    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: int

    @property
    def cells(self) -> list[Cell]:
        """Every cell, row by row."""
        return [cell for row in self.rows for cell in row.cells]

    @property
    def parts(self) -> PairSums:
        """What is known of how many pairs."""
        kinds = {"found": 0, "said": 0, "worked": 0, "research": 0, "nothing": 0}
        for cell in self.cells:
            kinds[_kind(cell)] += 1
        return PairSums(**kinds)

    @property
    def gaps(self) -> int:
        """Of how many cells councils tell nothing."""
        return sum(row.gaps for row in self.rows)

    def first_rows(self, number: int) -> EvidenceMap:
        """Return the map with so many of its rows."""
        return replace(self, rows=self.rows[:number])

    def stretch(self, start: int, end: int) -> EvidenceMap:
        """Return the map with some of its columns."""
        rows = tuple(replace(row, cells=row.cells[start:end]) for row in self.rows)
        return replace(self, columns=self.columns[start:end], rows=rows)

    def only_gaps(self) -> EvidenceMap:
        """Return the map without the rows and columns that have no gap."""
        rows = [row for row in self.rows if row.gaps]
        kept = [
            index
            for index in range(len(self.columns))
            if any(not row.cells[index].number for row in rows)
        ]
        return replace(
            self,
            columns=tuple(self.columns[index] for index in kept),
            rows=tuple(
                replace(row, cells=tuple(row.cells[index] for index in kept)) for row in rows
            ),
        )


def _kind(cell: Cell) -> str:
    """Return which part of the pairs a cell belongs to."""
    if cell.shade is not None:
        return "found" if cell.shade else "said"
    if cell.number:
        return "worked"
    return "research" if cell.research else "nothing"


def draw_map(
    rows: Axis,
    columns: Axis,
    told: Mapping[Pair, Counted],
    research: Mapping[Pair, CellResearch],
    total: int,
) -> EvidenceMap:
    """Return the map of what is keyed by row and column; pairs left out have nothing."""
    known_rows: dict[str, tuple[int, int, int]] = {}
    known_columns: dict[str, tuple[int, int, int]] = {}
    for row in rows.values:
        for column in columns.values:
            one = _known(told.get((row, column), NOTHING), (row, column) in research)
            known_rows[row] = _plus(known_rows.get(row), one)
            known_columns[column] = _plus(known_columns.get(column), one)
    column_heads = columns.heads(known_columns)

    def cells(row: Head) -> Iterable[Cell]:
        for column in column_heads:
            pair = (row.value, column.value)
            yield Cell(row, column, told.get(pair, NOTHING), research.get(pair))

    return EvidenceMap(
        tuple(column_heads),
        tuple(Row(row, tuple(cells(row))) for row in rows.heads(known_rows)),
        total,
    )


def _known(told: Counted, has_research: bool) -> tuple[int, int, int]:
    """Return what one pair adds to what is known of its concepts."""
    if told.changed:
        return 1, 0, 0
    return (0, 1, 0) if told.aimed or told.done else (0, 0, int(has_research))


def _plus(before: tuple[int, int, int] | None, one: tuple[int, int, int]) -> tuple[int, int, int]:
    first, second, third = before or (0, 0, 0)
    return first + one[0], second + one[1], third + one[2]
