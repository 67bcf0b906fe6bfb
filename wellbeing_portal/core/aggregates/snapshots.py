"""Reads the snapshot that a load of content files kept of a record as the record's form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .called import name_of
from .reading import typed
from .shape import Shape, shape_of


def form_of_snapshot(form: Any, said: Mapping[str, Any]) -> Any:
    """Return what a record said in a snapshot; other records have the slugs that they have now.

    What is not there any more is left out.
    """
    return _form(shape_of(form), said)


def _form(shape: Shape, said: Mapping[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for name, field in shape.plain.items():
        if name in said:
            value = said[name]
            kept = value if value in (None, "") else field.to_python(value)
            values[name] = typed(shape.form.model_fields[name], kept)
    for name, field in shape.one.items():
        values[name] = next(iter(_names(field.related_model, [said.get(name)])), None)
    for name, field in shape.siblings.items():
        rows = field.related_model._default_manager.filter(pk=said.get(name))
        values[name] = rows.values_list("key", flat=True).first()
    for name, field in shape.many.items():
        values[name] = sorted(_names(field.related_model, said.get(name, [])))
    for name, relation in shape.rows.items():
        rows = said.get(relation.accessor, [])
        values[name] = [_form(relation.shape, row) for row in rows]
    return shape.form.model_construct(**values)


def _names(model: Any, keys: list[Any]) -> list[str]:
    wanted = [key for key in keys if key is not None]
    if not wanted:
        return []
    rows = model._default_manager.filter(pk__in=wanted).annotate(called_here=name_of(model))
    return list(rows.values_list("called_here", flat=True))
