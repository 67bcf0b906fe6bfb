"""Writes a whole record as a form says it, in a number of queries that does not grow with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.db.models.sql import DeleteQuery

from wellbeing_portal.core.acting import SYSTEM, Actor
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing.gate import require_fit_alone
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.search.changes import lock
from wellbeing_portal.search.signals import Told, rows_change

from .checking import check_family, check_row, explain, unique_fields
from .form import FORMS, RecordForm
from .former_keys import leave_former_keys
from .held import Held, HeldTogether, hold
from .planned import Plan, PlannedRow, PlannedRows
from .planning import plan
from .reading import read
from .shape import POSITION, Shape, shape_of
from .standing import Links, StandingRecords
from .versions import CHANGED, MADE, REMOVED, keep_versions

PARKED = "~"
"""Begins a text that stands for one moment, while rows exchange theirs."""


def write(
    form: RecordForm,
    record: Publishable | None = None,
    *,
    by: Actor,
    held: Held | None = None,
) -> Any:
    """Let ``by`` edit ``record``, or start a new one, so that it says what the form says.

    Whoever read the record to change it gives it as ``held``, and it is not read again.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when a rule is broken, with the ``location`` of the row in the form.
    """
    started = record is None or record.pk is None
    require(by, Verb.START if started else Verb.EDIT, None if started else record)
    return write_as(form, record, by=by, held=held)


def write_as(
    form: RecordForm,
    record: models.Model | None = None,
    *,
    by: Actor,
    held: Held | None = None,
) -> Any:
    """Make ``record``, or a new one, say what the form says, and return it as it is then.

    Whoever calls this has asked whether ``by`` may.

    Only what is different is written, and has a version in the history. Rows are known by their
    keys: a row whose key stands stays the row that it is.

    Raises:
        ValidationError: when a rule is broken, with the ``location`` of the row in the form.
    """
    shape = shape_of(type(form))
    key = None if record is None else record.pk
    planned: Plan | None = None
    try:
        with transaction.atomic():
            if held is None:
                held = _begun(shape) if record is None or key is None else hold(record)
            there, standing = held.record, held.standing
            planned = plan(shape, form, there, standing)
            if planned.is_empty:
                return there
            Writing(planned, standing.links, by).write()
            _stay_publishable(there)
    except IntegrityError:
        if planned is not None:
            explain(row for kind in planned.kinds.values() for row in kind.touched)
        raise
    return there


@transaction.atomic
def rewrite(held: HeldTogether, forms: Sequence[RecordForm], *, by: Actor, because: str) -> None:
    """Make records of one kind that stand say what forms say, in their order, all in one go.

    What is written is not what ``by`` says of these records but follows from something else, such
    as a change of the vocabulary: ``because`` says so in the history of each. Whoever calls this
    has asked whether they may. Nobody is asked whether a record is fit to be published.

    Raises:
        ValidationError: when a rule is broken, with the ``location`` of the row in its form.
    """
    plans = [
        plan(held.shape, form, record, held.standing)
        for form, record in zip(forms, held.records, strict=True)
    ]
    changed = [one for one in plans if not one.is_empty]
    if changed:
        Writing(Plan.of_all(changed), held.standing.links, by, because).write()


def remove(record: models.Model) -> None:
    """Delete a record with all its rows, in a number of queries that does not grow with them.

    It is signed already by whoever deletes it.

    Raises:
        ProtectedError: when another record points at it.
    """
    form = FORMS.get(type(record))
    if form is not None:
        by = getattr(record, "_history_user", None) or SYSTEM
        bare: dict[str, Any] = {name: [] for name in shape_of(form).rows}
        write_as(read(record).model_copy(update=bare), record, by=by)
    record.delete()


def _begun(shape: Shape) -> Held:
    """Return a new record, while nobody else begins one."""
    lock()
    return Held(shape, shape.model(), StandingRecords(shape, []))


def _stay_publishable(written: Any) -> None:
    if written.is_published:
        require_fit_alone(written)


class Writing:
    """A plan on its way into the database; ``because`` stands with the versions it leaves."""

    def __init__(self, planned: Plan, links: Links, by: Actor, because: str = "") -> None:
        self.plan = planned
        self.links = links
        self.by = by
        self.because = because
        self.rows = [kind for path, kind in planned.kinds.items() if path]

    def write(self) -> None:
        """Write the records, then their rows: what others point at first, and last what goes."""
        kinds = self.plan.kinds.values()
        rows_change(
            [one.told for kind in kinds for one in kind.changed]
            + [Told(row) for kind in kinds for row in kind.removed]
        )
        for record in self.plan.records:
            _save_record(record)
        for kind in self.rows:
            leave_former_keys(kind)
        for kind in reversed(self.rows):
            _delete(kind, self.links)
        for kind in self.rows:
            self._write_rows(kind)
        for kind in kinds:
            self._link(kind)
        self._keep_versions()
        rows_change([one.told for kind in kinds for one in kind.touched])

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
            _make_room(model, kind)
            model._default_manager.bulk_update([one.row for one in changed], names)
        if kind.new:
            model._default_manager.bulk_create([one.row for one in kind.new])

    def _link(self, kind: PlannedRows) -> None:
        """Tie rows to other records, and untie them, one relation after the other."""
        for name, field in kind.shape.many.items():
            through: Any = field.remote_field.through
            near, far = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
            changes = [(one.row.pk, *one.links[name]) for one in kind.touched if name in one.links]
            lost = [
                self.links.untie(field, key, other) for key, _, gone in changes for other in gone
            ]
            if lost:
                through._default_manager.filter(pk__in=lost).delete()
            ties = through._default_manager.bulk_create(
                through(**{near: key, far: other})
                for key, come, _ in changes
                for other in sorted(come)
            )
            for tie in ties:
                self.links.tie(field, getattr(tie, near), getattr(tie, far), tie.pk)

    def _keep_versions(self) -> None:
        for path, kind in self.plan.kinds.items():
            made = [(one.row, MADE) for one in kind.new]
            changed = [(one.row, CHANGED) for one in kind.changed]
            if not path and not made:
                # Whatever has changed in it, it is another version of the record.
                changed = [(record.row, CHANGED) for record in self.plan.records]
            removed = [(row, REMOVED) for row in kind.removed]
            rows = [*made, *changed, *removed]
            model = kind.shape.model
            keep_versions(model, rows, self.links, by=self.by, because=self.because)


def _save_record(planned: PlannedRow) -> None:
    planned.apply()
    if planned.values:
        check_row(planned)
        planned.row.validate_unique()
    # Its version is kept with its links, when these are written.
    planned.row.skip_history_when_saving = True
    planned.row.save()
    del planned.row.skip_history_when_saving


def _make_room(model: Any, kind: PlannedRows) -> None:
    """Move rows that change places, or what no two may have, out of each other's way."""
    moving = [one.row.pk for one in kind.changed if POSITION in one.values]
    if moving:
        rows = model._default_manager.filter(pk__in=moving)
        rows.update(**{POSITION: F(POSITION) + kind.beyond})
    for name in unique_fields(kind.changed[0]):
        other = [one.row.pk for one in kind.changed if name in one.values]
        if len(other) > 1:
            is_text = isinstance(model._meta.get_field(name), models.CharField | models.TextField)
            parked = Concat(Value(PARKED), F("key")) if is_text else None
            model._default_manager.filter(pk__in=other).update(**{name: parked})


def _delete(kind: PlannedRows, links: Links) -> None:
    """Delete rows and what ties them; their own rows have gone before them."""
    keys = [row.pk for row in kind.removed]
    if not keys:
        return
    model = kind.shape.model
    related: Iterable[Any] = model._meta.related_objects
    for pointing in related:
        # What other records chose of these rows they have no more.
        if pointing.many_to_many:
            far = f"{pointing.field.m2m_reverse_field_name()}__in"
            pointing.through._default_manager.filter(**{far: keys}).delete()
    for field in model._meta.many_to_many:
        tied = [row.pk for row in kind.removed if links.of(field, row)]
        if tied:
            through: Any = field.remote_field.through
            through._default_manager.filter(**{f"{field.m2m_field_name()}__in": tied}).delete()
    DeleteQuery(model).delete_batch(keys, model._default_manager.db)
