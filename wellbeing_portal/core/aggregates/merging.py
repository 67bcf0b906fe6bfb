"""Brings together what two people made of the same form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .form import Form
from .shape import Shape, shape_of

AnyForm = TypeVar("AnyForm", bound=Form)


@dataclass(frozen=True)
class Conflict:
    """A value that both have changed, each to something else; ``mine`` stands in the result.

    ``path`` leads to it by the names of fields and the keys of rows.
    """

    path: tuple[str, ...]
    base: Any
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merged:
    """The form that has the changes of both, and what they disagree on."""

    form: Any
    conflicts: list[Conflict] = field(default_factory=list)


def merge(base: AnyForm, theirs: AnyForm, mine: AnyForm) -> Merged:
    """Return ``mine`` with all that ``theirs`` changed in ``base`` and ``mine`` did not.

    Rows are known by their keys: one that only one of the two changed, added or removed is as
    that one has it; one that the other removed and this one changed stays, as a conflict. The
    order of rows is mine, with what is new of theirs behind.
    """
    merging = _Merging()
    form = merging.forms(shape_of(type(base)), base, theirs, mine, ())
    return Merged(form, merging.conflicts)


class _Merging:
    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []

    def forms(self, shape: Shape, base: Any, theirs: Any, mine: Any, path: tuple[str, ...]) -> Any:
        values = {}
        for name in shape.form.model_fields:
            three = (getattr(base, name), getattr(theirs, name), getattr(mine, name))
            below = shape.rows.get(name)
            if below is None:
                values[name] = self._value(*three, (*path, name))
            else:
                values[name] = self._rows(below.shape, *three, (*path, name))
        return mine.model_copy(update=values)

    def _value(self, base: Any, theirs: Any, mine: Any, path: tuple[str, ...]) -> Any:
        if theirs in (base, mine):
            return mine
        if mine == base:
            return theirs
        self.conflicts.append(Conflict(path, base, theirs, mine))
        return mine

    def _rows(
        self,
        shape: Shape,
        base: Sequence[Any],
        theirs: Sequence[Any],
        mine: Sequence[Any],
        path: tuple[str, ...],
    ) -> list[Any]:
        was, other, own = map(shape.by_key, (base, theirs, mine))
        kept = []
        for key, row in own.items():
            standing = self._row(shape, was.get(key), other.get(key), row, (*path, key))
            if standing is not None:
                kept.append(standing)
        for key, row in other.items():
            if key in own:
                continue
            if key not in was:
                kept.append(row)
            elif row != was[key]:
                self.conflicts.append(Conflict((*path, key), was[key], row, None))
        return kept

    def _row(
        self, shape: Shape, base: Any | None, theirs: Any | None, mine: Any, path: tuple[str, ...]
    ) -> Any | None:
        if base is None:
            if theirs is not None and theirs != mine:
                self.conflicts.append(Conflict(path, None, theirs, mine))
            return mine
        if theirs is None:
            if mine == base:
                return None
            self.conflicts.append(Conflict(path, base, None, mine))
            return mine
        return self.forms(shape, base, theirs, mine, path)
