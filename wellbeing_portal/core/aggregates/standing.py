"""What the database says of records, their rows, and what these are tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import F, IntegerField, QuerySet, Value

from .called import name_of
from .shape import POSITION, Relation, Shape


class Links:
    """The records that rows are tied to by relations to many.

    Each is known by its primary key, and so is the row of the table between that ties it.
    """

    def __init__(self) -> None:
        self._ties: dict[tuple[Any, int], dict[int, int]] = defaultdict(dict)
        self._slugs: dict[tuple[Any, int], str] = {}

    def of(self, field: Any, row: Any) -> dict[int, int]:
        """Return what a row is tied to, each with the tie."""
        return {} if row.pk is None else self._ties.get((field, row.pk), {})

    def slugs(self, field: Any, row: Any) -> dict[str, int]:
        """Return the slugs of what a row is tied to, each with the primary key."""
        model = field.related_model
        return {self._slugs[model, other]: other for other in self.of(field, row)}

    def tie(self, field: Any, row: int, other: int, tie: int) -> None:
        """Note that a row is tied to another record."""
        self._ties[field, row][other] = tie

    def untie(self, field: Any, row: int, other: int) -> int:
        """Note that a row is no longer tied to another record, and return the tie."""
        return self._ties[field, row].pop(other)

    def read(self, rows: Sequence[tuple[Any, set[int]]]) -> None:
        """Read the ties of some relations of some rows, all in one query."""
        fields = [field for field, _ in rows]
        first, *others = [
            _ties_of(field, number, keys) for number, (field, keys) in enumerate(rows)
        ]
        for number, tie, row, other, slug in first.union(*others, all=True) if others else first:
            self.tie(fields[number], row, other, tie)
            self._slugs[fields[number].related_model, other] = slug


def _ties_of(field: Any, number: int, keys: set[int]) -> QuerySet[Any, Any]:
    """Return the ties of one relation, marked by ``number``."""
    near, far = field.m2m_field_name(), field.m2m_reverse_field_name()
    ties = field.remote_field.through._default_manager.filter(**{f"{near}__in": keys}).order_by()
    return ties.values_list(
        Value(number, output_field=IntegerField()),
        "pk",
        F(near),
        F(far),
        name_of(field.related_model, f"{far}__"),
    )


class StandingRecords:
    """Records with all their rows, in as many queries as there are kinds of rows, and one."""

    def __init__(self, shape: Shape, records: Sequence[Any]) -> None:
        self.links = Links()
        self._rows: dict[tuple[Any, str, int], list[Any]] = defaultdict(list)
        self._tied: dict[Any, set[int]] = defaultdict(set)
        self._read(shape, {record.pk: record for record in records})
        if self._tied:
            self.links.read(list(self._tied.items()))

    def rows(self, relation: Relation, record: Any) -> list[Any]:
        """Return the rows of a record, in their order."""
        if record.pk is None:
            return []
        return self._rows.get((relation.shape.model, relation.parent, record.pk), [])

    def _read(self, shape: Shape, records: dict[int, Any]) -> None:
        if not records:
            return
        for field in shape.many.values():
            self._tied[field] |= records.keys()
        for relation in shape.rows.values():
            below = relation.shape
            rows = below.model._default_manager.filter(**{f"{relation.parent}__in": records})
            found = {}
            for row in rows.select_related(*below.named).order_by(POSITION, "pk"):
                parent = getattr(row, f"{relation.parent}_id")
                setattr(row, relation.parent, records[parent])
                self._rows[below.model, relation.parent, parent].append(row)
                found[row.pk] = row
            self._read(below, found)
