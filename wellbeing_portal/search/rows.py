"""The records that a search found, from the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

Record = TypeVar("Record", bound=Model)


def in_order(rows: QuerySet[Record], keys: Sequence[int]) -> list[Record]:
    """Return the rows with these primary keys, in their order; what has gone is left out."""
    found = rows.in_bulk(list(keys))
    return [found[key] for key in keys if key in found]
