"""Takes out of a merged form what names rows of the same record that are no longer there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, TypeVar

from .form import Form
from .shape import Shape, shape_of

AnyForm = TypeVar("AnyForm", bound=Form)


def without_lost(form: AnyForm, base: AnyForm, now: AnyForm) -> AnyForm:
    """Return ``form`` in which every row that is named is there.

    A row that names one that somebody removed, and that they removed as well, stays away; any
    other only does not name it any more. ``base`` is what stood before they did, ``now`` what
    they left.
    """
    shape = shape_of(type(form))
    known: Mapping[Any, set[str]] = _keys(shape, form)
    return _settled(shape, form, base, now, known)


def _settled(shape: Shape, form: Any, base: Any, now: Any, known: Mapping[Any, set[str]]) -> Any:
    rows: dict[str, list[Any]] = {}
    for name, relation in shape.rows.items():
        below = relation.shape
        was, left, own = (
            below.by_key(getattr(one, name) if one is not None else ()) for one in (base, now, form)
        )
        rows[name] = [
            _settled(below, row, was.get(key), left.get(key), known)
            for key, row in own.items()
            if key not in was or key in left or not _lost(below, row, known)
        ]
    return form.model_copy(update={**dict.fromkeys(_lost(shape, form, known)), **rows})


def _lost(shape: Shape, row: Any, known: Mapping[Any, set[str]]) -> list[str]:
    """Return the fields of a row that name one that is not there."""
    return [
        name
        for name, field in shape.siblings.items()
        if getattr(row, name) not in (None, *known[field.related_model])
    ]


def _keys(shape: Shape, form: Any) -> dict[Any, set[str]]:
    """Return the keys of all rows, by their model."""
    found: dict[Any, set[str]] = defaultdict(set)
    for name, relation in shape.rows.items():
        rows = relation.shape.by_key(getattr(form, name))
        found[relation.shape.model] |= rows.keys()
        for row in rows.values():
            for model, keys in _keys(relation.shape, row).items():
                found[model] |= keys
    return found
