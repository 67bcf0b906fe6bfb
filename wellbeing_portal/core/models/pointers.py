"""What points at reference records, found from the models themselves.

A relation that is added to any model is known here without another line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import CASCADE, DO_NOTHING, ForeignKey, Q, QuerySet

from .publishable import Publishable, kept_when_withdrawn
from .reference import Reference


@dataclass(frozen=True)
class Pointer:
    """One relation that leads to a reference record, from the side of the rows that point."""

    field: Any

    @property
    def model(self) -> type[models.Model]:
        """The model whose rows point."""
        model: type[models.Model] = self.field.model
        return model

    @property
    def label(self) -> str:
        """What the relation is called on a page that edits it."""
        return str(self.field.verbose_name)

    def rows(self, record: models.Model) -> QuerySet[Any]:
        """Return the rows that point at ``record``."""
        return self.model._default_manager.filter(**{self.field.name: record.pk})

    def used_of(self, records: Iterable[models.Model]) -> set[Any]:
        """Return the keys of those of ``records`` that any row points at."""
        name = self.field.name
        keys = [record.pk for record in records]
        rows = self.model._default_manager.filter(**{f"{name}__in": keys}).order_by()
        return set(rows.values_list(name, flat=True).distinct())


def references() -> list[type[Reference]]:
    """Return every model of reference records."""
    return [model for model in apps.get_models() if issubclass(model, Reference)]


def pointers_to(model: type[models.Model]) -> list[Pointer]:
    """Return the relations that lead to ``model``, in the order in which apps declare them.

    Rows of the history do not count: they tell what was, and must not hold what is.
    """
    return [Pointer(field) for field in _pointing(model)]


def _pointing(model: type[models.Model]) -> Iterator[Any]:
    relations: list[Any] = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        if not relation.auto_created or relation.concrete:
            continue
        field = relation.remote_field
        if field.many_to_many:
            # Rows of a table between that is a model of its own point by their foreign keys.
            if field.remote_field.through._meta.auto_created:
                yield field
        elif not field.model._meta.auto_created and not _tells_what_was(field):
            yield field


def _tells_what_was(field: Any) -> bool:
    return field.remote_field.on_delete is DO_NOTHING and not field.db_constraint


def owners_of(model: type[models.Model]) -> list[ForeignKey[Any, Any]]:
    """Return the foreign keys to what rows of ``model`` belong to: what they are deleted with.

    A reference record is held by its own rows as by any other. They are edited with it all the
    same, and known by having their places in its order.
    """
    ordered_within = {
        rule.fields[0]
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and rule.fields[1:] == ("position",)
    }
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and (field.remote_field.on_delete is CASCADE or field.name in ordered_within)
    ]


def owner_of(row: models.Model) -> models.Model | None:
    """Return the record to which a row belongs, if it belongs to any."""
    return next(
        (owner for field in owners_of(type(row)) if (owner := getattr(row, field.name))), None
    )


def all_owners_of(row: models.Model) -> Iterator[models.Model]:
    """Yield the record to which a row belongs, and what that one belongs to, to the top."""
    owner = owner_of(row)
    while owner is not None:
        yield owner
        owner = owner_of(owner)


def is_published(prefix: str = "") -> Q:
    """Return the condition that a record is published."""
    return Q(**{f"{prefix}state": Publishable.State.PUBLISHED})


def has_page(prefix: str = "") -> Q:
    """Return the condition that readers can open a record, also one that was withdrawn."""
    return is_published(prefix) | kept_when_withdrawn(prefix)


def belongs_to_published(
    model: type[models.Model], prefix: str = "", shown: Callable[[str], Q] = is_published
) -> Q:
    """Return the condition that the public may see rows of ``model``.

    They are published themselves, or with any of what they belong to; ``shown`` says what counts
    as that. What belongs to nothing that has a publishing state, such as a council, is public as
    it stands.
    """
    if issubclass(model, Publishable):
        return shown(prefix)
    owners = owners_of(model)
    public, alone = Q(), Q()
    for field in owners:
        public |= belongs_to_published(field.related_model, f"{prefix}{field.name}__", shown)
        alone &= Q(**{f"{prefix}{field.name}__isnull": True})
    return public | alone if all(field.null for field in owners) else public


def belongs_to(model: type[models.Model], record: models.Model, prefix: str = "") -> Q:
    """Return the condition that rows of ``model`` are ``record`` or belong to it, however deep."""
    if isinstance(record, model):
        return Q(**{f"{prefix}pk": record.pk})
    owned = Q(**{f"{prefix}pk__in": []})
    for field in owners_of(model):
        owned |= belongs_to(field.related_model, record, f"{prefix}{field.name}__")
    return owned
