"""Reference records that something published uses."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Self

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from .addressed import AddressedQuerySet
from .pointers import belongs_to_published, has_page, is_published, pointers_to

CURRENT, ARCHIVED = "current", "archived"
"""States of concepts, which ``Concept.State`` has with their words."""


@cache
def used_by_published(model: type[models.Model], shown: Callable[[str], Q] = is_published) -> Q:
    """Return the condition that anything points at a record that the public may see.

    ``shown`` says what counts as that. What records of one model are to one another is left to
    the model. Putting it together takes longer than asking, so it is done once; the condition is
    never changed.
    """
    condition = Q(pk__in=[])
    for pointer in pointers_to(model):
        if pointer.model is not model:
            rows: QuerySet[Any] = pointer.model._default_manager.order_by()
            rows = rows.filter(**{pointer.field.name: OuterRef("pk")})
            condition |= Q(Exists(rows.filter(belongs_to_published(pointer.model, shown=shown))))
    return condition


class ConceptQuerySet(AddressedQuerySet):
    """Read rules of concepts: one that is in use is public once something published names it."""

    def used(self) -> Self:
        """Concepts that something published names, and all that are broader than these."""
        return self._named_by(used_by_published(self.model))

    def current(self) -> Self:
        """Concepts that are part of the vocabulary: neither drafts nor archived."""
        return self.filter(state=CURRENT)

    def standing(self) -> Self:
        """Concepts that a record may name: also drafts, with which it can wait to be published."""
        return self.exclude(state=ARCHIVED)

    def public(self) -> Self:
        """Concepts that the public may see."""
        return self.used()

    def with_page(self) -> Self:
        """Also those that only something withdrawn names, whose page leads to them."""
        return self._named_by(used_by_published(self.model, has_page))

    def _named_by(self, condition: Q) -> Self:
        named: QuerySet[Any] = self.model._default_manager.order_by()
        return self.filter(pk__in=WithBroader(named.filter(condition).values("pk")), state=CURRENT)


class WithBroader(Subquery):
    """The keys of concepts, and of all that are broader, as deep as they go."""

    template = (
        "(WITH RECURSIVE above(id) AS (%(subquery)s UNION SELECT one.broader_id FROM %(table)s one "
        "JOIN above ON one.id = above.id WHERE one.broader_id IS NOT NULL) SELECT id FROM above)"
    )

    def __init__(self, named: QuerySet[Any]) -> None:
        table = connection.ops.quote_name(named.model._meta.db_table)
        super().__init__(named, table=table)
