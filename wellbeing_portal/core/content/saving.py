"""Makes records equal to what a content file says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
