"""A record that is read to be changed, and read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from wellbeing_portal.search.changes import lock

from .form import FORMS
from .reading import form_of
from .shape import Shape, shape_of
from .standing import StandingRecords


@dataclass(frozen=True)
class Held:
    """A record with all its rows, which nobody else changes till the transaction ends.

    It is written once at most: afterwards it no longer says what stands.
    """

    shape: Shape
    record: Any
    standing: StandingRecords

    @cached_property
    def form(self) -> Any:
        """All that the record says."""
        return form_of(self.shape, self.record, self.standing)


@dataclass(frozen=True)
class HeldTogether:
    """Records of one kind with all their rows, which nobody else changes meanwhile."""

    shape: Shape
    records: list[Any]
    standing: StandingRecords

    @cached_property
    def forms(self) -> list[Any]:
        """All that the records say, in their order."""
        return [form_of(self.shape, one, self.standing) for one in self.records]


def hold_together(model: type[models.Model], keys: Iterable[int]) -> HeldTogether:
    """Return records as they stand, held, by their keys. Only within a transaction."""
    lock()
    shape = shape_of(FORMS[model])
    rows = shape.model._default_manager.select_related(*shape.named)
    held = rows.select_for_update(of=("self",)).filter(pk__in=list(keys)).order_by("pk")
    there = list(held)
    return HeldTogether(shape, there, StandingRecords(shape, there))


def hold(record: models.Model) -> Held:
    """Return a record as it stands, held. Only within a transaction.

    Raises:
        ObjectDoesNotExist: when it is not there any more.
    """
    lock()
    shape = shape_of(FORMS[type(record)])
    rows = shape.model._default_manager.select_related(*shape.named)
    there = rows.select_for_update(of=("self",)).get(pk=record.pk)
    return Held(shape, there, StandingRecords(shape, [there]))
