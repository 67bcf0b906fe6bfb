"""A kind of record with everything that can be asked of it and of its parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Exists, Model, Q

from wellbeing_portal.core.lists.filters import FacetFilter
from wellbeing_portal.core.lists.vocabulary import Vocabulary

from .facet import Facet
from .family import Family
from .ranges import Range, RangeEnd


@dataclass(frozen=True, eq=False)
class RecordPart:
    """What belongs to a record and has documents of its own: a finding, an initiative.

    ``relation`` leads from the record to it, ``back`` from it to the record.
    """

    model: type[Model]
    relation: str
    back: str

    def own(self, path: str) -> str:
        """Return what is left of a path from the record behind this part, or nothing."""
        return path.removeprefix(f"{self.relation}__") if self.holds(path) else ""

    def holds(self, path: str) -> bool:
        """Tell whether a path from the record runs through this part."""
        return path.startswith(f"{self.relation}__")


@dataclass(frozen=True)
class Tag:
    """A family that records of ``model`` are tagged with, by ``relation``.

    ``phrase`` joins its concepts to a sentence about a record.
    """

    family: Family
    heading: str
    key: str
    phrase: str
    relation: str
    model: type[Model]

    @property
    def is_plain(self) -> bool:
        """Whether the relation leads to the concepts, and not to rows that say more of each."""
        return self.model._meta.get_field(self.relation).related_model is self.family.model


def field_at(model: type[Model], path: str) -> Any:
    """Return the field of one row that a path leads to, or None where it leads to many, or none."""
    field: Any = None
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except (AttributeError, FieldDoesNotExist):
            return None
        if field.one_to_many or field.many_to_many:
            return None
        model = field.related_model
    return None if field.is_relation else field


@dataclass(frozen=True, eq=False)
class FacetedRecord:
    """A kind of record: its facets, its numbers, and its parts.

    It is the one place that says what can be asked. Filters, fields of the index and what they
    depend on, files and comparisons all come from it.
    """

    model: type[Model]
    facets: tuple[Facet, ...]
    ranges: tuple[Range, ...] = ()
    parts: tuple[RecordPart, ...] = ()

    def named(self, name: str) -> Facet:
        """Return the facet of a name."""
        (found,) = (one for one in self.facets if one.name == name)
        return found

    def facets_of(self, part: RecordPart | None = None) -> tuple[str, ...]:
        """Return the names of the facets that the documents of the record, or a part, have."""
        return tuple(one.name for one in self.facets if self.has(one, part))

    def has(self, facet: Facet, part: RecordPart | None = None) -> bool:
        """Tell whether the documents of the record, or of a part, have values of a facet."""
        if part is None:
            return bool(facet.paths)
        return bool(self.own_paths(facet, part)) or self.is_shared(facet)

    def own_paths(self, facet: Facet, part: RecordPart) -> tuple[str, ...]:
        """Return the paths from a part to the values of a facet that it has by itself."""
        paths = (*facet.paths, *facet.of_parts)
        return tuple(part.own(path) for path in paths if part.holds(path))

    def is_shared(self, facet: Facet) -> bool:
        """Tell whether each part has the record's values of a facet."""
        return bool(facet.shared and facet.paths) and all(map(self._is_own, facet.paths))

    @property
    def columns(self) -> list[Facet]:
        """The facets that are columns of files and no families."""
        return [one for one in self.facets if one.heading and not one.family]

    @property
    def tags(self) -> list[Tag]:
        """The families of concepts that a record itself is tagged with, in order."""
        return [
            Tag(facet.family, facet.heading, facet.key, facet.phrase, relation, self.model)
            for facet in self.facets
            if facet.family
            for relation in [path.partition("__")[0] for path in facet.paths if self._is_own(path)]
        ]

    @property
    def plain_tags(self) -> list[Tag]:
        """Those of whose concepts a record says no more than that it has them."""
        return [tag for tag in self.tags if tag.is_plain]

    @property
    def stated(self) -> list[Range]:
        """The ranges that are numbers of their own, with a heading, and no period."""
        return [one for one in self.ranges if one.heading]

    def said_of(self, record: Any) -> Iterator[tuple[str, int]]:
        """Yield the numbers that a record states, each with its heading."""
        for one in self.stated:
            if (number := getattr(record, one.columns[0])) is not None:
                yield one.heading, number

    def _is_own(self, path: str) -> bool:
        return not any(part.holds(path) for part in self.parts)

    @property
    def reads(self) -> tuple[str, ...]:
        """Every path from the record that a facet or a number comes from."""
        return (
            *(path for facet in self.facets for path in facet.reads),
            *(column for one in self.ranges for column in one.columns),
        )

    @property
    def numbers(self) -> tuple[str, ...]:
        """The names of its numbers in the index."""
        return tuple(name for one in self.ranges for name in one.numbers)

    def numbers_of(self, record: Any) -> dict[str, int]:
        """Return the numbers of a record, for its documents."""
        return {name: value for one in self.ranges for name, value in one.of_record(record).items()}

    def filters(
        self, part: RecordPart | None = None, but: Collection[str] = ()
    ) -> Iterator[tuple[str, django_filters.Filter]]:
        """Yield the filters of a list of these records, or of one of their parts.

        ``but`` names facets that such a list goes without.
        """
        for facet in self.facets:
            if facet.name not in but and (one := self._filter(facet, part)):
                yield facet.asked_as, one
        for bound in (bound for one in self.ranges for bound in one.bounds):
            yield bound.parameter, bound.filter(self._of_part(bound, part) if part else None)

    def _filter(self, facet: Facet, part: RecordPart | None) -> FacetFilter | None:
        """Return the filter of a facet, unless pages alone ask it, or nothing here has it."""
        paths, where = facet.of_parts if facet.by_part else facet.paths, facet.where
        otherwise: FacetFilter | None = None
        if part is not None:
            paths = self.own_paths(facet, part)
            above = facet.along(part.back)
            if not paths:
                paths, where = above.paths, above.where
            elif facet.by_default:
                otherwise, where = _asking(above, above.paths, above.where), {}
        if facet.vocabulary is None or not (paths or facet.filter_class is not FacetFilter):
            return None
        firmly = self._firmly(facet, part) if part is not None and facet.firmly else None
        return _asking(facet, paths, where, otherwise, firmly)

    def _firmly(self, facet: Facet, part: RecordPart) -> FacetFilter:
        """Return the filter of a facet that leaves out what was only inferred."""
        firm = self.named(facet.firmly)
        return _asking(firm, self.own_paths(firm, part), {}, vocabulary_of=facet)

    def _of_part(self, bound: RangeEnd, part: RecordPart) -> Callable[[int], Q | Exists]:
        """Return the condition that a bound's holds of the record of a part."""
        records = self.model._default_manager
        return lambda number: Q(**{f"{part.back}__in": records.filter(bound.condition(number))})


def _asking(
    facet: Facet,
    paths: Sequence[str],
    where: Mapping[str, Any],
    otherwise: FacetFilter | None = None,
    firmly: FacetFilter | None = None,
    *,
    vocabulary_of: Facet | None = None,
) -> FacetFilter:
    """Return the filter of a facet along some paths."""
    return facet.filter_class(
        paths,
        (vocabulary_of or facet).vocabulary or Vocabulary,
        phrase=facet.phrase,
        offered=facet.offered,
        condition=Q(**where) if where else None,
        otherwise=otherwise,
        firmly=firmly,
        facet=facet.name,
        single=facet.single,
        label=facet.label,
        field_name=facet.asked_as,
    )
