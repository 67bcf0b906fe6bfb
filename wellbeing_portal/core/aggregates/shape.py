"""How the fields of a form and those of its model belong together, found from both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from django.db import models

from wellbeing_portal.core.models import Keyed

from .form import Form

POSITION = "position"

Path = tuple[str, ...]
"""The names of rows within rows, such as ``("initiatives", "funders")``; () is the record."""


@dataclass(frozen=True)
class Relation:
    """Rows of a form: what the model calls them, and the field that leads back from them."""

    accessor: str
    parent: str
    shape: Shape


@dataclass(frozen=True)
class Shape:
    """What each field of a form is.

    ``plain`` has values of its own; ``one`` and ``many`` name other records, ``siblings`` a row
    of the same record by its key, and ``rows`` are rows that belong to it.
    """

    form: type[Form]
    model: type[models.Model]
    plain: dict[str, Any] = field(default_factory=dict)
    one: dict[str, Any] = field(default_factory=dict)
    siblings: dict[str, Any] = field(default_factory=dict)
    many: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, Relation] = field(default_factory=dict)

    @property
    def named(self) -> list[str]:
        """The fields that name one other record or row."""
        return [*self.one, *self.siblings]

    def by_key(self, rows: Iterable[Any]) -> dict[str, Any]:
        """Return rows of this shape by what tells each from its siblings."""
        return {str(getattr(row, self.form.KNOWN_BY)): row for row in rows}

    def walk(self, path: Path = ()) -> Iterator[tuple[Path, Shape]]:
        """Yield this shape and those of all rows below it, each with its path."""
        yield path, self
        for name, relation in self.rows.items():
            yield from relation.shape.walk((*path, name))


@cache
def shape_of(form: type[Form]) -> Shape:
    """Return the shape of a form.

    Raises:
        FieldDoesNotExist: when its model has no field of the name of one of its fields.
    """
    shape = Shape(form, form.model)
    for name, info in form.model_fields.items():
        accessor = form.RELATIONS.get(name, name)
        below = _form_within(info.annotation)
        known: Any = form.model._meta.get_field(accessor)
        if below is not None:
            shape.rows[name] = Relation(accessor, known.field.name, shape_of(below))
        elif known.many_to_many:
            shape.many[name] = known
        elif not known.is_relation:
            shape.plain[name] = known
        elif issubclass(known.related_model, Keyed):
            shape.siblings[name] = known
        else:
            shape.one[name] = known
    return shape


def _form_within(annotation: Any) -> type[Form] | None:
    return next(
        (one for one in get_args(annotation) if isinstance(one, type) and issubclass(one, Form)),
        None,
    )
