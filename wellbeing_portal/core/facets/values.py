"""The values of facets, read for many records at a time, for the documents of the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from wellbeing_portal.core.indexed.concepts import Ancestry
from wellbeing_portal.search import Keys

from .facet import Facet
from .record import FacetedRecord, RecordPart

Values = dict[str, set[str]]
"""The values of each facet."""


@dataclass(frozen=True)
class _Column:
    """One path to values of a facet, and what is selected for it."""

    facet: Facet
    path: str
    is_records: bool = True
    """Whether the record has the value as well."""

    @property
    def selected(self) -> str:
        """Of a concept its key: its slug, and those of broader ones, are known already."""
        return self.path.removesuffix("__slug") if self.facet.family else self.path


class FacetReading:
    """The facets of some records and their parts, in a number of queries that does not grow.

    What is chosen by a broader concept is said of the narrower: documents hold both.
    """

    def __init__(self, record: FacetedRecord, keys: Keys) -> None:
        self.record = record
        families = {f.family.name: f.family.model for f in record.facets if f.family}
        self._ancestry = {name: Ancestry(model) for name, model in families.items()}
        self._names = record.facets_of()
        self._of_part = {
            part: [
                (one.name, bool(record.own_paths(one, part)), one.by_default)
                for one in record.facets
                if record.has(one, part)
            ]
            for part in record.parts
        }
        self._own: dict[RecordPart | None, dict[int, Values]] = {}
        self._records: dict[int, Values] = defaultdict(lambda: defaultdict(set))
        of_record = [_Column(f, p) for f in record.facets for p in f.paths if not self._part(p)]
        rows = record.model._default_manager.filter(pk__in=keys)
        self._own[None] = self._read(rows, of_record, "")
        for part in record.parts:
            of_part = [
                _Column(facet, part.own(path), is_records)
                for facet in record.facets
                for paths, is_records in ((facet.paths, True), (facet.of_parts, False))
                for path in paths
                if part.holds(path)
            ]
            rows = part.model._default_manager.filter(**{f"{part.back}__in": keys})
            self._own[part] = self._read(rows, of_part, part.back)

    def _part(self, path: str) -> RecordPart | None:
        return next((part for part in self.record.parts if part.holds(path)), None)

    def _read(self, rows: QuerySet[Any], columns: list[_Column], back: str) -> dict[int, Values]:
        """Return the values of rows by their key; they count for their records as well."""
        found: dict[int, Values] = defaultdict(lambda: defaultdict(set))
        for group in _in_queries(rows, columns):
            facets = [column.facet for column in group]
            counted = [column.is_records for column in group]
            owner = [back] if back else []
            # Which rows on the way count is said of those that lead from the record.
            asked = rows.filter(Q(**facets[0].where)) if facets[0].where and not back else rows
            asked = asked.order_by().values_list(
                "pk", *owner, *(column.selected for column in group)
            )
            for pk, *row in asked:
                record = row.pop(0) if back else pk
                for facet, is_records, said in _by_facet(facets, counted, row):
                    values = self._values(facet, said)
                    found[pk][facet.name].update(values)
                    if is_records:
                        self._records[record][facet.name].update(values)
        return found

    def _values(self, facet: Facet, said: Sequence[Any]) -> Iterable[str]:
        if facet.family:
            slugs = self._ancestry[facet.family.name].slugs(said[0])
            return slugs[:1] if facet.itself else slugs
        return facet.values(*said)

    def of_record(self, pk: int) -> Mapping[str, Iterable[str]]:
        """Return every value of a record's facets: its own, and those of its parts that count."""
        found = self._records[pk]
        return {name: found[name] for name in self._names}

    def own(self, part: RecordPart, pk: int) -> Mapping[str, Iterable[str]]:
        """Return the values that a part has by itself, and none of its record's."""
        return self._own[part][pk]

    def of_part(self, part: RecordPart, pk: int, record: int) -> Mapping[str, Iterable[str]]:
        """Return the values of a part: its own, or else those it has from its record."""
        own, above = self._own[part][pk], self._own[None][record]
        return {
            name: (own if is_own and (own[name] or not by_default) else above)[name]
            for name, is_own, by_default in self._of_part[part]
        }


def _by_facet(
    facets: Sequence[Facet], counted: Sequence[bool], row: Sequence[Any]
) -> Iterator[tuple[Facet, bool, Sequence[Any]]]:
    """Yield what a row holds for each facet: column by column, or those that belong together."""
    whole: dict[Facet, tuple[bool, list[Any]]] = {}
    for facet, is_records, value in zip(facets, counted, row, strict=True):
        if facet.together:
            whole.setdefault(facet, (is_records, []))[1].append(value)
        else:
            yield facet, is_records, [value]
    for facet, (is_records, columns) in whole.items():
        yield facet, is_records, columns


def _in_queries(rows: QuerySet[Any], columns: list[_Column]) -> list[list[_Column]]:
    """Return columns in groups that one query can read: along one relation, under one condition."""
    groups: dict[Any, list[_Column]] = defaultdict(list)
    for column in columns:
        way = _to_many(rows.model, column.selected)
        groups[way, tuple(sorted(map(repr, column.facet.where.items())))].append(column)
    return list(groups.values())


def _to_many(model: Any, path: str) -> str:
    """Return the beginning of a path up to the last relation that leads to many rows."""
    names, last = path.split("__"), 0
    for place, name in enumerate(names, start=1):
        field = model._meta.get_field(name)
        if field.is_relation:
            if field.one_to_many or field.many_to_many:
                last = place
            model = field.related_model
    return "__".join(names[:last])
