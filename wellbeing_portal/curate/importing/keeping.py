"""How the records of a table are read, checked and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor, sign
from wellbeing_portal.core.aggregates import RecordForm, read_many, write
from wellbeing_portal.core.aggregates.checking import check_family, check_row
from wellbeing_portal.core.aggregates.planned import Plan
from wellbeing_portal.core.aggregates.planning import plan
from wellbeing_portal.core.aggregates.reading import typed
from wellbeing_portal.core.aggregates.shape import shape_of
from wellbeing_portal.core.aggregates.standing import StandingRecords
from wellbeing_portal.core.content import saving
from wellbeing_portal.core.content.saving import at
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.publishing.working_copy import copied
from wellbeing_portal.core.roles import Verb, require

REASON = "import"
"""What the history says of a version that an import made."""


class FormKeeper(Protocol):
    """Reads, checks and writes records of one kind as typed forms."""

    @property
    def form(self) -> type[Any]:
        """The typed form."""
        ...

    def standing(self, records: Sequence[Any]) -> list[Any]:
        """Return what records say, as forms, in their order."""
        ...

    def state_of(self, record: Any | None) -> Mapping[str, Any]:
        """Return what a form says that no file decides.

        Raises:
            ValidationError: when the record cannot be changed by an import as it stands.
        """
        ...

    def check(self, form: Any, record: Any | None, named: NamedHere) -> None:
        """Refuse what could not be written.

        Raises:
            ValidationError: with the ``location`` in the form.
        """
        ...

    def write(self, form: Any, record: Any | None, *, by: Actor) -> Any:
        """Make a record say what its form says, as a draft where it is one that is published."""
        ...


NamedHere = Mapping[type[models.Model], set[str]]
"""The slugs of records that the same file brings, by their kind: they may be named."""


@dataclass(frozen=True)
class ReferenceKeeper:
    """Records that are not published: councils, organisations, terms. Written directly."""

    form: type[Any]
    model: type[Any]

    def standing(self, records: Sequence[Any]) -> list[Any]:
        """Return what records say, as forms, in their order."""
        return [self._form_of(record) for record in records]

    def _form_of(self, record: Any) -> Any:
        values: dict[str, Any] = {}
        for name, info in self.form.model_fields.items():
            field: Any = self.model._meta.get_field(name)
            if field.one_to_many:
                continue
            value = getattr(record, name)
            values[name] = (value and value.slug) if field.is_relation else typed(info, value)
        return self.form.model_construct(**values)

    def state_of(self, _record: Any | None) -> Mapping[str, Any]:
        """Return nothing: there is no state."""
        return {}

    def _filled(self, form: Any, record: Any | None, known: NamedHere) -> Any:
        filled = record or self.model()
        for name in type(form).model_fields.keys() - {"followed_by"}:
            field: Any = self.model._meta.get_field(name)
            value = getattr(form, name)
            if not field.is_relation:
                setattr(filled, name, "" if value is None and not field.null else value)
                continue
            other = field.related_model
            found = other._default_manager.filter(slug=value).first() if value else None
            if value and found is None and value not in known.get(other, ()):
                raise ValidationError({name: gettext("This is not there.")})
            if found is not None or not value:
                setattr(filled, name, found)
        return filled

    def check(self, form: Any, record: Any | None, named: NamedHere) -> None:
        """Hold the record against every rule of its model."""
        filled = self._filled(form, record, named)
        filled.full_clean()

    def write(self, form: Any, record: Any | None, *, by: Actor) -> Any:
        """Write the record, with a version in its history."""
        require(by, Verb.IMPORT)
        filled = self._filled(form, record, {})
        sign(filled, by, REASON)
        return saving.write(filled, {})


@dataclass(frozen=True)
class RecordKeeper:
    """Records that are published: written as drafts, or as working copies of what is public."""

    form: type[RecordForm]

    @property
    def model(self) -> type[Publishable]:
        """The model of the record."""
        return self.form.model

    def standing(self, records: Sequence[Any]) -> list[Any]:
        """Return what records say, as forms, in their order."""
        return list(read_many(records))

    def state_of(self, record: Any | None) -> Mapping[str, Any]:
        """Return the state: what is published stays as it is, and its copy is a draft."""
        state = Publishable.State
        if record is None or record.state == state.PUBLISHED:
            if record is not None and type(record)._default_manager.filter(copy_of=record).exists():
                raise ValidationError(
                    gettext(
                        "It has a working copy already. Finish or delete that one first, so that "
                        "nobody’s work is written over."
                    )
                )
            return {"state": state.DRAFT}
        if record.state in {state.DRAFT, state.IN_REVIEW}:
            return {"state": record.state}
        raise ValidationError(
            gettext("Its state is “%(state)s”. Make a draft of it first.")
            % {"state": record.get_state_display().lower()}
        )

    def check(self, form: Any, record: Any | None, _named: NamedHere) -> None:
        """Plan the writing and hold each row against the rules of its model."""
        shape = shape_of(self.form)
        there = self.model() if record is None else record
        standing = StandingRecords(shape, [] if record is None else [record])
        _hold(plan(shape, form, there, standing))

    def write(self, form: Any, record: Any | None, *, by: Actor) -> Any:
        """Write a draft, or a working copy of a published record."""
        require(by, Verb.IMPORT)
        if record is not None and record.is_published:
            return copied(record, form, by=by)
        written = write(form, record, by=by)
        if record is None:
            own(written, by)
        return written


def _hold(planned: Plan) -> None:
    for kind in planned.kinds.values():
        for row in kind.touched:
            row.apply()
            check_row(row)
            if row.parent is None:
                row.row.validate_unique()
            _hold_constraints(row)
        for family in kind.families:
            check_family(family, family[0].parent_field if family else "")


def _hold_constraints(planned: Any) -> None:
    """Check what the database would refuse, without asking it.

    Of what the row will belong to, and is not made yet, there is nothing to check.
    """
    model = type(planned.row)
    others = planned.row._state.fields_cache.items()
    unmade = {name for name, other in others if other is not None and other.pk is None}
    for rule in model._meta.constraints:
        if isinstance(rule, models.CheckConstraint):
            with at(*planned.location):
                rule.validate(model, planned.row, exclude=unmade)
