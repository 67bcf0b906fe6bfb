"""Content files that say whole records in their form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.content import ContentKind, Parsed
from wellbeing_portal.core.publishing.offering import offer

from .form import RecordForm
from .shape import Shape, shape_of
from .writing import write_as


def kind_of_form(
    name: str, plural: str, form: type[RecordForm], read: Callable[[], Iterable[Parsed]]
) -> ContentKind:
    """Return the kind of content whose files are read by ``read`` and hold a form each."""
    return ContentKind(name, plural, form.model, form, read, _save, _rows_of(shape_of(form)), offer)


def _save(form: RecordForm, record: Any | None) -> Any:
    return write_as(form, record, by=SYSTEM)


def _rows_of(shape: Shape) -> dict[str, Any]:
    """Return what a model calls the rows that belong to its records, and theirs in turn."""
    return {one.accessor: _rows_of(one.shape) for one in shape.rows.values()}
