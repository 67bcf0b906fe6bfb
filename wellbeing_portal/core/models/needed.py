"""Rows without which the public may not see a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class NeededRows:
    """Rows of which a published record has one at least.

    ``relation`` leads to them, ``which`` says which of them count, and ``said`` what is missing
    where there is none.
    """

    relation: str
    said: str
    which: Mapping[str, Any] = field(default_factory=dict)

    def held_by(self, records: QuerySet[Any]) -> QuerySet[Any]:
        """Return those of ``records`` that have such a row, perhaps more than once."""
        which = self.which or {"isnull": False}
        return records.filter(**{f"{self.relation}__{name}": one for name, one in which.items()})
