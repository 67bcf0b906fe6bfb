"""The records that a form names by their slugs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from wellbeing_portal.core.content.saving import at

from .form import Form
from .planned import Location
from .shape import Shape

Named = tuple[type[models.Model], str]
"""A kind of record and a slug."""


class References:
    """Other records by their slugs; one query a kind for those that were not named before."""

    def __init__(self, shape: Shape, form: Form, record: Any | None) -> None:
        self._found: dict[Named, Any] = {}
        if record is not None:
            self._found.update(_known(shape, record))
        places = dict[Named, Location]()
        for named, location in _named(shape, form, ()):
            places.setdefault(named, location)
        wanted: dict[type[models.Model], list[str]] = defaultdict(list)
        for model, slug in places.keys() - self._found.keys():
            wanted[model].append(slug)
        for model, slugs in wanted.items():
            self._find(model, slugs)
        for (model, slug), location in places.items():
            if (model, slug) not in self._found:
                with at(*location):
                    raise ValidationError(f"There is no {model._meta.verbose_name} “{slug}”.")

    def _find(self, model: Any, slugs: list[str]) -> None:
        found = model._default_manager.in_bulk(slugs, field_name="slug")
        gone = sorted(set(slugs) - found.keys())
        if gone:
            # A former slug leads to its record.
            found |= model._default_manager.called(gone)
        self._found.update({(model, slug): record for slug, record in found.items()})

    def one(self, model: type[models.Model], slug: str | None) -> Any | None:
        """Return the record of a slug; None for None."""
        return None if slug is None else self._found[model, slug]


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


def _known(shape: Shape, record: Any) -> Iterator[tuple[Named, Any]]:
    """Yield the records that a record names already."""
    for name, field in shape.one.items():
        other = getattr(record, name)
        if other is not None:
            yield (field.related_model, other.slug), other
    for name, field in shape.many.items():
        for other in getattr(record, name).all():
            yield (field.related_model, other.slug), other
    for relation in shape.rows.values():
        for row in getattr(record, relation.accessor).all():
            yield from _known(relation.shape, row)
