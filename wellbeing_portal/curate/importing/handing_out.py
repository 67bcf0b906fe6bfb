"""Writes what an import reads: tables, whole records, content files and templates."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.aggregates import RecordForm
from wellbeing_portal.core.aggregates.form import Form
from wellbeing_portal.core.aggregates.shape import shape_of
from wellbeing_portal.core.content.entries import in_batches
from wellbeing_portal.core.export.table import Column, ColumnKind, Table
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.roles import Verb, require

from .cells import DateReader
from .tables import FileColumn, FileSheet, FileTable

SAMPLES = 2
WIDE = 60


def exported(table: FileTable, *, by: Actor) -> list[Table]:
    """Return all records of a table as the tables of a file: every row, also of drafts.

    Raises:
        NotAllowed: when ``by`` may not export.
    """
    require(by, Verb.EXPORT)
    return [
        Table(sheet.key, sheet.title, _columns(sheet.columns), _rows(table, sheet))
        for sheet in table.sheets
    ]


def forms_of(table: FileTable) -> Iterator[Any]:
    """Yield the form of every record of a table but working copies and what is in the trash."""
    rows: Any = table.model._default_manager.order_by("pk")
    if issubclass(table.model, Publishable):
        rows = rows.standing()
    for batch in in_batches(rows.iterator(chunk_size=100)):
        yield from table.keeper.standing(batch)


def _columns(columns: Iterable[FileColumn]) -> list[Column]:
    return [
        Column(
            one.key,
            one.heading,
            ColumnKind.DATE if isinstance(one.reader, DateReader) else ColumnKind.TEXT,
            width=WIDE if _is_long(one) else 0,
            wraps=_is_long(one),
        )
        for one in columns
    ]


def _is_long(column: FileColumn) -> bool:
    return getattr(column.reader, "longest", 0) is None


def _rows(table: FileTable, sheet: FileSheet) -> Iterator[list[Any]]:
    for form in forms_of(table):
        for above, row in _lines(form, sheet.path, (form.slug,)):
            named = dict(zip(sheet.parents, above, strict=False))
            yield [_cell(column, row, named) for column in sheet.columns]


def _lines(form: Any, path: Sequence[str], above: tuple[str, ...]) -> Iterator[tuple[Any, Any]]:
    """Yield the rows at a path below a form, each with what names those above it."""
    if not path:
        yield above, form
        return
    for row in getattr(form, path[0]):
        if len(path) == 1:
            yield above, row
        else:
            called = str(getattr(row, type(row).KNOWN_BY))
            yield from _lines(row, path[1:], (*above, called))


def _cell(column: FileColumn, row: Any, named: Mapping[str, str]) -> Any:
    if column.key in named:
        return named[column.key]
    value = getattr(row, column.key, None)
    return column.reader.written([] if value is None and column.empty == [] else value)


def content_archive(table: FileTable, *, by: Actor) -> bytes:
    """Return all records as content files in one archive.

    Raises:
        NotAllowed: when ``by`` may not export.
    """
    require(by, Verb.EXPORT)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for form in forms_of(table):
            archive.writestr(f"{form.slug}.yaml", content_of(form))
    return kept.getvalue()


def content_of(form: RecordForm) -> str:
    """Return a record as a content file."""
    said = _bare(form, shape_of(type(form)))
    text: str = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=100)
    return text


def _bare(form: Form, shape: Any) -> dict[str, Any]:
    """Return what a form says besides its defaults, as YAML knows values."""
    said: dict[str, Any] = {}
    for name, info in type(form).model_fields.items():
        value = getattr(form, name)
        if name in shape.rows:
            rows = [_bare(row, shape.rows[name].shape) for row in value]
            said |= {name: rows} if rows else {}
        elif info.is_required() or value != info.get_default(call_default_factory=True):
            said |= {} if value is None else {name: _plain(value)}
    return said


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)  # The number of a choice.
    if isinstance(value, list):
        return [_plain(one) for one in value]
    # Texts that look like numbers, days or yes are put into quotes by the writer.
    return str(value)


def template(table: FileTable, samples: Sequence[Any]) -> list[Table]:
    """Return an empty file of a table: each sheet with examples, and one that explains columns."""
    made = []
    for sheet in table.sheets:
        lines = [
            [_cell(column, row, dict(zip(sheet.parents, above, strict=False))) for column in shown]
            for form in samples
            for above, row in list(_lines(form, sheet.path, (form.slug,)))[:SAMPLES]
            for shown in [sheet.read_columns]
        ]
        if not lines:
            lines = [[_made_up(column) for column in sheet.read_columns]]
        made.append(Table(sheet.key, sheet.title, _columns(sheet.read_columns), lines))
    notes = [
        Column("sheet", gettext("Sheet"), width=20),
        Column("column", gettext("Column"), width=26),
        Column("notes", gettext("What may stand there"), ColumnKind.TEXT, 90, wraps=True),
    ]
    told = [
        [sheet.title, column.heading, column.notes]
        for sheet in table.sheets
        for column in sheet.read_columns
    ]
    return [*made, Table("notes", gettext("Notes"), notes, told)]


def _made_up(column: FileColumn) -> str:
    return column.reader.example
