"""Holds rows against the rules of their models before many are written at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, UniqueConstraint

from wellbeing_portal.core.content.saving import at

from .planned import PlannedRow
from .shape import POSITION


def check_row(planned: PlannedRow) -> None:
    """Check what can be told without asking the database.

    Raises:
        ValidationError: with the place of the row in the form.
    """
    with at(*planned.location):
        planned.row.clean_fields(exclude=_relations(planned))
        planned.row.clean()


def check_family(family: list[PlannedRow], parent: str) -> None:
    """Check that no two rows of one parent have in common what must be unique.

    Raises:
        ValidationError: with the place of the second of them.
    """
    if not family:
        return
    for rule, names in _unique_among_siblings(family[0], parent):
        seen = set()
        for planned in family:
            values = tuple(getattr(planned.row, name) for name in names)
            if values in seen:
                with at(*planned.location):
                    raise ValidationError(rule.get_violation_error_message())
            if None not in values:
                seen.add(values)


def explain(touched: Iterable[PlannedRow]) -> None:
    """Say which row broke a rule of the database, after it has refused.

    Raises:
        ValidationError: with the place of the row in the form.
    """
    for planned in touched:
        if planned.is_new and planned.values.get("key") != getattr(planned.row, "key", None):
            # It had not been its turn yet.
            continue
        model = type(planned.row)
        for rule in model._meta.constraints:
            if isinstance(rule, CheckConstraint):
                with at(*planned.location):
                    rule.validate(model, planned.row)


def unique_fields(planned: PlannedRow) -> list[str]:
    """Return the fields of a row whose value no sibling may have."""
    rules = _unique_among_siblings(planned, planned.parent_field)
    names = {name for _, names in rules for name in names}
    return [name for name in planned.shape.plain if name in names and name != "key"]


def _unique_among_siblings(
    planned: PlannedRow, parent: str
) -> Iterator[tuple[UniqueConstraint, list[str]]]:
    opts = type(planned.row)._meta
    for rule in opts.constraints:
        if not isinstance(rule, UniqueConstraint) or rule.condition is not None:
            continue
        if parent in rule.fields and POSITION not in rule.fields:
            fields: list[Any] = [opts.get_field(name) for name in rule.fields if name != parent]
            yield rule, [field.attname for field in fields]


def _relations(planned: PlannedRow) -> set[str]:
    """Return the fields that name other records: those have been found already."""
    return {field.name for field in type(planned.row)._meta.concrete_fields if field.is_relation}
