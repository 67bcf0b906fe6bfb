"""Columns of change lists that count related records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, cast

from django.contrib import admin
from django.db import models
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html


class CountColumn(Protocol):
    """An entry of ``list_display`` that counts the records of ``relation``."""

    relation: str

    def __call__(self, record: models.Model) -> str: ...


def count_column(relation: str, description: str = "") -> CountColumn:
    """Return a column that counts ``relation``, can be sorted and leads to what it counts.

    The admin annotates the count, so that a list asks once and not once a row.
    """

    @admin.display(description=description or relation.replace("_", " "), ordering=alias(relation))
    def column(record: models.Model) -> str:
        number = getattr(record, alias(relation))
        url = list_url(record, relation) if number else ""
        return format_html('<a href="{}">{}</a>', url, number) if url else str(number)

    counted = cast("CountColumn", column)
    counted.relation = relation
    return counted


_ALSO_COUNTED: dict[type[models.Model], list[CountColumn]] = {}


def also_count(model: type[models.Model], *relations: str) -> None:
    """Let the list of ``model`` count what a higher app ties to it, which its own cannot name."""
    known = _ALSO_COUNTED.setdefault(model, [])
    known += [count_column(relation) for relation in relations]


def with_columns_of_others(model: type[models.Model], columns: Sequence[Any]) -> list[Any]:
    """Return ``columns`` with what other apps count of ``model`` behind its own counts."""
    counts = [place for place, column in enumerate(columns) if hasattr(column, "relation")]
    place = counts[-1] + 1 if counts else len(columns)
    return [*columns[:place], *_ALSO_COUNTED.get(model, ()), *columns[place:]]


def with_counts(queryset: QuerySet, columns: Any) -> QuerySet:
    """Annotate ``queryset`` with what the count columns among ``columns`` show."""
    relations = [column.relation for column in columns if hasattr(column, "relation")]
    counts = {alias(name): count(queryset.model, name) for name in relations}
    counted: QuerySet = queryset.annotate(**counts)
    return counted


def alias(relation: str) -> str:
    """The name under which the number of ``relation`` is annotated."""
    return f"{relation}_number"


def count(model: type[models.Model], relation: str) -> Coalesce:
    """The number of records that ``relation`` leads to. A subquery, so that counts never multiply.

    A relation that is named twice in one query would otherwise count pairs.
    """
    numbers = (
        model._default_manager.filter(pk=OuterRef("pk"))
        .order_by()
        .values("pk")
        .annotate(number=Count(relation))
        .values("number")
    )
    return Coalesce(Subquery(numbers), 0)


def list_url(record: models.Model, relation: str) -> str:
    """The change list of what ``relation`` leads to, narrowed to ``record``."""
    field: Any = record._meta.get_field(relation)
    other = field.related_model._meta
    back = field.remote_field.name if field.auto_created else field.related_query_name()
    try:
        url = reverse(f"admin:{other.app_label}_{other.model_name}_changelist")
    except NoReverseMatch:
        return ""
    return f"{url}?{back}__id__exact={record.pk}"
