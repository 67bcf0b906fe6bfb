"""The published records that name a reference record, found from the models themselves.

A model that is added in any app, and names councils, say, is known here without another line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from .publishable import Publishable


@dataclass(frozen=True)
class NamedBy:
    """A kind of published record that names records of another model."""

    relation: str
    """How the named record leads to them: ``strategies``."""
    model: type[Publishable]

    @property
    def value(self) -> str:
        """The relation as addresses have it."""
        return self.relation.replace("_", "-")

    @property
    def label(self) -> str:
        """What several of them are called."""
        return str(self.model._meta.verbose_name_plural).capitalize()

    @property
    def count_name(self) -> str:
        """What their number is annotated as: ``strategy_count``."""
        return f"{self.model._meta.verbose_name}_count".replace(" ", "_")

    @property
    def is_published(self) -> Q:
        """The condition that any of them that the public may see names the record."""
        return Q(**{f"{self.relation}__state": Publishable.State.PUBLISHED})

    def count_for(self, model: type[models.Model]) -> Coalesce:
        """Return how many that the public may see name a record of ``model``."""
        numbers = (
            model._default_manager.filter(self.is_published, pk=OuterRef("pk"))
            .order_by()
            .values("pk")
            .annotate(number=Count(self.relation, distinct=True))
            .values("number")
        )
        return Coalesce(Subquery(numbers), 0)


def named_by(model: type[models.Model]) -> list[NamedBy]:
    """Return the kinds of published records that name records of ``model``, by relation."""
    relations: list[Any] = [one for one in model._meta.related_objects if one.many_to_many]
    return sorted(
        (
            NamedBy(str(one.get_accessor_name()), one.related_model)
            for one in relations
            if issubclass(one.related_model, Publishable)
        ),
        key=lambda kind: kind.relation,
    )
