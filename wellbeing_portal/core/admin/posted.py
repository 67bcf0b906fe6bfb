"""What a browser sent of a form: read and written input by input, and row by row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from .in_words import typed_in_words

NO_FILES: Any = {}
FORMS = ("INITIAL", "TOTAL")
"""What a form says of its rows: how many existed, and how many there are."""

Sent = dict[str, list[str]]
"""What was sent of one row, by the name of the input without the row's own prefix."""


class PostedRows:
    """The rows of one formset as they were sent: those that existed, and new ones.

    ``whole`` tells whether the form said how many there are, and had each only once. Without
    their number, a row that has a key is one that existed.
    """

    def __init__(self, data: QueryDict, prefix: str, key: str) -> None:
        self.prefix = prefix
        self.key = key
        self._name = re.compile(rf"{re.escape(prefix)}-(\d{{1,6}})-(.+)", re.DOTALL)
        rows: dict[int, Sent] = {}
        for name, values in data.lists():
            if found := self._name.fullmatch(name):
                rows.setdefault(int(found[1]), {})[found[2]] = [str(value) for value in values]
        numbers = [_number(data, f"{prefix}-{name}_FORMS") for name in FORMS]
        first = None if None in numbers else numbers[0]
        self.existing: list[Sent] = []
        self.new: list[Sent] = []
        for index, row in sorted(rows.items()):
            existed = any(row.get(key, [])) if first is None else index < first
            (self.existing if existed else self.new).append(row)
        keys = [self.key_of(row) for row in self.existing]
        self.whole = first is not None and len(keys) == len(set(keys))

    def key_of(self, row: Sent) -> str:
        """Return the key of a row that existed."""
        return row.get(self.key, [""])[-1]

    def apart(self) -> list[QueryDict]:
        """Return each row by itself."""
        return [as_sent(row) for row in (*self.existing, *self.new)]

    def write(self, data: QueryDict) -> None:
        """Put the rows into ``data`` in place of those that were sent."""
        for name in [name for name in data if self._name.fullmatch(name)]:
            del data[name]
        for index, row in enumerate([*self.existing, *self.new]):
            for name, values in row.items():
                put(data, f"{self.prefix}-{index}-{name}", values)
        numbers = [len(self.existing), len(self.existing) + len(self.new)]
        for name, number in zip(FORMS, numbers, strict=True):
            data[f"{self.prefix}-{name}_FORMS"] = str(number)


def _number(data: QueryDict, name: str) -> int | None:
    text = data.get(name, "")
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None


def put(data: QueryDict, name: str, values: list[str]) -> None:
    """Let ``data`` hold these values; a box that is not ticked sends none."""
    if values:
        data.setlist(name, values)
    else:
        data.pop(name, None)


def value_of(field: forms.Field, sent: QueryDict, name: str) -> Any:
    """Return what was sent in a field, as its input reads it."""
    return field.widget.value_from_datadict(sent, NO_FILES, name)


def inputs_for(field: forms.Field, name: str, value: Any) -> Sent:
    """Return what a browser would send for a field that shows ``value``."""
    value = field.prepare_value(value)
    widget: Any = field.widget
    if hasattr(widget, "widgets_names"):  # several inputs, such as a day and a time
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {f"{name}{end}": [str(one.format_value(part) or "")] for end, one, part in parts}
    if isinstance(field, forms.BooleanField):
        return {name: ["on"] if value else []}
    if isinstance(value, list | tuple):
        return {name: [str(one) for one in value]}
    shown = widget.format_value(value) if hasattr(widget, "format_value") else value
    if isinstance(shown, list | tuple):
        return {name: [str(one) for one in shown if one is not None]}
    return {name: ["" if shown is None else str(shown)]}


def as_sent(row: Sent) -> QueryDict:
    """Return one row by itself, with its inputs under their own names."""
    data = QueryDict(mutable=True)
    for name, values in row.items():
        put(data, name, values)
    return data


def typed(fields: Mapping[str, forms.Field], sent: QueryDict) -> list[tuple[str, str]]:
    """Return label and words of everything that was typed or chosen in a form."""
    said = [
        (str(field.label or name), typed_in_words(field, value_of(field, sent, name)))
        for name, field in fields.items()
    ]
    return [(label, words) for label, words in said if words]
