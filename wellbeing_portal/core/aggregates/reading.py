"""Reads records and all their rows, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, get_args

from django.db import models

from wellbeing_portal.core.content.entries import in_batches

from .form import FORMS, RecordForm
from .shape import Shape, shape_of
from .standing import StandingRecords


def read(record: models.Model) -> Any:
    """Return the form of what the database says of ``record`` now.

    Raises:
        ObjectDoesNotExist: when there is no such record any more.
    """
    (form,) = read_many([record])
    return form


def read_many(records: Iterable[models.Model]) -> list[RecordForm]:
    """Return the forms of records of one kind, in their order.

    What stands in the database is believed: a draft may lack what a form has to have.

    Raises:
        ObjectDoesNotExist: when one of them is not there any more.
    """
    forms = []
    for batch in in_batches(records):
        model: Any = type(batch[0])
        shape = shape_of(FORMS[model])
        rows = model._default_manager.select_related(*shape.named)
        found = rows.in_bulk([record.pk for record in batch])
        gone = [str(record.pk) for record in batch if record.pk not in found]
        if gone:
            raise model.DoesNotExist(f"There is no {model._meta.verbose_name} {', '.join(gone)}.")
        standing = StandingRecords(shape, list(found.values()))
        forms += [form_of(shape, found[record.pk], standing) for record in batch]
    return forms


def form_of(shape: Shape, record: Any, standing: StandingRecords) -> Any:
    """Return the form of a record, or of a row."""
    values: dict[str, Any] = {
        name: typed(shape.form.model_fields[name], getattr(record, field.attname))
        for name, field in shape.plain.items()
    }
    for name in shape.one:
        other = getattr(record, name)
        values[name] = None if other is None else other.slug
    for name in shape.siblings:
        sibling = getattr(record, name)
        values[name] = None if sibling is None else sibling.key
    for name, field in shape.many.items():
        values[name] = sorted(standing.links.slugs(field, record))
    for name, relation in shape.rows.items():
        rows = standing.rows(relation, record)
        values[name] = [form_of(relation.shape, row, standing) for row in rows]
    return shape.form.model_construct(**values)


def typed(info: Any, value: Any) -> Any:
    """Return a value as the form has it: a choice as such, and no text as none if that is said."""
    for one in (info.annotation, *get_args(info.annotation)):
        if isinstance(one, type) and issubclass(one, Enum) and value in set(one):
            return one(value)
    return None if value == "" and info.default is None else value


def form_from(form: Any, document: Mapping[str, Any]) -> Any:
    """Return a form with what a document says, as ``model_dump_json`` wrote it.

    Values get their types and nothing is asked of them; what the document lacks has its default.
    """
    shape = shape_of(form)
    values: dict[str, Any] = {}
    for name, info in form.model_fields.items():
        if name not in document:
            continue
        said = document[name]
        if name in shape.rows:
            values[name] = [form_from(shape.rows[name].shape.form, row) for row in said]
        elif name in shape.plain and said not in (None, ""):
            values[name] = typed(info, shape.plain[name].to_python(said))
        else:
            values[name] = said
    return form.model_construct(**values)
