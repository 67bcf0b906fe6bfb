"""The addresses on the evidence map: each leads to exactly the case studies that it counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.http import QueryDict

from casestudies.evidence.ties import tie_between, tied

from .drawing import Cell, Head


@dataclass(frozen=True)
class MapLinks:
    """Makes addresses. ``filters`` are the filters in force, without those on the axes.

    Those can be left out: a filter on an axis leaves only the rows or columns that it allows.
    """

    list_path: str
    rows: str
    columns: str
    filters: str

    def cell(self, cell: Cell) -> str:
        """Return the list of the case studies in a cell."""
        return self._list(self.pair(cell.row.value, cell.column.value))

    def pair(self, row: str, column: str) -> str:
        """Return the parameters that stand for a row and a column together."""
        if tied(self.rows, self.columns):
            tie = tie_between(self.rows, row, self.columns, column)
            return f"tie={quote(tie.parameter)}"
        return f"{self.rows}={quote(row)}&{self.columns}={quote(column)}"

    def total(self, family: str, head: Head, others: str) -> str:
        """Return the list of all case studies of a row or column; ``others`` are its filters."""
        query = f"{family}={quote(head.value)}"
        return f"{self.list_path}?{others}&{query}" if others else f"{self.list_path}?{query}"

    def name(self, cell: Cell) -> str:
        """Return what the map's own address calls a cell."""
        return f"{self.rows}.{cell.row.value}~{self.columns}.{cell.column.value}"

    def _list(self, query: str) -> str:
        return (
            f"{self.list_path}?{self.filters}&{query}"
            if self.filters
            else (f"{self.list_path}?{query}")
        )


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
    for name in ("cell", "export"):
        changed.pop(name, None)
    left = [one for one in changed.getlist("open") if one != value]
    if not opened:
        left.append(value)
    changed.setlist("open", left)
    if not left:
        changed.pop("open", None)
    return changed
