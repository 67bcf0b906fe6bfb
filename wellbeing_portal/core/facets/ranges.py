"""Numbers that records can be asked for by their least and their greatest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q

from wellbeing_portal.core.lists.fields import EARLIEST, LATEST
from wellbeing_portal.core.lists.filters import RangeFilter

LARGEST = 999_999_999
"""The greatest number that can be asked for, where nothing says otherwise."""


@dataclass(frozen=True)
class RangeEnd:
    """One end of a range: its parameter, its words, and the condition in the database.

    ``number`` is what the index bounds, from below or, with ``at_most``, from above.
    """

    parameter: str
    number: str
    label: str
    phrase: str
    condition: Callable[[int], Q | Exists]
    at_most: bool = False
    within: tuple[int, int] = (EARLIEST, LATEST)

    def filter(self, condition: Callable[[int], Q | Exists] | None = None) -> RangeFilter:
        """Return the filter of a list; ``condition`` where it is not the record's own."""
        return RangeFilter(
            condition or self.condition,
            number=self.number,
            at_most=self.at_most,
            phrase=self.phrase,
            within=self.within,
            label=self.label,
            field_name=self.parameter,
        )


@dataclass(frozen=True, eq=False)
class Range:
    """Numbers of a record: the columns they come from, and how they can be bounded.

    ``read`` gets what the columns hold and returns the numbers of the index by name. With a
    ``heading`` it is a column of files and a row of comparisons; ``key`` is the column's name
    for programs.
    """

    columns: tuple[str, ...]
    numbers: tuple[str, ...]
    read: Callable[..., Mapping[str, int]]
    bounds: tuple[RangeEnd, ...]
    heading: str = ""
    key: str = ""

    @classmethod
    def of(
        cls,
        column: str,
        heading: str,
        *,
        at_least: tuple[str, str, str],
        at_most: tuple[str, str, str],
        within: tuple[int, int] = (0, LARGEST),
    ) -> Range:
        """Return the range of a column; of either end parameter, label and phrase are given."""
        ends = (
            RangeEnd(
                *(at_least[0], column, at_least[1], at_least[2]),
                lambda number: Q(**{f"{column}__gte": number}),
                within=within,
            ),
            RangeEnd(
                *(at_most[0], column, at_most[1], at_most[2]),
                lambda number: Q(**{f"{column}__lte": number}),
                at_most=True,
                within=within,
            ),
        )

        def read(value: int | None) -> Mapping[str, int]:
            return {} if value is None else {column: value}

        return cls((column,), (column,), read, ends, heading, column)

    @property
    def within(self) -> tuple[int, int]:
        """The least and the greatest number that makes sense."""
        return self.bounds[0].within

    def of_record(self, record: Any) -> Mapping[str, int]:
        """Return the numbers of a record."""
        return self.read(*(getattr(record, column) for column in self.columns))
