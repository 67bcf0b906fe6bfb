"""The vocabularies of councils and strategies."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef

from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

from .models import Council, Priority, Strategy, Theme


def councils() -> Vocabulary:
    """Every council by name."""
    rows = Council.objects.order_by("sort_name").values_list("slug", "name")
    return Vocabulary.of((Term(*row) for row in rows), Council)


@cache
def councils_with(relation: str) -> Callable[[], Vocabulary]:
    """Return what gives the councils that any published record of ``relation`` names.

    It is the same function every time, by which its answer is remembered.
    """

    def vocabulary() -> Vocabulary:
        # One record is enough: a join would read all that a council has, only to drop it again.
        records: Any = Council._meta.get_field(relation).related_model
        named = records.objects.published().filter(councils=OuterRef("pk")).order_by()
        rows = Council.objects.filter(Exists(named)).order_by("sort_name")
        return Vocabulary.of((Term(*row) for row in rows.values_list("slug", "name")), Council)

    return vocabulary


def counties() -> Vocabulary:
    """The county councils that have districts below them, by name."""
    rows = Council.objects.filter(districts__isnull=False).distinct().order_by("sort_name")
    return Vocabulary.of((Term(*row) for row in rows.values_list("slug", "name")), Council)


def themes() -> Vocabulary:
    """The themes of priorities."""
    return Vocabulary.of_concepts(Theme)


def council_types() -> Vocabulary:
    """The types of council."""
    return Vocabulary.of_choices(Council.Type.choices)


def regions() -> Vocabulary:
    """English regions and the other nations."""
    return Vocabulary.of_choices(Council.Region.choices)


def nations() -> Vocabulary:
    """The nations of the United Kingdom."""
    return Vocabulary.of_choices(Council.Nation.choices)


def strategy_kinds() -> Vocabulary:
    """The kinds of strategy."""
    return Vocabulary.of_choices(Strategy.Kind.choices)


def strategy_statuses() -> Vocabulary:
    """How far a strategy has come."""
    return Vocabulary.of_choices(Strategy.Status.choices)


def priority_kinds() -> Vocabulary:
    """What a strategy calls the things it sets out to do."""
    return Vocabulary.of_choices(Priority.Kind.choices)
