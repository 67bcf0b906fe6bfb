"""What a comparison is made of: sections of rows, and how much of each a page begins with."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext

from wellbeing_portal.core.words import all_of, in_sentence, joined

from .cells import ComparedCell, ComparedItem, ComparedRow, HeldBy

OPEN_ROWS = 2
"""A part with no more rows than this needs no folding."""
FIRST_CELLS = 24
"""With so many cells of its shared values a section begins: the more items, the fewer rows."""
NAMED = 2
"""Of how many sections a part is called after."""


class Show(enum.StrEnum):
    """Which part of a comparison to show."""

    EVERYTHING = "everything"
    DIFFERENCES = "differences"
    SHARED = "shared"


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
    is_whole: bool = False
    """Whether a page shows all of it, and not only what it begins with."""

    @property
    def begun(self) -> tuple[ComparedRow, ...]:
        """The most widely shared, and what each item has alone, which stands last.

        Each cell has what it begins with; values of one kind come all.
        """
        begun, shared = [], 0
        for row in self.rows:
            items = len(row.cells)
            shared += bool(row.mark)
            if row.mark and shared > FIRST_CELLS // items:
                continue
            is_cut = self.layout is Layout.ALIGNED and not row.mark
            most = FIRST_CELLS // items if is_cut else None
            cells = tuple(cell.begun(most, items) for cell in row.cells)
            begun.append(replace(row, cells=cells))
        return tuple(begun)

    @property
    def shown_rows(self) -> tuple[ComparedRow, ...]:
        """The rows that a page shows: all, or as they begin."""
        return self.rows if self.is_whole else self.begun

    @property
    def left_out(self) -> str:
        """How many rows are left out, and how much there is beyond what cells begin with."""
        shown = self.shown_rows
        rows = len(self.rows) - len(shown)
        beyond = sum(cell.beyond for row in shown for cell in row.cells)
        shared = gettext("%(rows)s more that some share") % {"rows": rows} if rows else ""
        inside = gettext("%(number)s more inside the rows") % {"number": beyond} if beyond else ""
        return joined([*filter(None, [shared, inside])])


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
    def is_open(self) -> bool:
        """Whether it is short enough to stand open, or shown whole."""
        rows = sum(len(section.rows) for section in self.sections)
        return rows <= OPEN_ROWS or any(section.is_whole for section in self.sections)

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

    def whole(self, name: str) -> Comparison:
        """Return the section called ``name`` alone and whole; all where none is called so."""
        named = tuple(replace(one, is_whole=True) for one in self.sections if one.name == name)
        return replace(self, sections=named) if named else self

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
