"""The vocabularies of councils and strategies."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

from .models import Council, Priority, Strategy, Theme
from .models.council import NAME_LISTS

OTHER_NAMES = ("official_name", "welsh_name", "gaelic_name", *NAME_LISTS)


def of_councils(found: QuerySet[Council]) -> Vocabulary:
    """Return councils by the word under which people look them up, each with its other names."""
    rows = found.order_by("sort_name").values_list("slug", "name", *OTHER_NAMES)
    return Vocabulary.of((_council(*row) for row in rows), Council)


def _council(slug: str, name: str, official: str, *others: str | list[str]) -> Term:
    also = [] if name in official else [official]
    for one in others:
        also += one if isinstance(one, list) else [one]
    return Term(slug, name, also="; ".join(filter(None, also)))


def councils() -> Vocabulary:
    """Every council by name."""
    return of_councils(Council.objects.all())


@cache
def councils_with(relation: str) -> Callable[[], Vocabulary]:
    """Return what gives the councils that any published record of ``relation`` names.

    It is the same function every time, by which its answer is remembered.
    """

    def vocabulary() -> Vocabulary:
        # One record is enough: a join would read all that a council has, only to drop it again.
        records: Any = Council._meta.get_field(relation).related_model
        named = records.objects.published().filter(councils=OuterRef("pk")).order_by()
        return of_councils(Council.objects.filter(Exists(named)))

    return vocabulary


def counties() -> Vocabulary:
    """The county councils that have districts below them, by name."""
    above = Council.objects.filter(parent__isnull=False).order_by().values("parent")
    return of_councils(Council.objects.current().filter(pk__in=above))


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
