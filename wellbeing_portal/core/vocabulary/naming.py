"""Which records name a concept, whatever row of theirs does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from wellbeing_portal.core.content.entries import in_batches
from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.models.pointers import Pointer, owners_of, pointers_to

Keys = dict[type[Publishable], set[int]]
"""Records of each kind, by their primary keys."""


def ties_to(model: type[Concept]) -> list[Pointer]:
    """Return the relations by which rows of records name concepts of a family."""
    return [one for one in pointers_to(model) if one.model is not model]


def ways_up(model: type[Model], prefix: str = "") -> Iterator[tuple[str, type[Publishable]]]:
    """Yield the lookups from rows to the records that they belong to, each with its model."""
    if issubclass(model, Publishable):
        yield prefix, model
        return
    for field in owners_of(model):
        yield from ways_up(field.related_model, f"{prefix}{field.name}__")


def naming(model: type[Concept], keys: Iterable[int]) -> Keys:
    """Return the records, in any state, that name any of some concepts."""
    found: Keys = defaultdict(set)
    wanted = list(keys)
    for tie in ties_to(model):
        rows = tie.model._default_manager.filter(**{f"{tie.field.name}__in": wanted}).order_by()
        for prefix, record in ways_up(tie.model):
            there = rows.filter(**{f"{prefix}pk__isnull": False})
            found[record] |= set(there.values_list(f"{prefix}pk", flat=True).distinct())
    return {record: some for record, some in found.items() if some}


def with_narrower(model: type[Concept], keys: Iterable[int]) -> set[int]:
    """Return concepts with all that are narrower, by their keys."""
    found, new = set(keys), set(keys)
    concepts: Any = model._default_manager
    while new:
        below = concepts.filter(broader__in=new).order_by()
        new = set(below.values_list("pk", flat=True)) - found
        found |= new
    return found


def records(keys: Keys) -> Iterator[list[Any]]:
    """Yield records of one kind at a time, a few of them, in the order of their keys."""
    for model in sorted(keys, key=lambda one: one._meta.label):
        for batch in in_batches(sorted(keys[model])):
            yield list(model._default_manager.filter(pk__in=batch).order_by("pk"))
