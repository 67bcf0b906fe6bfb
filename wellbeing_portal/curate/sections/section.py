"""A part of a record that is edited on a page of its own, or as rows with a page each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from wellbeing_portal.core.aggregates import Form, KeyedRow, RecordForm, naming, with_rows

if TYPE_CHECKING:
    from wellbeing_portal.curate.forms import RowForm

Told = Callable[[Any], str]
"""Says in a line what a section, or one of its rows, holds."""


def _nothing(_said: Any) -> str:
    return ""


def by_words(rows: Sequence[KeyedRow]) -> Mapping[str, str]:
    """Return what rows are named by, by their keys."""
    return {row.key: row.words for row in rows}


@dataclass(frozen=True)
class Section:
    """Some fields of a record's form that are edited together.

    ``key`` names it in addresses, ``edits`` are the fields, ``form`` is what people fill in, and
    ``told`` says in a line what it holds, so that nobody need open it to know. ``heading`` stands
    above it and those that follow in the list of sections; one that is ``optional`` may be left
    empty without a word, and one that is ``later`` is asked for once readers have seen the record.
    """

    key: str
    title: Any
    form: type[Any]
    edits: tuple[str, ...]
    told: Told = _nothing
    help: Any = ""
    heading: Any = ""
    optional: bool = False
    later: bool = False

    @property
    def root(self) -> Section:
        """The section of the record that this is, or stands in."""
        return self

    def digest(self, record: RecordForm) -> str:
        """Return a mark that is another whenever what the section edits says something else."""
        return _digest([getattr(record, name) for name in self.edits])


@dataclass(frozen=True)
class Nothing:
    """The answer that a section has nothing to say: its ``state``, and what is ``said`` so."""

    state: Any
    said: Any


@dataclass(frozen=True)
class RowsSection(Section):
    """Rows of a record: a list that can be put in order, and a page for each.

    ``form`` is what people fill in of one row, ``one`` what a row is called, ``names`` returns
    what each of some rows is called by what it is known by, and ``about`` says in a line what one
    holds. ``nothing`` is an answer that may be given instead of rows. Where rows are spoken of by
    their numbers, they are ``numbered``. ``within`` are the sections of rows that each row has of
    its own.
    """

    one: str = ""
    names: Callable[[Sequence[Any]], Mapping[str, str]] = by_words
    about: Told = _nothing
    nothing: Nothing | None = None
    numbered: bool = False
    within: tuple[RowsSection, ...] = ()

    @property
    def rows(self) -> str:
        """The field of the record's form that has the rows."""
        return self.edits[0]

    @property
    def row_form(self) -> type[RowForm]:
        """What people fill in of one row."""
        return self.form

    @property
    def row_type(self) -> type[Form]:
        """The typed form of one row."""
        return self.row_form.row_type

    def holder(self, record: RecordForm) -> Any:
        """Return what has the rows: the record, unless they stand within another row."""
        return record

    def held(self, _record: RecordForm, holder: Any) -> Any:
        """Return what the record says with another holder of these rows."""
        return holder

    def inside(self, row: str, key: str) -> RowsWithin | None:
        """Return the section that one of the rows has of its own, if there is one of this key."""
        found = next((one for one in self.within if one.key == key), None)
        if found is None:
            return None
        said = {one.name: getattr(found, one.name) for one in fields(found)}
        return RowsWithin(**said | {"key": f"{self.key}/{row}/{key}"}, outer=self, above=row)

    def standing(self, record: RecordForm) -> Sequence[Any]:
        """Return the rows that the record has, in their order."""
        found: Sequence[Any] = getattr(self.holder(record), self.rows, ())
        return found

    def key_of(self, row: Any) -> str:
        """Return what a row, typed or as a model has it, is called in addresses."""
        known = getattr(row, self.row_type.KNOWN_BY)
        return str(getattr(known, "slug", known))

    def row(self, record: RecordForm, key: str) -> Any | None:
        """Return the row with a key, if the record has it."""
        return next((row for row in self.standing(record) if self.key_of(row) == key), None)

    def place(self, record: RecordForm, key: str) -> int | None:
        """Return which of the rows has a key, counted from 0, if any has."""
        keys = [self.key_of(row) for row in self.standing(record)]
        return keys.index(key) if key in keys else None

    def with_row(self, record: RecordForm, key: str, row: Any) -> RecordForm:
        """Return what the record says with a row in place of that with a key, or after all."""
        rows, place = list(self.standing(record)), self.place(record, key)
        if place is None:
            place = len(rows)
        rows[place : place + 1] = [row]
        return self._with(record, rows)

    def twin(self, record: RecordForm, key: str, row: Any) -> Any | None:
        """Return a row, other than that with a key, that says all that ``row`` says.

        Of rows without keys it is one that is known by the same.
        """
        alike = {} if self.row_type.KNOWN_BY != "key" else {"key": ""}
        known = self.row_type.KNOWN_BY
        for one in self.standing(record):
            if self.key_of(one) == key:
                continue
            if alike and _digest(one.model_copy(update=alike)) == _digest(
                row.model_copy(update=alike)
            ):
                return one
            if not alike and getattr(one, known) == getattr(row, known):
                return one
        return None

    def without(self, record: RecordForm, key: str) -> RecordForm:
        """Return what the record says without the row with a key."""
        return self._with(record, [r for r in self.standing(record) if self.key_of(r) != key])

    def moved(self, record: RecordForm, key: str, by: int) -> RecordForm:
        """Return what the record says with a row so many places further on, as far as there are."""
        rows, place = list(self.standing(record)), self.place(record, key)
        if place is not None:
            to = min(max(place + by, 0), len(rows) - 1)
            rows.insert(to, rows.pop(place))
        return self._with(record, rows)

    def kept_by(self, record: RecordForm, key: str) -> Iterator[tuple[str, Any]]:
        """Yield the rows of the record that name one of these, with the field that has them."""
        yield from naming(record, self.row_type, key)

    def _with(self, record: RecordForm, rows: Sequence[Any]) -> RecordForm:
        said: RecordForm = self.held(record, with_rows(self.holder(record), self.rows, rows))
        return said

    def digest(self, record: RecordForm) -> str:
        """Return the mark of which rows there are, in which order."""
        return _digest([self.key_of(row) for row in self.standing(record)])

    def row_digest(self, record: RecordForm, key: str) -> str:
        """Return the mark of what one row says."""
        return _digest(self.row(record, key))


@dataclass(frozen=True)
class RowsWithin(RowsSection):
    """Rows of one row: those of ``outer`` that has the key ``above``.

    Its key in addresses has three parts: the outer section, the row, and what the section is
    called in every row, such as ``items/build-trust/findings``.
    """

    outer: RowsSection | None = None
    above: str = ""

    @property
    def root(self) -> Section:
        return self if self.outer is None else self.outer.root

    @property
    def inner_key(self) -> str:
        """What the section is called in every row."""
        return self.key.rpartition("/")[2]

    def holder(self, record: RecordForm) -> Any:
        return None if self.outer is None else self.outer.row(record, self.above)

    def held(self, record: RecordForm, holder: Any) -> Any:
        return holder if self.outer is None else self.outer.with_row(record, self.above, holder)

    def kept_by(self, _record: RecordForm, _key: str) -> Iterator[tuple[str, Any]]:
        """Yield nothing: rows of a record name no rows of its rows."""
        yield from ()


def _digest(said: Any) -> str:
    return hashlib.sha256(json.dumps(_plain(said), default=str).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return json.loads(value.model_dump_json()) if hasattr(value, "model_dump_json") else value
