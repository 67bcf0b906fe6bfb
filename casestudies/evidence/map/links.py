"""The addresses on the evidence map: each leads to exactly the case studies that it counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from wellbeing_portal.core.lists.bound import Bound

from .counts import AIMED
from .drawing import Cell

CLAIMS: dict[str, Sequence[str]] = {"changed": ("changed",), "aimed": AIMED, "done": ("done",)}
"""What each number drawn counts, as the list is asked for it."""


@dataclass(frozen=True)
class MapLinks:
    """Makes addresses. ``filters`` are those in force, without the ones on the axes and claims.

    Those on the axes can be left out: a filter on an axis leaves only the rows or columns that it
    allows. Of claims the number drawn counts its own, as far as the filters leave them.
    """

    list_path: str
    rows: str
    columns: str
    filters: str
    claims: Sequence[str]

    @classmethod
    def of(cls, bound: Bound, rows: str, columns: str) -> MapLinks:
        """Return what makes the addresses of a map under the filters of its address."""
        filters = bound.filters(but=(rows, columns, "claim")).urlencode()
        return cls(reverse("case_studies"), rows, columns, filters, bound.chosen_in("claim"))

    def cell(self, cell: Cell) -> str:
        """Return the list of the case studies that a cell draws."""
        query = QueryDict(self.filters, mutable=True)
        query[self.rows] = cell.row.value
        query[self.columns] = cell.column.value
        claims = [one for one in CLAIMS[cell.claim] if not self.claims or one in self.claims]
        query.setlist("claim", claims)
        return f"{self.list_path}?{query.urlencode()}"


def opened_of(values: Iterable[str], family: str) -> set[str]:
    """Return the concepts of a family that an address opens: ``open=approach.workforce-training``.

    ``open=approach`` opens all of them, which the result says by ``*``.
    """
    found = set()
    for value in values:
        name, dot, slug = value.partition(".")
        if name == family:
            found.add(slug if dot else "*")
    return found


def toggled(query: QueryDict, value: str, *, opened: bool) -> QueryDict:
    """Return the parameters with one concept opened, or closed again."""
    changed = query.copy()
    for name in ("row", "export", "part"):
        changed.pop(name, None)
    left = [one for one in changed.getlist("open") if one != value]
    if not opened:
        left.append(value)
    changed.setlist("open", left)
    if not left:
        changed.pop("open", None)
    return changed
