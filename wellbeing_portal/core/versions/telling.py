"""Tells people what a version says, and what is different in another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import Conflict, Difference, Form, RecordForm, difference
from wellbeing_portal.core.aggregates.shape import Shape, shape_of

from .by_word import Piece, by_word
from .values import Names, in_words

SHOWN = 80


@dataclass(frozen=True)
class SaidEntry:
    """A field or a row as people read it: what it is, what it says, and what is in it."""

    label: str
    text: str = ""
    entries: list[SaidEntry] = field(default_factory=list)


@dataclass(frozen=True)
class ToldChange:
    """Something that is different: where, and the words that come and go.

    A row that has come or gone stands with all that it says; one that has moved has a sentence.
    """

    where: str
    pieces: Sequence[Piece] = ()
    sentence: str = ""
    came: SaidEntry | None = None
    went: SaidEntry | None = None


@dataclass(frozen=True)
class ToldConflict:
    """A conflict in words."""

    where: str
    theirs: str
    mine: str


def read_out(form: RecordForm) -> list[SaidEntry]:
    """Return all that a form says, in its order; what says nothing is left out."""
    return _entries(shape_of(type(form)), form, Names())


def changes(before: RecordForm, after: RecordForm, names: Names | None = None) -> list[ToldChange]:
    """Return what is different in ``after``, as people read it.

    Who tells of many records gives the ``names`` that are known by then.
    """
    known = Names() if names is None else names
    return [_change(one, before, after, known) for one in difference(before, after)]


def tell_conflict(form: type[RecordForm], conflict: Conflict) -> ToldConflict:
    """Return what two people made of the same thing."""
    names, shape = Names(), shape_of(form)
    rows, name = _way(conflict.path)
    for relation, _ in rows:
        shape = shape.rows[relation].shape
    where = _label(shape, name) if name else _kind(shape)
    said = [_said(shape, name, one, names) for one in (conflict.theirs, conflict.mine)]
    if rows:
        where = f"{_kind(shape)} “{rows[-1][1]}”" + (f": {where}" if name else "")
    return ToldConflict(capfirst(where), *said)


def _said(shape: Shape, name: str, value: Any, names: Names) -> str:
    if value is None:
        return gettext("removed") if not name else gettext("nothing")
    if not name:
        return "; ".join(f"{one.label}: {one.text}" for one in _entries(shape, value, names))
    return in_words(shape, name, value, names) or gettext("nothing")


def _change(one: Difference, before: RecordForm, after: RecordForm, names: Names) -> ToldChange:
    rows, name = _way(one.path)
    shape = shape_of(type(before))
    where: list[str] = []
    for relation, key in rows:
        shape = shape.rows[relation].shape
        row = _row(before, after, rows[: len(where) + 1])
        where.append(f"{_kind(shape)} “{_named(row, key, shape, names)}”")
    if name:
        where.append(_label(shape, name))
        return ToldChange(capfirst(": ".join(where)), _pieces(shape, name, one, names))
    told = capfirst(": ".join(where))
    if one.what == "moved":
        sentence = gettext("Moved from place %(before)s to place %(after)s.")
        return ToldChange(told, sentence=sentence % {"before": one.before, "after": one.after})
    entry = SaidEntry("", entries=_entries(shape, one.after or one.before, names))
    if one.what == "added":
        return ToldChange(told, sentence=gettext("Added."), came=entry)
    return ToldChange(told, sentence=gettext("Removed."), went=entry)


def _pieces(shape: Shape, name: str, one: Difference, names: Names) -> list[Piece]:
    if name in shape.many:
        gone = [slug for slug in one.before if slug not in one.after]
        come = [slug for slug in one.after if slug not in one.before]
        return _gone_and_come(*(in_words(shape, name, slugs, names) for slugs in (gone, come)))
    said = [in_words(shape, name, value, names) for value in (one.before, one.after)]
    if isinstance(one.before, str) and isinstance(one.after, str) and " " in said[0]:
        return by_word(*said)
    return _gone_and_come(*said)


def _gone_and_come(gone: str, come: str) -> list[Piece]:
    return [piece for piece in (Piece("del", gone), Piece("ins", come)) if piece.text]


def _entries(shape: Shape, form: Form, names: Names) -> list[SaidEntry]:
    found = []
    for name in shape.form.model_fields:
        if name == "key":
            continue  # the row is called by its words
        value = getattr(form, name)
        if name in shape.rows:
            below = shape.rows[name].shape
            for row in value:
                title = capfirst(f"{_kind(below)} “{_named(row, '', below, names)}”")
                found.append(SaidEntry(title, entries=_entries(below, row, names)))
        elif text := in_words(shape, name, value, names):
            found.append(SaidEntry(capfirst(_label(shape, name)), text))
    return found


def _way(path: Sequence[str]) -> tuple[list[tuple[str, str]], str]:
    """Return the rows that a path goes through, by relation and key, and the field at its end."""
    pairs = list(zip(path[::2], path[1::2], strict=False))
    return pairs, path[-1] if len(path) % 2 else ""


def _row(before: Form, after: Form, rows: Sequence[tuple[str, str]]) -> Any:
    """Return a row as it was, or as it came."""
    found: Any = None
    for form in (before, after):
        found = form
        for relation, key in rows:
            found = _of_key(getattr(found, relation), key) if found is not None else None
        if found is not None:
            return found
    return found


def _of_key(rows: Iterable[Any], key: str) -> Any:
    return next((row for row in rows if str(getattr(row, row.KNOWN_BY)) == key), None)


def _named(row: Any, key: str, shape: Shape, names: Names) -> str:
    words = getattr(row, "words", "")
    if not words and row is not None:
        known = shape.form.KNOWN_BY
        words = in_words(shape, known, getattr(row, known), names)
    return str(Truncator(words or key).chars(SHOWN))


def _kind(shape: Shape) -> str:
    other = shape.one.get(shape.form.KNOWN_BY)
    return str((other or shape.model._meta).verbose_name)


def _label(shape: Shape, name: str) -> str:
    field: Any = shape.model._meta.get_field(name)
    return str(field.verbose_name)
