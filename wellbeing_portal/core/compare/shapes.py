"""What a comparison is made of: rows of cells, each value with who else has it."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext, gettext_noop

from wellbeing_portal.core.words import all_of, in_sentence, joined

HIDDEN_SOURCE = gettext_noop("A source that is not published here")
"""All that is said of a source that the public may not see."""


OPEN_ROWS = 2
"""A part with no more rows than this needs no folding."""
FIRST_ROWS = 12
"""With so many of its shared values a section begins; whoever wants all opens all."""
NAMED = 2
"""Of how many sections a part is called after."""


class HeldBy(enum.StrEnum):
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
class ComparedItem:
    """An item compared: ``short`` is what it is called in rows and sentences.

    ``mentions`` begins a sentence on what the portal holds of it: “Leeds’ account mentions”;
    ``first`` says what matters first of it.
    """

    slug: str
    title: str
    short: str
    url: str
    about: str = ""
    mentions: str = ""
    first: str = ""


@dataclass(frozen=True)
class Claimed:
    """What a point claims and how sure it is: words first, then a shape and a level."""

    words: str
    shape: str
    strength: str
    level: int | None = None


@dataclass(frozen=True)
class Point:
    """Something said under a value: a finding with its strength, a priority, a case study."""

    text: str
    strong: str = ""
    url: str = ""
    note: str = ""
    claimed: Claimed | None = None


@dataclass(frozen=True)
class Trait:
    """One thing that an item has, and how it has it there."""

    key: str
    label: str
    text: str = ""
    url: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Sharing:
    """Which of the items have a value. Without holders: no two items have the same.

    It says so of the items compared, and of nothing else.
    """

    standing: HeldBy
    holders: tuple[str, ...]
    total: int

    @property
    def words(self) -> str:
        """Who has it: ``All three``, ``Leeds and Bristol``, ``Of these, only Leeds``."""
        if not self.holders:
            return gettext("No two the same")
        if self.standing is HeldBy.ALL:
            return all_of(self.total)
        if self.standing is HeldBy.ONE:
            return gettext("Of these, only %(holders)s") % {"holders": self.holders[0]}
        return joined(self.holders)


@dataclass(frozen=True)
class Value:
    """A trait in its cell, with who else has it."""

    trait: Trait
    mark: Sharing


@dataclass(frozen=True)
class ComparedCell:
    """What one item has in a row: values, or a text with more of it folded away."""

    item: str
    values: tuple[Value, ...] = ()
    text: str = ""
    more: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said here."""
        return not (self.values or self.text)


@dataclass(frozen=True)
class ComparedRow:
    """One cell for each item, in the items' order.

    ``mark`` says who has what the row is about. A row about several things has none, unless
    every item has all of them, or no two have one of them.
    """

    label: str
    cells: tuple[ComparedCell, ...]
    mark: Sharing | None = None
    url: str = ""


class Layout(enum.StrEnum):
    """How a section's rows are to be read."""

    LISTED = "listed"
    ALIGNED = "aligned"
    TOLD = "told"


@dataclass(frozen=True)
class ComparedSection:
    """Rows about one subject; ``noun`` names what its values are, for sentences."""

    name: str
    label: str
    layout: Layout
    rows: tuple[ComparedRow, ...]
    noun: str = ""

    @property
    def first_rows(self) -> tuple[ComparedRow, ...]:
        """The most widely shared, and what each item has alone, which stands last."""
        return (*self.rows[:FIRST_ROWS], *(row for row in self.rows[FIRST_ROWS:] if not row.mark))

    @property
    def left_out(self) -> int:
        """How many rows these leave out."""
        return len(self.rows) - len(self.first_rows)


@dataclass(frozen=True)
class ComparedPart:
    """Sections that stand in one table, which a page may fold: one aligned, or others in turn."""

    sections: tuple[ComparedSection, ...]
    total: int
    """How many items are compared."""

    @property
    def name(self) -> str:
        """What its address ends in."""
        return f"part-{self.sections[0].name}"

    @property
    def is_aligned(self) -> bool:
        """Whether it is one section, value by value."""
        return self.sections[0].layout is Layout.ALIGNED

    @property
    def is_short(self) -> bool:
        """Whether it is short enough to stand open."""
        return sum(len(section.rows) for section in self.sections) <= OPEN_ROWS

    @property
    def label(self) -> str:
        """What it is about: the section, or the first of several."""
        first, *others = (section.label for section in self.sections[:NAMED])
        return joined([first, *map(in_sentence, others)])

    @property
    def in_short(self) -> str:
        """How many values all, some and one of the items have; of others what else is told."""
        if not self.is_aligned:
            return ", ".join(section.label for section in self.sections[NAMED:])
        numbers = Counter(
            {
                value.trait.key: value.mark.standing
                for row in self.sections[0].rows
                for cell in row.cells
                for value in cell.values
            }.values()
        )
        words = {
            HeldBy.ALL: in_sentence(all_of(self.total)),
            HeldBy.SOME: gettext("some"),
            HeldBy.ONE: gettext("only one"),
        }
        said = gettext("%(number)s in %(held_by)s")
        return ", ".join(
            said % {"number": numbers[standing], "held_by": words[standing]}
            for standing in HeldBy
            if numbers[standing]
        )


@dataclass(frozen=True)
class Comparison:
    """Two to four items, section by section, with what they have in common in words."""

    heads: tuple[ComparedItem, ...]
    sections: tuple[ComparedSection, ...]
    in_common: str
    apart: tuple[str, ...]
    """A sentence for each item that has something alone."""

    def section(self, name: str) -> ComparedSection:
        """Return the section called ``name``."""
        return next(section for section in self.sections if section.name == name)

    @property
    def parts(self) -> list[ComparedPart]:
        """Return the sections as tables: those that are aligned apart, others in turn together."""
        runs = groupby(
            self.sections,
            lambda one: one.name if one.layout is Layout.ALIGNED else "",
        )
        return [ComparedPart(tuple(sections), len(self.heads)) for _, sections in runs]

    def showing(self, show: Show) -> Comparison:
        """Return only the differences, or only what is shared by all or by several."""
        if show is Show.EVERYTHING:
            return self
        sections = (
            replace(section, rows=tuple(_rows_showing(section.rows, show)))
            for section in self.sections
        )
        return replace(self, sections=tuple(section for section in sections if section.rows))


# ── Parts of a comparison ────────────────────────────────────────────────────────────────


def _rows_showing(rows: Iterable[ComparedRow], show: Show) -> Iterable[ComparedRow]:
    for row in rows:
        cells = tuple(_cell_showing(cell, show) for cell in row.cells)
        if any(not cell.is_empty for cell in cells):
            yield replace(row, cells=cells)


def _cell_showing(cell: ComparedCell, show: Show) -> ComparedCell:
    """Keep of a cell what ``show`` asks for; texts always differ."""
    hidden = HeldBy.ALL if show is Show.DIFFERENCES else HeldBy.ONE
    values = tuple(value for value in cell.values if value.mark.standing is not hidden)
    if show is Show.SHARED:
        return replace(cell, values=values, text="", more="")
    return replace(cell, values=values)
