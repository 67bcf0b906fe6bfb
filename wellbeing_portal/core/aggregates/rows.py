"""Rows of a record's form, or of a row in it, taken out and put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from .form import Form, KeyedRow, with_keys
from .shape import shape_of

Said = TypeVar("Said", bound=Form)


def with_rows(record: Said, name: str, rows: Sequence[Any]) -> Said:
    """Return a form with other rows in a field; those without a key get the one they ask for.

    Nothing is asked of the rest: a draft may lack what it has to have one day.

    Raises:
        ValueError: when two rows have the same key.
    """
    form = shape_of(type(record)).rows[name].shape.form
    keyed = with_keys(list(rows)) if issubclass(form, KeyedRow) else list(rows)
    return record.model_copy(update={name: keyed})


def naming(record: Form, form: type[Form], key: str) -> Iterator[tuple[str, Any]]:
    """Yield the rows of a record that name one of its other rows by its key.

    Each comes with the field that has it.
    """
    for name, relation in shape_of(type(record)).rows.items():
        siblings = [
            one
            for one, field in relation.shape.siblings.items()
            if field.related_model is form.model
        ]
        for row in getattr(record, name):
            if any(getattr(row, one) == key for one in siblings):
                yield name, row
