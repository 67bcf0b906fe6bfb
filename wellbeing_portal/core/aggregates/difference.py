"""Says in plain English what is different between two forms of a record."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.text import Truncator, capfirst

from wellbeing_portal.core.words import day_in_words

from .form import Form
from .shape import Shape, shape_of

What = Literal["changed", "added", "removed", "moved"]

SHOWN = 80
"""How much of a text is shown; the whole of it stands in ``before`` and ``after``."""


@dataclass(frozen=True)
class Difference:
    """One thing that is different.

    ``path`` leads to it by the names of fields and the keys of rows, such as
    ``("findings", "visits-rose", "statement")``. A row is added, removed or moved as a whole;
    ``before`` and ``after`` are then the row, or the number of its place.
    """

    path: tuple[str, ...]
    what: What
    before: Any
    after: Any
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def difference(before: Form, after: Form) -> list[Difference]:
    """Return what is different in ``after``, in the order of the form's fields.

    Raises:
        TypeError: when the two are not forms of the same kind of record.
    """
    if type(before) is not type(after):
        raise TypeError(f"{type(before).__name__} and {type(after).__name__} cannot be compared")
    return list(_Comparing(shape_of(type(before)), (), "").of(before, after))


@dataclass(frozen=True)
class _Comparing:
    """Compares two forms of the same thing; ``named`` says which, as sentences begin."""

    shape: Shape
    path: tuple[str, ...]
    named: str

    def of(self, before: Form, after: Form) -> Iterator[Difference]:
        for name in self.shape.form.model_fields:
            if name in self.shape.rows:
                yield from self._rows(name, getattr(before, name), getattr(after, name))
            elif getattr(before, name) != getattr(after, name):
                yield self._value(name, getattr(before, name), getattr(after, name))

    def _value(self, name: str, before: Any, after: Any) -> Difference:
        field: Any = self.shape.model._meta.get_field(name)
        label = str(field.verbose_name)
        if name in self.shape.many:
            said = f"{label}: {_come_and_gone(before, after)}"
        else:
            choices = dict(getattr(self.shape.plain.get(name), "flatchoices", []))
            said = f"{label} changed from {_shown(before, choices)} to {_shown(after, choices)}"
        return Difference((*self.path, name), "changed", before, after, self._sentence(said))

    def _rows(self, name: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Difference]:
        shape = self.shape.rows[name].shape
        was, now = _by_identity(shape, before), _by_identity(shape, after)
        for key, row in was.items():
            if key not in now:
                yield self._whole((name, key), "removed", shape, row)
        stays = [key for key in was if key in now]
        moved = _moved(stays, list(now))
        places = {key: number for number, key in enumerate(was, 1)}
        for number, (key, row) in enumerate(now.items(), 1):
            if key not in was:
                yield self._whole((name, key), "added", shape, row)
                continue
            path, named = (*self.path, name, key), self._sentence(_row_named(shape, was[key]))
            if key in moved:
                said = f"{named}: moved from place {places[key]} to place {number}"
                yield Difference(path, "moved", places[key], number, said)
            yield from _Comparing(shape, path, named).of(was[key], row)

    def _whole(
        self, where: tuple[str, str], what: Literal["added", "removed"], shape: Shape, row: Any
    ) -> Difference:
        before, after = (None, row) if what == "added" else (row, None)
        said = self._sentence(f"{_row_named(shape, row)}: {what}")
        return Difference((*self.path, *where), what, before, after, said)

    def _sentence(self, said: str) -> str:
        return f"{self.named}: {said}" if self.named else capfirst(said)


def _by_identity(shape: Shape, rows: Iterable[Any]) -> dict[str, Any]:
    return {str(getattr(row, shape.form.KNOWN_BY)): row for row in rows}


def _row_named(shape: Shape, row: Any) -> str:
    words = getattr(row, "words", None) or getattr(row, shape.form.KNOWN_BY)
    return f"{_kind(shape)} “{Truncator(words).chars(SHOWN)}”"


def _kind(shape: Shape) -> str:
    """Return what a row is called: of a row between a record and another, what the other is."""
    other = shape.one.get(shape.form.KNOWN_BY)
    return str((other or shape.model._meta).verbose_name)


def _come_and_gone(before: Sequence[str], after: Sequence[str]) -> str:
    come = [slug for slug in after if slug not in before]
    gone = [slug for slug in before if slug not in after]
    parts = [(come, "added"), (gone, "removed")]
    return "; ".join(f"{_in_quotes(slugs)} {what}" for slugs, what in parts if slugs)


def _in_quotes(slugs: Sequence[str]) -> str:
    return ", ".join(f"“{slug}”" for slug in slugs)


def _shown(value: Any, choices: dict[Any, Any]) -> str:
    """Return a value as people read it."""
    match value:
        case None | "":
            said = "nothing"
        case bool():
            said = "yes" if value else "no"
        case _ if value in choices:
            said = f"“{choices[value]}”"
        case int():
            said = str(value)
        case Decimal():
            said = f"{value.normalize():f}"
        case dt.date():
            said = day_in_words(value)
        case _:
            said = f"“{Truncator(str(value)).chars(SHOWN)}”"
    return said


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the fewest rows that have to move to get from one order to the other."""
    places = {key: number for number, key in enumerate(before)}
    order = [places[key] for key in after if key in places]
    # The longest run that keeps its order stays; each place remembers what came before it.
    ends: list[int] = []
    earlier: dict[int, int | None] = {}
    for place in order:
        at = bisect_left(ends, place)
        earlier[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    stays, last = set[int](), ends[-1] if ends else None
    while last is not None:
        stays.add(last)
        last = earlier[last]
    return {key for key, place in places.items() if place not in stays}
