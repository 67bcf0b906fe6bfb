"""The records that a form names by their slugs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from wellbeing_portal.core.content.saving import at
from wellbeing_portal.core.models import Keyed

from .called import name_of
from .form import Form
from .planned import Location
from .shape import Shape
from .standing import StandingRecords

Named = tuple[type[models.Model], str]
"""A kind of record and a slug."""


class ReferenceKeys:
    """Primary keys of other records by their slugs.

    One query a kind for those that the record which stands does not name already.
    """

    def __init__(self, shape: Shape, form: Form, record: Any, standing: StandingRecords) -> None:
        self._keys: dict[Named, int] = dict(_known(shape, record, standing))
        places: dict[Named, Location] = {}
        for named, location in _named(shape, form, ()):
            places.setdefault(named, location)
        wanted: dict[type[models.Model], list[str]] = defaultdict(list)
        for model, slug in places.keys() - self._keys.keys():
            wanted[model].append(slug)
        for model, slugs in wanted.items():
            self._find(model, slugs)
        for (model, slug), location in places.items():
            if (model, slug) not in self._keys:
                with at(*location):
                    raise ValidationError(f"There is no {model._meta.verbose_name} “{slug}”.")

    def _find(self, model: Any, slugs: list[str]) -> None:
        named = model._default_manager.annotate(called_here=name_of(model))
        rows = named.filter(called_here__in=slugs).order_by()
        found: dict[str, int] = dict(rows.values_list("called_here", "pk"))
        gone = sorted(set(slugs) - found.keys())
        if gone and not issubclass(model, Keyed):
            # A former slug leads to its record.
            called = model._default_manager.called(gone)
            found |= {slug: record.pk for slug, record in called.items()}
        self._keys.update({(model, slug): key for slug, key in found.items()})

    def key(self, model: type[models.Model], slug: str | None) -> int | None:
        """Return the primary key of the record that a slug names; None for None."""
        return None if slug is None else self._keys[model, slug]


def _named(shape: Shape, form: Any, location: Location) -> Iterator[tuple[Named, Location]]:
    """Yield every record that a form names, and where."""
    for name, field in shape.one.items():
        slug = getattr(form, name)
        if slug is not None:
            yield (field.related_model, slug), (*location, name)
    for name, field in shape.many.items():
        for index, slug in enumerate(getattr(form, name)):
            yield (field.related_model, slug), (*location, name, index)
    for name, relation in shape.rows.items():
        for index, row in enumerate(getattr(form, name)):
            yield from _named(relation.shape, row, (*location, name, index))


def _known(shape: Shape, record: Any, standing: StandingRecords) -> Iterator[tuple[Named, int]]:
    """Yield the records that a record names already."""
    if record.pk is None:
        return
    for name, field in shape.one.items():
        other = getattr(record, name)
        if other is not None:
            yield (field.related_model, other.slug), other.pk
    for field in shape.many.values():
        for slug, key in standing.links.slugs(field, record).items():
            yield (field.related_model, slug), key
    for relation in shape.rows.values():
        for row in standing.rows(relation, record):
            yield from _known(relation.shape, row, standing)
