"""The values of facets, read for many records at a time, for the documents of the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from wellbeing_portal.core.indexed.among import among
from wellbeing_portal.core.indexed.concepts import Ancestry
from wellbeing_portal.search import Keys

from .facet import Facet
from .record import FacetedRecord, RecordPart

Values = frozenset[str]
"""The values that something has in one facet. What has the same may share them."""

ByKey = dict[int, Values]
"""The values of one facet, by what has them; what has none is left out."""

NONE: Values = frozenset()


class Facets(dict[str, Values]):
    """The values of each facet, of which those without any are left out."""

    def __missing__(self, name: str) -> Values:
        return NONE


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
        self._own: dict[RecordPart | None, dict[str, ByKey]] = {}
        self._records: dict[str, ByKey] = defaultdict(dict)
        of_record = [_Column(f, p) for f in record.facets for p in f.paths if not self._part(p)]
        rows = record.model._default_manager.filter(**among("pk", keys))
        self._own[None] = self._read(rows, of_record, "")
        for part in record.parts:
            of_part = [
                _Column(facet, part.own(path), is_records)
                for facet in record.facets
                for paths, is_records in ((facet.paths, True), (facet.of_parts, False))
                for path in paths
                if part.holds(path)
            ]
            rows = part.model._default_manager.filter(**among(f"{part.back}__pk", keys))
            self._own[part] = self._read(rows, of_part, part.back)
        self._of_part = {
            part: [one for one in record.facets if record.own_paths(one, part)]
            for part in record.parts
        }
        self._shared = {
            part: {
                one.name: self._own[None][one.name]
                for one in record.facets
                if record.is_shared(one) and not record.own_paths(one, part)
            }
            for part in record.parts
        }
        self._from_record: dict[tuple[RecordPart, int], Facets] = {}

    def _part(self, path: str) -> RecordPart | None:
        return next((part for part in self.record.parts if part.holds(path)), None)

    def _read(self, rows: QuerySet[Any], columns: list[_Column], back: str) -> dict[str, ByKey]:
        """Return the values of rows by facet and key; they count for their records as well."""
        found: dict[str, ByKey] = defaultdict(dict)
        for group in _in_queries(rows, columns):
            owner = [back] if back else []
            selected = [column.selected for column in group]
            # Which rows on the way count is said of those that lead from the record.
            counted = rows if back else rows.filter(**group[0].facet.where)
            asked = list(counted.order_by().values_list("pk", *owner, *selected))
            for facet, is_records, places in _by_facet(group, 1 + len(owner)):
                own, of_record = found[facet.name], self._records[facet.name]
                for row, values in zip(asked, self._values(facet, asked, places), strict=True):
                    if values:
                        _note(own, row[0], values)
                        if is_records:
                            _note(of_record, row[len(owner)], values)
        return found

    def _values(
        self, facet: Facet, rows: Iterable[Sequence[Any]], places: Sequence[int]
    ) -> Iterator[Values]:
        """Yield the values that each row has: worked out once for all that hold the same."""
        known: dict[Any, Values] = {}
        for held in map(itemgetter(*places), rows):
            values = known.get(held)
            if values is None:
                said = held if len(places) > 1 else [held]
                values = known[held] = frozenset(self._said(facet, said))
            yield values

    def _said(self, facet: Facet, held: Sequence[Any]) -> Iterable[str]:
        if facet.family:
            slugs = self._ancestry[facet.family.name].slugs(held[0])
            return slugs[:1] if facet.itself else slugs
        return facet.values(*held)

    def of_record(self, pk: int) -> Facets:
        """Return every value of a record's facets: its own, and those of its parts that count."""
        return _of_one(self._records, pk)

    def own(self, part: RecordPart, pk: int, facet: str) -> Values:
        """Return the values of a facet that a part has by itself, and none of its record's."""
        return self._own[part][facet].get(pk, NONE)

    def of_part(self, part: RecordPart, pk: int, record: int) -> Facets:
        """Return the values of a part: its own, or else those it has from its record."""
        shared = self._from_record.get((part, record))
        if shared is None:
            shared = self._from_record[part, record] = _of_one(self._shared[part], record)
        found, own, above = Facets(shared), self._own[part], self._own[None]
        for facet in self._of_part[part]:
            values = own[facet.name].get(pk)
            if values is None and facet.by_default:
                values = above[facet.name].get(record)
            if values:
                found[facet.name] = values
        return found


def _of_one(held: Mapping[str, ByKey], pk: int) -> Facets:
    return Facets({name: by_key[pk] for name, by_key in held.items() if pk in by_key})


def _note(found: ByKey, key: int, values: Values) -> None:
    before = found.get(key)
    found[key] = values if before is None else before | values


def _by_facet(
    columns: Sequence[_Column], first: int
) -> Iterator[tuple[Facet, bool, Sequence[int]]]:
    """Yield where a row holds the values of each facet: in one place, or in several together."""
    whole: dict[Facet, tuple[bool, list[int]]] = {}
    for place, column in enumerate(columns, start=first):
        if column.facet.together:
            whole.setdefault(column.facet, (column.is_records, []))[1].append(place)
        else:
            yield column.facet, column.is_records, [place]
    for facet, (is_records, places) in whole.items():
        yield facet, is_records, places


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
