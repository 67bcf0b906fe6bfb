"""Things laid side by side: what all of them share, what some share, what each has alone.

Nothing here knows what is compared. An app says what each item has as ``Entry`` objects, puts
them into sections with ``listed``, ``aligned`` or ``told``, and gets back a ``Comparison`` that a
page, a file or a test reads. Two entries mean the same thing if and only if their keys are equal.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

NUMBERS = ("no", "one", "two", "three", "four")
NAMED = 3
"""How many values a sentence names before it says how many more there are."""

HIDDEN_SOURCE = "A source that is not published here"
"""All that is said of a source that the public may not see."""


class Standing(enum.StrEnum):
    """How widely a value is held among the items compared."""

    ALL = "all"
    SOME = "some"
    ONE = "one"


class Show(enum.StrEnum):
    """Which part of a comparison to show."""

    EVERYTHING = "everything"
    DIFFERENCES = "differences"
    SHARED = "shared"


@dataclass(frozen=True)
class Head:
    """An item compared: ``short`` is what it is called in rows and sentences."""

    slug: str
    title: str
    short: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Point:
    """Something said under a value: a finding with its strength, a priority, a case study."""

    text: str
    strong: str = ""
    url: str = ""
    note: str = ""
    level: int | None = None
    level_label: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing that an item has, and how it has it there."""

    key: str
    label: str
    text: str = ""
    url: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Mark:
    """Which of the items have a value. Without holders: no two items have the same."""

    standing: Standing
    holders: tuple[str, ...]
    total: int

    @property
    def words(self) -> str:
        """Who has it: ``All three``, ``Leeds and Bristol``, ``Only Leeds``."""
        if not self.holders:
            return "Nothing in common"
        if self.standing is Standing.ALL:
            return all_of(self.total)
        return f"Only {self.holders[0]}" if self.standing is Standing.ONE else joined(self.holders)


@dataclass(frozen=True)
class Value:
    """An entry in its cell, with who else has it."""

    entry: Entry
    mark: Mark


@dataclass(frozen=True)
class Cell:
    """What one item has in a row: values, or a text with more of it folded away."""

    item: str
    values: tuple[Value, ...] = ()
    text: str = ""
    more: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded here."""
        return not (self.values or self.text)


@dataclass(frozen=True)
class Row:
    """One cell for each item, in the items' order.

    ``mark`` says who has what the row is about. A row about several things has none, unless
    every item has all of them, or no two have one of them.
    """

    label: str
    cells: tuple[Cell, ...]
    mark: Mark | None = None
    url: str = ""


class Layout(enum.StrEnum):
    """How a section's rows are to be read."""

    LISTED = "listed"
    ALIGNED = "aligned"
    TOLD = "told"


@dataclass(frozen=True)
class Section:
    """Rows about one subject; ``noun`` names what its values are, for sentences."""

    name: str
    label: str
    layout: Layout
    rows: tuple[Row, ...]
    noun: str = ""


@dataclass(frozen=True)
class Comparison:
    """Two to four items, section by section, with what they have in common in words."""

    heads: tuple[Head, ...]
    sections: tuple[Section, ...]
    in_common: str
    apart: tuple[tuple[str, str], ...]
    """For each item that has something alone: what it is called, and what it has."""

    def section(self, name: str) -> Section:
        """Return the section called ``name``."""
        return next(section for section in self.sections if section.name == name)

    def showing(self, show: Show) -> Comparison:
        """Return only the differences, or only what is shared by all or by several."""
        if show is Show.EVERYTHING:
            return self
        sections = (
            replace(section, rows=tuple(_rows_showing(section.rows, show)))
            for section in self.sections
        )
        return replace(self, sections=tuple(section for section in sections if section.rows))


def all_of(total: int) -> str:
    """Return ``Both`` for two items, otherwise ``All three``."""
    return "Both" if total == 2 else f"All {NUMBERS[total]}"


def joined(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: ``Leeds, Sandwell and Bristol``."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def compare(heads: Sequence[Head], sections: Iterable[Section]) -> Comparison:
    """Return the sections that say something, with their sum in words."""
    told = tuple(
        section
        for section in sections
        if any(not cell.is_empty for row in section.rows for cell in row.cells)
    )
    return Comparison(tuple(heads), told, _in_common(heads, told), _apart(heads, told))


# ── Sections ─────────────────────────────────────────────────────────────────────────────


def told(name: str, label: str, heads: Sequence[Head], texts: Sequence[tuple[str, str]]) -> Section:
    """Return a section of texts, each a beginning and the rest; texts are never called shared."""
    cells = (
        Cell(head.short, text=text, more=more)
        for head, (text, more) in zip(heads, texts, strict=True)
    )
    return Section(name, label, Layout.TOLD, (Row(label, tuple(cells)),))


def listed(
    name: str,
    label: str,
    heads: Sequence[Head],
    items: Sequence[Sequence[Entry]],
    noun: str = "",
) -> Section:
    """Return a section of one row, each value in its cell marked with who else has it."""
    marks = _marks(heads, items)
    cells = tuple(
        Cell(head.short, tuple(Value(entry, marks[entry.key]) for entry in _once(entries)))
        for head, entries in zip(heads, items, strict=True)
    )
    standings = {mark.standing for mark in marks.values()}
    mark = None
    if standings == {Standing.ALL}:
        mark = next(iter(marks.values()))
    elif standings == {Standing.ONE}:
        holders = {mark.holders for mark in marks.values()}
        mark = Mark(Standing.ONE, holders.pop() if len(holders) == 1 else (), len(heads))
    return Section(name, label, Layout.LISTED, (Row(label, cells, mark),), noun)


def aligned(
    name: str,
    label: str,
    heads: Sequence[Head],
    items: Sequence[Sequence[Entry]],
    noun: str,
    *,
    row_for_each: bool = False,
) -> Section:
    """Return a section with a row for each shared value, and what each item has alone below.

    The most widely shared come first. ``row_for_each`` gives values that only one item has a
    row of their own as well.
    """
    marks = _marks(heads, items)
    entries = [{entry.key: entry for entry in _once(row)} for row in items]
    labels = {key: entry.label for row in entries for key, entry in row.items()}
    order = sorted(marks, key=lambda key: (-len(marks[key].holders), labels[key], key))
    rows = [
        Row(
            labels[key],
            tuple(
                Cell(head.short, (Value(row[key], marks[key]),) if key in row else ())
                for head, row in zip(heads, entries, strict=True)
            ),
            marks[key],
            next(row[key].url for row in entries if key in row),
        )
        for key in order
        if row_for_each or marks[key].standing is not Standing.ONE
    ]
    alone = {key for key, mark in marks.items() if mark.standing is Standing.ONE}
    if alone and not row_for_each:
        cells = (
            Cell(
                head.short,
                tuple(Value(entry, marks[key]) for key, entry in row.items() if key in alone),
            )
            for head, row in zip(heads, entries, strict=True)
        )
        rows.append(Row("Only in one of them", tuple(cells)))
    return Section(name, label, Layout.ALIGNED, tuple(rows), noun)


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries without those whose key came before."""
    return list({entry.key: entry for entry in reversed(list(entries))}.values())[::-1]


def _marks(heads: Sequence[Head], items: Sequence[Sequence[Entry]]) -> dict[str, Mark]:
    holders: dict[str, list[str]] = {}
    for head, entries in zip(heads, items, strict=True):
        for entry in _once(entries):
            holders.setdefault(entry.key, []).append(head.short)
    return {key: _mark(tuple(names), len(heads)) for key, names in holders.items()}


def _mark(holders: tuple[str, ...], total: int) -> Mark:
    if len(holders) == total:
        return Mark(Standing.ALL, holders, total)
    return Mark(Standing.ONE if len(holders) == 1 else Standing.SOME, holders, total)


# ── Parts of a comparison ────────────────────────────────────────────────────────────────


def _rows_showing(rows: Iterable[Row], show: Show) -> Iterable[Row]:
    for row in rows:
        cells = tuple(_cell_showing(cell, show) for cell in row.cells)
        if any(not cell.is_empty for cell in cells):
            yield replace(row, cells=cells)


def _cell_showing(cell: Cell, show: Show) -> Cell:
    """Keep of a cell what ``show`` asks for; texts always differ."""
    hidden = Standing.ALL if show is Show.DIFFERENCES else Standing.ONE
    values = tuple(value for value in cell.values if value.mark.standing is not hidden)
    if show is Show.SHARED:
        return replace(cell, values=values, text="", more="")
    return replace(cell, values=values)


# ── In words ─────────────────────────────────────────────────────────────────────────────


def _labels(section: Section, standing: Standing, item: int) -> list[str]:
    """Return what an item has in a section with the given standing, in the section's order."""
    return [
        value.entry.label
        for row in section.rows
        for value in row.cells[item].values
        if value.mark.standing is standing
    ]


def _in_common(heads: Sequence[Head], sections: Iterable[Section]) -> str:
    nouns = [section for section in sections if section.noun]
    phrases = [
        _phrase(section.noun, labels)
        for section in nouns
        if (labels := _labels(section, Standing.ALL, 0))
    ]
    if phrases:
        return f"{all_of(len(heads))} have {joined(phrases)}."
    if not nouns:
        return ""
    looked = _either([section.noun for section in nouns])
    return f"No {looked} is found in {in_sentence(all_of(len(heads)))}."


def _apart(heads: Sequence[Head], sections: Iterable[Section]) -> tuple[tuple[str, str], ...]:
    """Tell what each has alone of what is laid out value by value; the rest would be too much."""
    nouns = [s for s in sections if s.noun and s.layout is Layout.ALIGNED]
    told = []
    for item, head in enumerate(heads):
        phrases = [
            _phrase(section.noun, labels)
            for section in nouns
            if (labels := _labels(section, Standing.ONE, item))
        ]
        if phrases:
            told.append((head.short, joined(phrases)))
    return tuple(told)


def _phrase(noun: str, labels: Sequence[str]) -> str:
    """Return ``2 enablers (trust; shared priorities)``: names have commas and “and” in them."""
    more = len(labels) - NAMED
    names = [in_sentence(label) for label in labels[:NAMED]]
    if more > 0:
        names.append(f"and {more} more")
    return f"{len(labels)} {noun if len(labels) == 1 else plural(noun)} ({'; '.join(names)})"


def plural(noun: str) -> str:
    """Return a noun for several: ``strategies``, ``approaches``, ``themes``."""
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("ch", "s", "x")) else f"{noun}s"


def in_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence: abbreviations keep their capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _either(nouns: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(nouns[:-1]), *nouns[-1:]]))
