"""Reference records that something published uses."""

from __future__ import annotations

from typing import Any, Self

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from .pointers import belongs_to_published, pointers_to


class UsedQuerySet(models.QuerySet):
    """Read rules of records that readers come to only through what uses them."""

    def used(self) -> Self:
        """Records that anything points at that the public may see."""
        condition = Q(pk__in=[])
        for pointer in pointers_to(self.model):
            # What records of one model are to one another is the model's own affair.
            if pointer.model is not self.model:
                rows: QuerySet[Any] = pointer.model._default_manager.order_by()
                rows = rows.filter(**{pointer.field.name: OuterRef("pk")})
                condition |= Q(Exists(rows.filter(belongs_to_published(pointer.model))))
        return self.filter(condition)


class ConceptQuerySet(UsedQuerySet):
    """Read rules of concepts. They have no drafts: a concept is public once it is used."""

    def used(self) -> Self:
        """Concepts that something published names, and all that are broader than these."""
        named = UsedQuerySet(self.model).used().order_by().values("pk")
        return self.filter(pk__in=WithBroader(named))

    def public(self) -> Self:
        """Concepts that the public may see."""
        return self.used()


class WithBroader(Subquery):
    """The keys of concepts, and of all that are broader, as deep as they go."""

    template = (
        "(WITH RECURSIVE above(id) AS (%(subquery)s UNION SELECT one.broader_id FROM %(table)s one "
        "JOIN above ON one.id = above.id WHERE one.broader_id IS NOT NULL) SELECT id FROM above)"
    )

    def __init__(self, named: QuerySet[Any]) -> None:
        table = connection.ops.quote_name(named.model._meta.db_table)
        super().__init__(named, table=table)
