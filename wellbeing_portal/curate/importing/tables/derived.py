"""Columns and sheets as they follow from the typed forms of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from pydantic.fields import FieldInfo

from wellbeing_portal.core.aggregates.form import Form, KeyedRow
from wellbeing_portal.core.aggregates.shape import Shape, shape_of
from wellbeing_portal.core.models import Keyed
from wellbeing_portal.core.slugs import LONGEST
from wellbeing_portal.core.words import opening
from wellbeing_portal.curate.importing.cells import (
    AmountReader,
    CellReader,
    ChoiceReader,
    DateReader,
    FigureReader,
    ListReader,
    NameReader,
    NumberReader,
    RowNameReader,
    TextReader,
    WholeReader,
    YesNoReader,
)

from .column import FileColumn
from .sheet import FileSheet, SheetPath

MADE_FROM = _("Leave it empty for a new one: it is made from the name or title.")
ROW_KEY = _("Leave it empty for a new row. It is what the row is known by and never changes.")
STATE = "state"
FIGURE = "figure"


def columns_of(
    form: type[Any], model: type[Any], *, without: Sequence[str] = ()
) -> Iterator[FileColumn]:
    """Yield a column for each field of a form that a cell can say, in their order."""
    relations = getattr(form, "RELATIONS", {})
    for name, info in form.model_fields.items():
        if name in without or _has_rows(info):
            continue
        field: Any = model._meta.get_field(relations.get(name, name))
        yield _column(name, info, field)
    if {"value", "unit", "high_value"} <= set(form.model_fields):
        note = _("Instead of value, unit and the like, which it fills.")
        yield FileColumn(FIGURE, str(_("Figure")), FigureReader(), note=str(note))


def _column(name: str, info: FieldInfo, field: Any) -> FileColumn:
    if name == STATE:
        label = str(field.verbose_name)
        return FileColumn(name, label, ChoiceReader(tuple(field.choices)), told=True)
    made = {"slug": str(MADE_FROM), "key": str(ROW_KEY)}
    needed = info.is_required() and name not in made
    note = made.get(name) or str(getattr(field, "help_text", ""))
    return FileColumn(
        name,
        capfirst(str(getattr(field, "verbose_name", name))),
        reader_of(name, info, field),
        empty=_empty(info),
        needed=needed,
        note=note,
    )


def reader_of(name: str, info: FieldInfo, field: Any) -> CellReader:
    """Return what reads the cells of a field."""
    if field.is_relation:
        return _reader_of_relation(field)
    if field.choices:
        return ChoiceReader(tuple((value, str(label)) for value, label in field.choices))
    if name == "amount":
        return AmountReader()
    kinds = (kind for kind in READERS if isinstance(field, kind))
    return READERS[next(kinds)](name, info, field)


def _number(_name: str, _info: FieldInfo, field: Any) -> CellReader:
    return NumberReader(field.max_digits or 14, field.decimal_places or 0)


def _text(name: str, _info: FieldInfo, field: Any) -> CellReader:
    longest = LONGEST if name == "slug" else field.max_length
    is_line = isinstance(field, models.CharField)
    return TextReader(longest, is_line, isinstance(field, models.URLField))


READERS: Mapping[type[models.Field], Callable[[str, FieldInfo, Any], CellReader]] = {
    models.JSONField: lambda *_: ListReader(TextReader()),
    models.BooleanField: lambda *_: YesNoReader(),
    models.DateField: lambda *_: DateReader(),
    models.DecimalField: _number,
    models.IntegerField: lambda _name, info, _field: WholeReader(*_limits(info)),
    models.Field: _text,
}
"""What reads the fields of a kind; the first that fits counts."""


def _reader_of_relation(field: Any) -> CellReader:
    other = field.related_model
    if field.many_to_many:
        return ListReader(NameReader(other))
    if issubclass(other, Keyed):
        return RowNameReader(str(other._meta.verbose_name))
    return NameReader(other)


def _limits(info: FieldInfo) -> tuple[int | None, int | None]:
    """Return the least and the greatest number that a field of a form takes."""
    found: dict[str, Any] = {}
    for one in _metadata(info):
        for end in ("ge", "le"):
            if getattr(one, end, None) is not None:
                found[end] = getattr(one, end)
    return found.get("ge"), found.get("le")


def _metadata(info: FieldInfo) -> Iterator[Any]:
    yield from info.metadata
    waiting = list(get_args(info.annotation))
    while waiting:
        one = waiting.pop()
        inner = getattr(one, "__metadata__", ())
        for each in inner:
            yield from getattr(each, "metadata", [each])
        waiting += get_args(one)


def _empty(info: FieldInfo) -> Any:
    return None if info.is_required() else info.get_default(call_default_factory=True)


def _has_rows(info: FieldInfo) -> bool:
    return any(isinstance(one, type) and _is_row(one) for one in get_args(info.annotation))


def _is_row(one: type[Any]) -> bool:
    from wellbeing_portal.core.content import ContentModel

    return issubclass(one, ContentModel)


def sheets_of(form: type[Form], key: str, *, only: Sequence[str] | None = None) -> list[FileSheet]:
    """Return the sheets of whole records: the records, then each kind of rows.

    ``only`` are the names of rows that stand right below a record; None are all of them.
    """
    shape = shape_of(form)
    record = str(form.model._meta.verbose_name)
    title = opening(str(form.model._meta.verbose_name_plural))
    sheets = [FileSheet(key, title, form, list(columns_of(form, form.model)))]
    for name, relation in shape.rows.items():
        if only is None or name in only:
            sheets += _sheets_below(relation.shape, (name,), [record])
    return sheets


def _sheets_below(shape: Shape, path: SheetPath, above: Sequence[str]) -> Iterator[FileSheet]:
    parents = [one.replace(" ", "_") for one in above]
    columns = [_parent_column(key, name) for key, name in zip(parents, above, strict=True)]
    names = {column.key for column in columns}
    columns += [one for one in columns_of(shape.form, shape.model) if one.key not in names]
    if not issubclass(shape.form, KeyedRow):
        columns = [one for one in columns if one.key != "key"]
    title = " of ".join(opening(part.replace("_", " ")) for part in reversed(path))
    if len(path) > 1:
        title = f"{path[0]} {path[1]}".replace("_", " ").capitalize()
    yield FileSheet("_".join(path), title, shape.form, columns, path, parents)
    own = str(shape.model._meta.verbose_name)
    for name, relation in shape.rows.items():
        yield from _sheets_below(relation.shape, (*path, name), [*above, own])


def _parent_column(key: str, name: str) -> FileColumn:
    label = opening(name)
    return FileColumn(key, label, TextReader(), needed=True, note=str(_PARENT))


_PARENT = _("What the row belongs to: its slug or title, or the key of the row above.")
