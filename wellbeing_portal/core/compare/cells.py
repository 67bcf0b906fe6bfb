"""What stands in the rows of a comparison: cells of values, each with who else has it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from django.utils.translation import gettext, gettext_noop

from wellbeing_portal.core.words import all_of, joined

HIDDEN_SOURCE = gettext_noop("A source that is not published here")
"""All that is said of a source that the public may not see."""


FIRST_POINTS = 6
"""With so much a row begins of what is said under its values."""
LONG = 3_000
"""So many letters has a row of folded texts: longer ones come with the whole section."""


class HeldBy(enum.StrEnum):
    """How widely a value is held among the items compared."""

    ALL = "all"
    SOME = "some"
    ONE = "one"


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
    left: int = 0
    """How many points are left out here."""

    @property
    def after_first(self) -> int:
        """How many points there are after the first, those left out here included."""
        return len(self.points) - 1 + self.left

    def begun(self, most: int) -> Trait:
        """Return the trait with the points it begins with, and how many are left out."""
        return replace(self, points=self.points[:most], left=len(self.points[most:]))


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
    left: int = 0
    """How many values are left out here."""
    beyond: int = 0
    """How many values, points and texts are beyond what it begins with."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said here."""
        return not (self.values or self.text)

    def begun(self, most: int | None, items: int) -> ComparedCell:
        """Return the cell with what it begins with, ``most`` values of it, beside other items."""
        points = max(FIRST_POINTS // items, 1)
        values = tuple(replace(v, trait=v.trait.begun(points)) for v in self.values[:most])
        more = "" if len(self.more) > LONG // items else self.more
        left = len(self.values) - len(values)
        inside = sum(value.trait.left for value in values)
        beyond = left + inside + (more != self.more)
        return replace(self, values=values, more=more, left=left, beyond=beyond)


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
