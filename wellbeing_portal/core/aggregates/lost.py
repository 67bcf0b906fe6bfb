"""Takes out of a merged form what names rows of the same record that are no longer there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
    lost = {
        name: None
        for name, field in shape.siblings.items()
        if getattr(form, name) not in (None, *known[field.related_model])
    }
    rows: dict[str, list[Any]] = {}
    for name, relation in shape.rows.items():
        was, left = (_by_key(relation.shape, one, name) for one in (base, now))
        rows[name] = [
            _settled(relation.shape, row, was.get(key), left.get(key), known)
            for key, row in _by_key(relation.shape, form, name).items()
            if not (key in was and key not in left and _names_lost(relation.shape, row, known))
        ]
    return form.model_copy(update={**lost, **rows})


def _names_lost(shape: Shape, row: Any, known: Mapping[Any, set[str]]) -> bool:
    return any(
        getattr(row, name) not in (None, *known[field.related_model])
        for name, field in shape.siblings.items()
    )


def _by_key(shape: Shape, form: Any, name: str) -> dict[str, Any]:
    rows: Sequence[Any] = getattr(form, name) if form is not None else ()
    return {str(getattr(row, shape.form.KNOWN_BY)): row for row in rows}


def _keys(shape: Shape, form: Any) -> dict[Any, set[str]]:
    found: dict[Any, set[str]] = defaultdict(set)
    for model, key in _walk(shape, form):
        found[model].add(key)
    return found


def _walk(shape: Shape, form: Any) -> Iterator[tuple[Any, str]]:
    for name, relation in shape.rows.items():
        for row in getattr(form, name):
            yield relation.shape.model, str(getattr(row, relation.shape.form.KNOWN_BY))
            yield from _walk(relation.shape, row)
