"""Writes a whole record as a form says it, in a number of queries that does not grow with it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.db.models.sql import DeleteQuery

from wellbeing_portal.core.acting import Actor, require_right
from wellbeing_portal.search.changes import lock, mark
from wellbeing_portal.search.signals import rows_changed

from .checking import check_family, check_row, explain, unique_texts
from .form import RecordForm
from .former_keys import leave_former_keys
from .planned import Plan, PlannedRow, PlannedRows
from .planning import plan
from .reading import standing
from .shape import POSITION, shape_of
from .versions import CHANGED, MADE, REMOVED, keep_versions

PARKED = "~"
"""Begins a text that stands for one moment, while rows exchange theirs."""


def write(form: RecordForm, record: models.Model | None = None, *, by: Actor) -> Any:
    """Make ``record``, or a new one, say what the form says, and return it as it is then.

    Only what is different is written, and has a version in the history. Rows are known by their
    keys: a row whose key stands stays the row that it is.

    Raises:
        PermissionDenied: when ``by`` may not.
        ValidationError: when a rule is broken, with the ``location`` of the row in the form.
    """
    shape = shape_of(type(form))
    key = None if record is None else record.pk
    require_right(by, "add" if key is None else "change", record or shape.model())
    planned: Plan | None = None
    try:
        with transaction.atomic():
            lock()
            there = None
            if key is not None:
                there = standing(shape).select_for_update(of=("self",)).get(pk=key)
            planned = plan(shape, form, there)
            if planned.is_empty:
                return there
            _require_rights(planned, by)
            Writing(planned, by).write()
            written = shape.model._default_manager.get(pk=planned.record.row.pk)
            _stay_publishable(form, written)
    except IntegrityError:
        if planned is not None:
            explain(row for kind in planned.kinds.values() for row in kind.touched)
        raise
    return written


def _require_rights(planned: Plan, by: Actor) -> None:
    """Ask for the rights to rows that an account needs to write them one by one."""
    for path, kind in planned.kinds.items():
        if path:
            row = kind.shape.model()
            for act, rows in (
                ("add", kind.new),
                ("change", kind.changed),
                ("delete", kind.removed),
            ):
                if rows:
                    require_right(by, act, row)


def _stay_publishable(form: RecordForm, written: Any) -> None:
    if written.is_published:
        missing = type(form).reasons_not_to_publish(written)
        if missing:
            raise ValidationError(missing)


class Writing:
    """A plan on its way into the database."""

    def __init__(self, planned: Plan, by: Actor) -> None:
        self.plan = planned
        self.by = by
        self.rows = [kind for path, kind in planned.kinds.items() if path]

    def write(self) -> None:
        """Write the record, then its rows: what others point at first, and last what goes."""
        self._mark(rows=[one.row for kind in self.rows for one in kind.changed])
        self._save_record()
        for kind in self.rows:
            leave_former_keys(kind)
        for kind in reversed(self.rows):
            _delete(kind)
        for kind in self.rows:
            self._write_rows(kind)
        for kind in self.plan.kinds.values():
            _link(kind)
        self._keep_versions()
        self._mark(rows=[one.row for kind in self.rows for one in kind.touched])

    def _mark(self, rows: list[Any]) -> None:
        """Log whose documents tell of what is about to change, or has changed."""
        record = self.plan.record.row
        if record.pk is not None:
            mark(type(record), [record.pk])
        removed = [row for kind in self.rows for row in kind.removed]
        rows_changed([*rows, *removed])

    def _save_record(self) -> None:
        planned = self.plan.record
        planned.apply()
        if planned.values:
            planned.row.full_clean()
        # Its version is kept with its links, when these are written.
        planned.row.skip_history_when_saving = True
        planned.row.save()
        del planned.row.skip_history_when_saving

    def _write_rows(self, kind: PlannedRows) -> None:
        for planned in kind.touched:
            planned.apply()
            check_row(planned)
        for family in kind.families:
            check_family(family, family[0].parent_field if family else "")
        model: Any = kind.shape.model
        changed = [one for one in kind.changed if one.values]
        names = sorted({name for one in changed for name in one.values})
        if names:
            _make_room(model, changed)
            model._default_manager.bulk_update([one.row for one in changed], names)
        if kind.new:
            model._default_manager.bulk_create([one.row for one in kind.new])

    def _keep_versions(self) -> None:
        for path, kind in self.plan.kinds.items():
            made = [(one.row, MADE) for one in kind.new]
            changed = [(one.row, CHANGED) for one in kind.changed]
            if not path and not made:
                # Whatever has changed in it, it is another version of the record.
                changed = [(self.plan.record.row, CHANGED)]
            removed = [(row, REMOVED) for row in kind.removed]
            keep_versions(kind.shape.model, [*made, *changed, *removed], by=self.by)


def _make_room(model: Any, changed: list[PlannedRow]) -> None:
    """Move rows that change places, or texts that no two may have, out of each other's way."""
    moving = [one.row for one in changed if POSITION in one.values]
    rows = model._default_manager.filter(pk__in=[row.pk for row in moving])
    if moving:
        rows.update(**{POSITION: F(POSITION) + _beyond(model, changed)})
    for name in unique_texts(changed[0]):
        renamed = [one.row.pk for one in changed if name in one.values]
        if len(renamed) > 1:
            parked = Concat(Value(PARKED), F("key"))
            model._default_manager.filter(pk__in=renamed).update(**{name: parked})


def _beyond(model: Any, changed: list[PlannedRow]) -> int:
    """Return how far rows have to go so that they stand where none did or will."""
    field = changed[0].parent_field
    parents = {getattr(one.row, f"{field}_id") for one in changed}
    standing = model._default_manager.filter(**{f"{field}__in": parents})
    last = standing.aggregate(last=models.Max(POSITION))["last"] or 0
    return int(max([last, *(one.row.position for one in changed)])) + 1


def _delete(kind: PlannedRows) -> None:
    """Delete rows and what ties them; their own rows have gone before them."""
    keys = [row.pk for row in kind.removed]
    if not keys:
        return
    model = kind.shape.model
    for field in model._meta.many_to_many:
        through: Any = field.remote_field.through
        through._default_manager.filter(**{f"{field.m2m_field_name()}__in": keys}).delete()
    DeleteQuery(model).delete_batch(keys, model._default_manager.db)


def _link(kind: PlannedRows) -> None:
    """Tie rows to other records, and untie them, one relation after the other."""
    for name, field in kind.shape.many.items():
        through: Any = field.remote_field.through
        near, far = field.m2m_field_name(), field.m2m_reverse_field_name()
        changes = [(one.row.pk, *one.links[name]) for one in kind.touched if name in one.links]
        gone = {(key, other) for key, _, lost in changes for other in lost}
        if gone:
            standing_links = through._default_manager.filter(
                **{f"{near}_id__in": {key for key, _ in gone}}
            ).values_list("pk", f"{near}_id", f"{far}_id")
            lost = [link for link, key, other in standing_links if (key, other) in gone]
            through._default_manager.filter(pk__in=lost).delete()
        links = [
            through(**{f"{near}_id": key, f"{far}_id": other})
            for key, come, _ in changes
            for other in sorted(come)
        ]
        if links:
            through._default_manager.bulk_create(links)
