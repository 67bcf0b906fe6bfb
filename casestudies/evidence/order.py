"""Which of several findings comes first: one rule for pages, search, comparisons and briefings."""

from __future__ import annotations

from typing import Protocol

from django.db.models import BigIntegerField, F, Min, Value
from django.db.models.functions import Cast, Coalesce

NO_KEY = 4
"""Where a finding stands among the key findings of its account, 1 to 3, if it is none of them."""

KEYS, PLACES = 10**16, 10**11
"""What the places of a finding are multiplied by, so that one number orders them and holds its key:
a position has at most five digits."""


class Placed(Protocol):
    """A finding, or what was read of its row."""

    @property
    def pk(self) -> int: ...

    @property
    def evidence_level(self) -> int | None: ...

    @property
    def key_order(self) -> int | None: ...

    @property
    def position(self) -> int: ...


def surest_first(finding: Placed) -> tuple[int, int, int, int]:
    """Return what sorts findings by level, then key findings first, then as their account tells.

    What claims no change comes last. ``FindingQuerySet.strongest_first`` says the same in SQL.
    """
    level = -1 if finding.evidence_level is None else finding.evidence_level
    key = NO_KEY if finding.key_order is None else finding.key_order
    return -level, key, finding.position, finding.pk


def first_of_equals() -> Min:
    """Return what finds the first of a group of equally sure findings; see ``key_of_first``."""

    def number(name: str) -> Cast:
        return Cast(F(name), BigIntegerField())

    key = Coalesce(number("key_order"), Value(NO_KEY), output_field=BigIntegerField())
    return Min(
        key * Value(KEYS) + number("position") * Value(PLACES) + number("pk"),
        output_field=BigIntegerField(),
    )


def key_of_first(order: int) -> int:
    """Return the key of the finding that ``first_of_equals`` found."""
    return order % PLACES
