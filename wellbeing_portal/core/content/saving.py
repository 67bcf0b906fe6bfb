"""Makes records equal to what a content file says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

Record = TypeVar("Record", bound=models.Model)


@contextmanager
def at(*location: str | int) -> Iterator[None]:
    """Tell where in the file a ValidationError inside the block comes from."""
    try:
        yield
    except ValidationError as error:
        inner = getattr(error, "location", ())
        error.location = (*location, *inner)  # type: ignore[attr-defined]
        raise


def write(record: Record, values: Mapping[str, Any]) -> Record:
    """Set ``values`` on ``record``, check it as the admin would, and save it.

    Raises:
        ValidationError: when a rule of the model is broken.
    """
    for name, value in values.items():
        setattr(record, name, value)
    record.full_clean()
    record.save()
    return record


def replace_children(
    parent: models.Model,
    relation: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    section: str = "",
) -> list[Any]:
    """Replace the rows of ``relation`` by ``rows``, in order, and return them.

    ``section`` is the name under which the file keeps them, where it is not the relation's.

    Raises:
        ValidationError: with the row's place in the file.
    """
    manager = getattr(parent, relation)
    parent_field = manager.field.name
    for child in manager.all():
        child.delete()
    made = []
    for index, row in enumerate(rows):
        with at(section or relation, index):
            made.append(
                write(manager.model(), {parent_field: parent, "position": index + 1, **row})
            )
    return made
