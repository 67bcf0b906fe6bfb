"""Makes records equal to what a content file says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

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

    What the database holds to is asked of the database: asking for each rule beforehand takes
    longer than saving, and only what it refuses wants words.

    Raises:
        ValidationError: when a rule of the model is broken.
    """
    for name, value in values.items():
        setattr(record, name, value)
    record.clean_fields()
    record.clean()
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError:
        record.full_clean()
        raise
    return record
