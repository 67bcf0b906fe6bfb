"""What documents depend on, worked out from the paths that they read.

A path is how the database is asked: ``initiatives__funders__organisation__name``. Every row on
the way can change what stands at its end: funders come and go, turn to another organisation, and
that changes its name. So each has a dependency, and nobody has to write one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from wellbeing_portal.core.models import Concept
from wellbeing_portal.search.declarations import Dependency

from .concepts import narrower


@dataclass
class _Stop:
    """A table on the way: the columns read of it, and the way back where there is just one."""

    model: type[Model]
    columns: dict[str, None] = field(default_factory=dict)
    way_back: tuple[str, ...] | None = None


def needs_of(model: type[Model], reads: Iterable[str]) -> tuple[Dependency, ...]:
    """Return the dependencies of documents that read these paths from their record.

    Raises:
        FieldDoesNotExist: for a path that leads nowhere.
    """
    stops: dict[str, _Stop] = {}
    for path in reads:
        _walk(model, path.split("__"), stops)
    return tuple(_need(lookup, stop) for lookup, stop in stops.items())


def _walk(model: type[Model], names: list[str], stops: dict[str, _Stop]) -> None:
    """Note every table on the way from a record along ``names``."""
    lookup, here, waiting = "", _Stop(model, way_back=()), list(names)
    while waiting:
        name = waiting.pop(0)
        at: Any = here.model._meta.get_field(name)
        if not at.is_relation:
            here.columns[at.attname] = None
            return
        if at.many_to_many and (rows := _rows_between(here.model, at)):
            waiting = [*rows, *waiting]
            continue
        lookup = f"{lookup}__{name}" if lookup else name
        if at.concrete and at.many_to_one:
            here.columns[at.attname] = None
        there = stops.setdefault(lookup, _Stop(at.related_model))
        if at.one_to_many:
            there.columns[at.field.attname] = None
            if here.way_back is not None:
                there.way_back = (at.field.name, *here.way_back)
        here = there


def _rows_between(model: type[Model], at: Any) -> list[str]:
    """Return the way through the rows of a many-to-many relation, where they are a model's."""
    through = at.remote_field.through if at.concrete else at.through
    if through._meta.auto_created:
        return []
    near, far = (
        next(one for one in through._meta.fields if one.related_model is end)
        for end in (model, at.related_model)
    )
    return [near.related_query_name(), far.name]


def _need(lookup: str, stop: _Stop) -> Dependency:
    columns = tuple(stop.columns)
    if stop.way_back:
        return Dependency(stop.model, lookup, owner=owner_along(stop.way_back))
    if issubclass(stop.model, Concept) and "slug" in columns:
        # What is said of a concept is said of everything narrower.
        columns = tuple(dict.fromkeys((*columns, "broader_id")))
        return Dependency(stop.model, lookup, fields=columns, reach=narrower(stop.model))
    return Dependency(stop.model, lookup, fields=columns)


def owner_along(way: tuple[str, ...]) -> Callable[[Any], int | None]:
    """Return what finds the key of a row's record, by foreign keys one after another."""
    *steps, last = way

    def owner(row: Any) -> int | None:
        for name in steps:
            row = getattr(row, name)
            if row is None:
                return None
        key: int | None = getattr(row, type(row)._meta.get_field(last).attname)
        return key

    return owner
