"""The published records that name a reference record, found from the models themselves.

A model that is added in any app, and names councils, say, is known here without another line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from wellbeing_portal.core.words import opening, plural

from .publishable import Publishable


@dataclass(frozen=True)
class NamedBy:
    """A kind of published record that names records of another model."""

    relation: str
    """How the named record leads to them: ``strategies``."""
    model: type[Publishable]
    counted: tuple[tuple[str, Any], ...] = ()
    """Conditions on the row between, as lookups from the named record: which of them count."""

    @property
    def value(self) -> str:
        """The relation as addresses have it."""
        return self.relation.replace("_", "-")

    @property
    def label(self) -> str:
        """What several of them are called."""
        return opening(plural(str(self.model._meta.verbose_name)))

    @property
    def count_name(self) -> str:
        """What their number is annotated as: ``strategy_count``."""
        return f"{self.model._meta.verbose_name}_count".replace(" ", "_")

    @property
    def is_published(self) -> Q:
        """The condition that any of them that the public may see counts for the record.

        Where a row between says what part the record has in it, some parts do not count.
        """
        if not self.counted:
            return Q(**{f"{self.relation}__state": Publishable.State.PUBLISHED})
        return Q(*self.counted)

    def count_for(self, model: type[models.Model]) -> Coalesce:
        """Return how many that the public may see name a record of ``model``."""
        numbers = (
            model._default_manager.filter(self.is_published, pk=OuterRef("pk"))
            .order_by()
            .values("pk")
            .annotate(number=Count(self._counted_by, distinct=True))
            .values("number")
        )
        return Coalesce(Subquery(numbers), 0)

    @property
    def _counted_by(self) -> str:
        """The lookup whose values are counted: the rows between, where there are any."""
        return self.counted[0][0].partition("__")[0] if self.counted else self.relation


def named_by(model: type[models.Model]) -> list[NamedBy]:
    """Return the kinds of published records that name records of ``model``, by relation."""
    relations: list[Any] = [one for one in model._meta.related_objects if one.many_to_many]
    return sorted(
        (
            NamedBy(str(one.get_accessor_name()), one.related_model, _counted(one))
            for one in relations
            if issubclass(one.related_model, Publishable)
        ),
        key=lambda kind: kind.relation,
    )


def _counted(relation: Any) -> tuple[tuple[str, Any], ...]:
    """Return which rows between a record and those that name it count, if rows say so."""
    through = relation.through
    which = getattr(through, "COUNTED", None)
    if which is None:
        return ()
    to_record = next(
        one for one in through._meta.concrete_fields if one.related_model is relation.model
    )
    to_naming = next(
        one for one in through._meta.concrete_fields if one.related_model is relation.related_model
    )
    rows = to_record.remote_field.get_accessor_name()
    state = (f"{rows}__{to_naming.name}__state", Publishable.State.PUBLISHED)
    return (state, *((f"{rows}__{name}", value) for name, value in which.items()))
