"""The columns of files that facets and ranges declare with their headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, Prefetch

from wellbeing_portal.core.export.fetching import Field, named
from wellbeing_portal.core.export.table import Column, ColumnKind
from wellbeing_portal.core.facets import Facet, FacetedRecord, Tag, field_at

from .fields import names


def declared_fields(record: FacetedRecord) -> list[Field]:
    """Return a column for each facet and range with a heading: choices, numbers, then concepts."""
    choices = [(Column(one.key, one.heading), _words(record, one)) for one in record.columns]
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


def declared_values(record: FacetedRecord) -> dict[str, F]:
    """Return what stands in those columns that another record has: asked for with the record."""
    return {_column(one): F(path) for one in record.columns for path in one.paths if "__" in path}


def _column(facet: Facet) -> str:
    """Return the attribute of a record that has the value of a facet."""
    (path,) = facet.paths
    return f"{facet.name}_of_other" if "__" in path else path


def _words(record: FacetedRecord, facet: Facet) -> Callable[[Any], str]:
    """Return a reader of the words for a choice, or of what stands there by itself."""
    (path,), column = facet.paths, _column(facet)
    words = dict(field_at(record.model, path).flatchoices)

    def read(row: Any) -> str:
        value = getattr(row, column)
        return "" if value is None else str(words.get(value, value))

    return read
