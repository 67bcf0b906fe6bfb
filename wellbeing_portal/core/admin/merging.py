"""A page that was sent from an old version, brought up to what is stored now.

What its author typed stays. Where they left a field alone and somebody else changed it, the page
takes the new value, so that saving it next does not undo what they never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from .authors import Author, last_author, last_name, name_of
from .keys import is_key
from .posted import PostedRows, Sent, as_sent, inputs_for, put, typed, value_of
from .version import (
    DELETE,
    POSITION,
    PageVersion,
    Rows,
    RowsOfPage,
    Values,
    counted_fields,
    without_position,
)

Fields = Mapping[str, forms.Field]

AGAIN = "again"
"""The input that asks for a row that is gone to be added as a new one."""


@dataclass(frozen=True)
class EditedPart:
    """Rows on a page, with the inputs that each of them has."""

    part: RowsOfPage
    fields: Fields


@dataclass(frozen=True)
class GoneRow:
    """A row that a page still had and that is no longer there, with what was typed in it."""

    kind: str
    name: str
    moved_to: str
    by: Author | None
    typed: list[tuple[str, str]]
    again: str
    inputs: list[tuple[str, str]]


@dataclass
class SentPage:
    """What was sent of a record and its rows.

    ``kept`` are the fields, by prefix, key of the row and name, that both its author and
    somebody else changed, each to something else; a field of the record has no prefix.
    """

    data: QueryDict
    record: Any
    fields: Fields
    parts: list[EditedPart]
    kept: set[tuple[str, Any, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rows = {one.part.prefix: self._posted(one.part) for one in self.parts}

    @property
    def whole(self) -> bool:
        """Whether the page says of each kind of row how many there are."""
        return all(rows.whole for rows in self.rows.values())

    def add_again(self) -> None:
        """Make new rows of those that are gone and that were asked for again."""
        for one in self.parts:
            rows = self.rows[one.part.prefix]
            for key, row in _kept_aside(self.data, one.part.prefix).items():
                if row.pop(AGAIN, None):
                    rows.new.append(row)
                    self._drop(one.part.prefix, key)
            rows.write(self.data)

    def bring_up_to(self, now: PageVersion, before: PageVersion | None) -> None:
        """Take in what others changed since ``before``, and lay aside rows that are gone."""
        model = type(self.record)
        if before:
            sent = self.data
            names = _merge(sent, self.fields, model, before.record, now.record)
            self.kept |= {("", None, name) for name in names}
        for one in self.parts:
            prefix = one.part.prefix
            self._bring_rows(one, now.rows[prefix], before.rows.get(prefix, []) if before else [])

    def gone(self) -> list[GoneRow]:
        """Return the rows that were laid aside."""
        return [
            self._describe(one, key, row)
            for one in self.parts
            for key, row in _kept_aside(self.data, one.part.prefix).items()
        ]

    def _posted(self, part: RowsOfPage) -> PostedRows:
        return PostedRows(self.data, part.prefix, part.model._meta.pk.name)

    def _bring_rows(self, one: EditedPart, now: Rows, before: Rows) -> None:
        posted, earlier, brought = self.rows[one.part.prefix], dict(before), {}
        stored = {str(pk): (pk, values) for pk, values in now}
        for row in posted.existing:
            key = posted.key_of(row)
            if key not in stored:
                self._lay_aside(one, key, row)
                continue
            pk, values = stored[key]
            brought[pk] = self._bring_row(one, pk, row, earlier.get(pk), values)
        for pk, values in now:
            if pk not in brought:
                brought[pk] = self._row_of_others(one, pk, values)
        # The admin shows the rows in pairs with those that are stored: same order, same number.
        posted.existing = [brought[pk] for pk, _ in now]
        posted.write(self.data)

    def _bring_row(
        self, one: EditedPart, pk: Any, row: Sent, before: Values | None, now: Values
    ) -> Sent:
        if before is None:
            return row
        sent = as_sent(row)
        names = _merge(sent, one.fields, one.part.model, before, now)
        if DELETE in sent and without_position(before) != without_position(now):
            # What was to be deleted is no longer what its author saw: they are asked again.
            del sent[DELETE]
            names.append(DELETE)
        self.kept |= {(one.part.prefix, pk, name) for name in names}
        return dict(sent.lists())

    def _row_of_others(self, one: EditedPart, pk: Any, values: Values) -> Sent:
        row: Sent = {one.part.model._meta.pk.name: [str(pk)]}
        row[one.part.parent.name] = [str(self.record.pk)]
        for name, value in as_fields_hold(one.part.model, values).items():
            if name in one.fields:
                row |= inputs_for(one.fields[name], name, value)
        return row

    def _lay_aside(self, one: EditedPart, key: str, row: Sent) -> None:
        """Keep what was typed in a row that is gone, unless its author removed it as well."""
        if not is_key(key) or row.get(DELETE):
            return
        for name, values in row.items():
            if name not in {one.part.model._meta.pk.name, one.part.parent.name}:
                self.data.setlist(f"{one.part.prefix}-gone-{key}-{name}", values)

    def _drop(self, prefix: str, key: str) -> None:
        for name in [name for name in self.data if name.startswith(f"{prefix}-gone-{key}-")]:
            del self.data[name]

    def _describe(self, one: EditedPart, key: str, row: Sent) -> GoneRow:
        model, start = one.part.model, f"{one.part.prefix}-gone-{key}-"
        elsewhere = model._default_manager.filter(pk=key).first()
        fields = {name: field for name, field in one.fields.items() if name != POSITION}
        return GoneRow(
            kind=one.part.kind,
            name=str(elsewhere) if elsewhere else last_name(model, key),
            moved_to=_parents_of(elsewhere, one.part) if elsewhere else "",
            by=last_author(model, key),
            typed=typed(fields, as_sent(row)),
            again=f"{start}{AGAIN}",
            inputs=[(f"{start}{name}", value) for name, values in row.items() for value in values],
        )


def _parents_of(row: Any, part: RowsOfPage) -> str:
    parent = getattr(row, part.parent.attname)
    if parent is None:
        return "another record"
    return name_of(part.parent.related_model, parent)


def _kept_aside(data: QueryDict, prefix: str) -> dict[str, Sent]:
    """Return the rows that are gone and that the page carries on, by their keys."""
    start = f"{prefix}-gone-"
    rows: dict[str, Sent] = {}
    for name, values in data.lists():
        key, dash, rest = name.removeprefix(start).partition("-")
        if name.startswith(start) and dash and is_key(key):
            rows.setdefault(key, {})[rest] = [str(value) for value in values]
    return rows


def _merge(sent: QueryDict, fields: Fields, model: Any, before: Values, now: Values) -> list[str]:
    """Put into ``sent`` what others changed where its author changed nothing.

    Return the names of the fields that both changed, which stay as they were sent.
    """
    kept = []
    earlier, later = as_fields_hold(model, before), as_fields_hold(model, now)
    for name in _changed(before, now):
        if name not in fields:
            continue
        value = value_of(fields[name], sent, name)
        if _differs(fields[name], earlier[name], value):
            if _differs(fields[name], later[name], value):
                kept.append(name)
            continue
        for key, values in inputs_for(fields[name], name, later[name]).items():
            put(sent, key, values)
    return kept


def _changed(before: Values, now: Values) -> Iterator[str]:
    return (name for name in now if name in before and before[name] != now[name])


def _differs(form_field: forms.Field, stored: Any, sent: Any) -> bool:
    """Tell whether somebody typed something else; line ends, which browsers make, are nothing."""
    if isinstance(stored, str) and isinstance(sent, str):
        return _plain(stored) != _plain(sent)
    return form_field.has_changed(stored, sent)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def as_fields_hold(model: Any, values: Values) -> dict[str, Any]:
    """Return the values as a form takes them: numbers, dates, keys, lists of keys."""
    one, several = counted_fields(model)
    held = {f.name: f.to_python(values[f.name]) for f in one if f.name in values}
    return held | {f.name: values[f.name] for f in several if f.name in values}
