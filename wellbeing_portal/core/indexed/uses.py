"""Records that are public only while something published uses them: what that depends on."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django.db.models import Model

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import Pointer, owners_of, pointers_to
from wellbeing_portal.search.declarations import Dependency


def uses_of(model: type[Model]) -> tuple[Dependency, ...]:
    """Return dependencies on every row that points at ``model``, and on what it belongs to.

    They follow the rule of ``used_by_published``: a row comes, goes or turns to another record, or
    what it belongs to is published or leaves the public.
    """
    return tuple(
        need
        for pointer in pointers_to(model)
        if not _is_between_versions(pointer, model)
        for need in _needs(pointer)
    )


def _is_between_versions(pointer: Pointer, model: type[Model]) -> bool:
    """Whether it leads from a working copy, or from what readers do not see, to another record."""
    return pointer.model is model and issubclass(model, Publishable)


def _needs(pointer: Pointer) -> Iterator[Dependency]:
    field, model = pointer.field, pointer.model
    lookup = field.related_query_name()
    if field.many_to_many:
        through = field.remote_field.through
        yield Dependency(model, lookup, fields=_decisive(model), links=(through,))
    else:
        # Before it is saved it may point at another record than after.
        yield Dependency(model, lookup, attrgetter(field.attname), links=())
    yield from _of_owners(model, lookup)


def _of_owners(model: type[Model], lookup: str) -> Iterator[Dependency]:
    if issubclass(model, Publishable):
        return
    for owner in owners_of(model):
        path = f"{lookup}__{owner.name}"
        above: Any = owner.related_model
        if fields := _decisive(above):
            yield Dependency(above, path, fields=fields, links=())
        yield from _of_owners(above, path)


def _decisive(model: type[Model]) -> tuple[str, ...]:
    """Return the fields that decide whether the public may see a row."""
    if issubclass(model, Publishable):
        return ("state",)
    return tuple(owner.attname for owner in owners_of(model))
