"""Compares a form with the record that stands, and plans what has to be written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from wellbeing_portal.core.content.saving import at
from wellbeing_portal.core.models import Publishable

from .form import Form, KeyedRow, RecordForm
from .planned import Location, Plan, PlannedRow, PlannedRows
from .references import ReferenceKeys
from .shape import POSITION, Path, Relation, Shape
from .standing import StandingRecords


def plan(shape: Shape, form: RecordForm, record: Any, standing: StandingRecords) -> Plan:
    """Return what has to be written so that ``record`` says what the form says.

    Raises:
        ValidationError: when the form names what is not there.
    """
    planning = Planning(shape, ReferenceKeys(shape, form, record, standing), standing)
    planned = PlannedRow(shape, record, ())
    planning.compare(planned, form, ())
    becomes = planned.values.get("state") == Publishable.State.PUBLISHED
    if becomes and planned.row.published_at is None:
        planned.values["published_at"] = timezone.now()
    planning.kinds[()].add([planned])
    return Plan([planned], planning.kinds)


class Planning:
    """A plan in the making."""

    def __init__(self, shape: Shape, references: ReferenceKeys, standing: StandingRecords) -> None:
        self.kinds = {path: PlannedRows(below) for path, below in shape.walk()}
        self._references = references
        self._standing = standing
        self._siblings: dict[tuple[Any, str], Any] = {}

    def compare(self, planned: PlannedRow, form: Form, path: Path) -> None:
        """Note all that a row or a record does not say as its form does."""
        shape, row = planned.shape, planned.row
        for name, field in shape.plain.items():
            said = getattr(form, name)
            value = "" if said is None and not field.null else said
            if planned.is_new or getattr(row, field.attname) != value:
                planned.values[name] = value
        self._compare_references(planned, form)
        for name, relation in shape.rows.items():
            rows = getattr(form, name)
            self._compare_rows(planned, relation, rows, (*planned.location, name), (*path, name))

    def _compare_references(self, planned: PlannedRow, form: Form) -> None:
        shape, row = planned.shape, planned.row
        for name, field in shape.one.items():
            key = self._references.key(field.related_model, getattr(form, name))
            if planned.is_new or getattr(row, field.attname) != key:
                planned.values[name] = key
        for name, field in shape.siblings.items():
            sibling = self._sibling(field, getattr(form, name), (*planned.location, name))
            if planned.is_new or getattr(row, field.attname) != (sibling and sibling.pk):
                planned.values[name] = sibling
        for name, field in shape.many.items():
            keys = (self._references.key(field.related_model, s) for s in getattr(form, name))
            after = {key for key in keys if key is not None}
            before = set(self._standing.links.of(field, row))
            if after != before:
                planned.links[name] = after - before, before - after

    def _sibling(self, field: Any, key: str | None, location: Location) -> Any | None:
        if key is None:
            return None
        sibling = self._siblings.get((field.related_model, key))
        if sibling is None:
            with at(*location):
                kind = field.related_model._meta.verbose_name
                raise ValidationError(f"This record has no {kind} with the key “{key}”.")
        return sibling

    def _compare_rows(
        self,
        parent: PlannedRow,
        relation: Relation,
        forms: Sequence[Any],
        location: Location,
        path: Path,
    ) -> None:
        shape = relation.shape
        rows = self._standing.rows(relation, parent.row)
        standing = {self._identity_of(shape, row): row for row in rows}
        family: list[PlannedRow] = []
        for index, form in enumerate(forms):
            row = standing.pop(self._identity(shape, form), None) or shape.model()
            planned = PlannedRow(shape, row, (*location, index), parent, relation.parent)
            if isinstance(form, KeyedRow):
                planned.words, planned.key_is_made = form.words, form.key_is_made
            self.compare(planned, form, path)
            if shape.form.KNOWN_BY == "key":
                self._siblings[shape.model, form.key] = row
            family.append(planned)
        _place(family)
        self.kinds[path].add(family)
        for row in standing.values():
            self._remove(shape, row, path)

    def _identity_of(self, shape: Shape, row: Any) -> Any:
        name = shape.form.KNOWN_BY
        return getattr(row, shape.one[name].attname if name in shape.one else name)

    def _identity(self, shape: Shape, form: Form) -> Any:
        name = shape.form.KNOWN_BY
        said = getattr(form, name)
        if name not in shape.one:
            return said
        return self._references.key(shape.one[name].related_model, said)

    def _remove(self, shape: Shape, row: Any, path: Path) -> None:
        self.kinds[path].removed.append(row)
        for name, relation in shape.rows.items():
            for below in self._standing.rows(relation, row):
                self._remove(relation.shape, below, (*path, name))


def _place(family: list[PlannedRow]) -> None:
    """Give the rows of one parent their places; who need not move stays where it stands."""
    standing = [one.row.position for one in family if not one.is_new]
    in_order = all(before < after for before, after in pairwise(standing))
    at_end = all(one.is_new for one in family[len(standing) :])
    first = (max(standing, default=0) - len(standing)) if in_order and at_end else 0
    for number, one in enumerate(family, start=1):
        stays = in_order and at_end and not one.is_new
        if not stays and (one.is_new or one.row.position != first + number):
            one.values[POSITION] = first + number
