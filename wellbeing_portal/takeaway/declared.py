"""The columns of files that facets and ranges declare with their headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch

from wellbeing_portal.core.export.fetching import Field, named
from wellbeing_portal.core.export.table import Column, ColumnKind
from wellbeing_portal.core.facets import Facet, FacetedRecord, Tag

from .fields import names


def declared_fields(record: FacetedRecord) -> list[Field]:
    """Return a column for each facet and range with a heading: choices, numbers, then concepts."""
    choices = [
        (Column(one.key, one.heading), _display(one))
        for one in record.facets
        if one.heading and not one.family
    ]
    numbers = [
        (Column(one.key, one.heading, ColumnKind.NUMBER), one.columns[0]) for one in record.stated
    ]
    concepts = [
        (Column(tag.key, tag.heading, ColumnKind.LIST), names(tag.relation)) for tag in record.tags
    ]
    return [*choices, *numbers, *concepts]


def declared_prefetches(record: FacetedRecord) -> list[Prefetch]:
    """Return how to fetch what those columns show."""
    return [_concepts(tag) for tag in record.tags]


def _concepts(tag: Tag) -> Prefetch:
    """Return how to fetch the names of concepts: in the record's order, where it has one."""
    name = tag.family.name
    if tag.is_plain:
        return named(tag.relation, tag.family.model, "name")
    field: Any = tag.model._meta.get_field(tag.relation)
    rows = field.related_model._default_manager.select_related(name).order_by("position")
    return Prefetch(tag.relation, rows.only(field.field.attname, "position", f"{name}__name"))


def _display(facet: Facet) -> Callable[[Any], str]:
    """Return a reader of the words for a choice."""
    (column,) = facet.paths
    return lambda record: str(getattr(record, f"get_{column}_display")())
