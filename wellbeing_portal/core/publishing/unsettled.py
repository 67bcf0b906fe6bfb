"""Concepts that a record names before readers may see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet, Value

from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.models.pointers import belongs_to, pointers_to, references
from wellbeing_portal.core.models.reason import Reason


def named_too_early(record: Publishable) -> list[Reason]:
    """Return in sentences which drafts of the vocabulary, or archived concepts, a record names.

    One query where the vocabulary has none of these.
    """
    return [one for family in _with_unsettled() for one in _named(record, family)]


def _with_unsettled() -> list[type[Concept]]:
    """Return the families that have concepts which are not in use."""
    families: list[Any] = [one for one in references() if issubclass(one, Concept)]
    queries = [
        one._default_manager.exclude(state=Concept.State.CURRENT)
        .order_by()
        .values_list(Value(one._meta.label))
        for one in families
    ]
    if not queries:
        return []
    found = {label for (label,) in queries[0].union(*queries[1:])}
    return [one for one in families if one._meta.label in found]


def _named(record: Publishable, family: type[Concept]) -> Iterator[Reason]:
    named = Q(pk__in=[])
    for pointer in pointers_to(family):
        if pointer.model is not family:
            rows: QuerySet[Any] = pointer.model._default_manager.order_by()
            rows = rows.filter(belongs_to(pointer.model, record))
            named |= Q(pk__in=rows.values(pointer.field.name))
    for concept in family._default_manager.filter(named).exclude(state=Concept.State.CURRENT):
        kind, state = concept._meta.verbose_name, concept.get_state_display().lower()
        yield Reason(
            f"The {kind} “{concept.name}” is not in use in the vocabulary ({state}). Let an "
            "editor take it into use, or choose another."
        )
