"""Query parameters that become filters, and say what they could not use.

A FilterSet of the portal binds the parameters of its list. The page, its files, its feed and its
API all bind the same one. A parameter may repeat: its values are joined by OR, different
parameters by AND. Which parameters there are, the facets and ranges of its kind of record say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext, gettext_noop

from wellbeing_portal.core.facets import FacetedRecord, RecordPart
from wellbeing_portal.core.redirects import Moved
from wellbeing_portal.search import Memory, Search

from .fields import too_long
from .filters import FacetFilter, RangeFilter, TextFilter
from .remembered import read_once


@dataclass(frozen=True)
class Chosen:
    """One filter in force: which parameter, which value, what people call both.

    Where it is ``alone``, its parameter has no other value.
    """

    parameter: str
    value: str
    facet_label: str
    label: str
    alone: bool = False


WIDTHS = (2, 3, 4, 5, 10, 20, 30)
"""The widths that boxes can have, in characters."""


@dataclass(frozen=True)
class RangeField:
    """One end of a range as the form shows it, in a box of a width for the longest number."""

    name: str
    label: str
    typed: str
    error: str
    width: int


class PortalFilterSet(django_filters.FilterSet):
    """The filters of one list, bound to the parameters of one address.

    A list of ``record``, or of one ``part`` of it, has all their facets and ranges, ``but`` for
    the facets named. Filters of a class's own come last. ``memory`` keeps vocabularies for as
    long as the content stays the same.

    Raises:
        Moved: when a value is called something else now.
    """

    record: FacetedRecord | None = None
    part: RecordPart | None = None
    but: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    """Parameters that are no facets and that the form shows as boxes to tick."""
    part_kind = ""
    """The kind of document of the parts of which some filters are asked, if any are."""

    def __init__(
        self,
        data: QueryDict,
        queryset: QuerySet[Any] | None = None,
        *,
        memory: Memory | None = None,
    ) -> None:
        super().__init__(data, queryset)
        memory = memory or Memory()
        for name, one in self.facets.items():
            # Not the filter's own, which is a copy: the declared one is the same every time.
            read = self.base_filters[name].vocabulary
            one.vocabulary = one.extra["vocabulary"] = partial(read_once, memory, read)
            if one.offered is not None:
                one.offered = partial(read_once, memory, self.base_filters[name].offered)
            if one.firmly is not None:
                one.firmly.vocabulary = one.vocabulary
            if one.otherwise is not None:
                one.otherwise.vocabulary = one.vocabulary
        self.form.full_clean()
        moved = {name: getattr(one, "moved", {}) for name, one in self.form.fields.items()}
        if any(moved.values()):
            raise Moved(moved)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """Return the filters by parameter: the words, what the record declares, and its own."""
        own = super().get_filters()
        if cls.record is None:
            return own
        declared = dict(cls.record.filters(cls.part, cls.but))
        return {"q": TextFilter(label=gettext_noop("Search"), field_name="q"), **declared, **own}

    @cached_property
    def form(self) -> Any:
        """The form that reads the values; its fields are made for it alone and need no copy."""
        form = forms.Form(self.data)
        form.fields = {name: one.field for name, one in self.filters.items()}
        return form

    @property
    def values(self) -> Mapping[str, Any]:
        """What could be used of each parameter."""
        return self.form.cleaned_data

    @property
    def text(self) -> str:
        """The words searched for."""
        return str(self.values.get("q", ""))

    def search(
        self, kind: str, *, widen: bool = True, always: Mapping[str, Sequence[str]] | None = None
    ) -> Search:
        """Return what the index is asked: the words, the chosen values and the ranges.

        ``always`` are values of facets that the list never goes without.
        """
        selection = self.selection() | dict(always or {})
        return Search(kind, self.text, selection, self.ranges(), widen=widen)

    def selection(self) -> dict[str, Sequence[str]]:
        """Return the chosen values of each facet that has any, by its name in the index."""
        return {
            facet: self.facets[name].in_index(self.values[name])
            for name, facet in self.index_names().items()
            if self.values.get(name)
        }

    def index_names(self) -> dict[str, str]:
        """Return what the index calls each facet, by parameter."""
        return {name: one.facet or name for name, one in self.facets.items()}

    def ranges(self) -> dict[str, tuple[int | None, int | None]]:
        """Return the least and the greatest of each number that is bounded."""
        bounds: dict[str, tuple[int | None, int | None]] = {}
        for name, one in self.filters.items():
            value = self.values.get(name)
            if isinstance(one, RangeFilter) and value is not None:
                least, most = bounds.get(one.number, (None, None))
                bounds[one.number] = (least, value) if one.at_most else (value, most)
        return bounds

    @property
    def facets(self) -> dict[str, FacetFilter]:
        """The filters that are facets, by parameter."""
        return {n: one for n, one in self.filters.items() if isinstance(one, FacetFilter)}

    def range_fields(self) -> list[RangeField]:
        """Return the ends of ranges as the form shows them, with what was typed."""
        return [
            RangeField(
                name,
                gettext(one.label),
                self.data.get(name, "")[:20],
                " ".join(self.form.errors.get(name, [])),
                next(width for width in WIDTHS if width >= one.field.room),
            )
            for name, one in self.filters.items()
            if isinstance(one, RangeFilter)
        ]

    def problems(self) -> dict[str, list[str]]:
        """Return what could not be used, by parameter, in plain words."""
        found: dict[str, list[str]] = {}
        for name, errors in self.form.errors.items():
            found[name] = [str(error) for error in errors]
        for name, one in self.facets.items():
            for value in self.form.fields[name].ignored:
                found.setdefault(name, []).append(
                    gettext("There is no %(lower)s “%(value)s”.")
                    % {"lower": gettext(one.label).lower(), "value": value[:50]}
                )
        if unread := too_long(str(self.data.get("q", ""))):
            found.setdefault("q", []).extend(unread)
        return found

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what every filter keeps; a value that could not be used counts as absent."""
        for name, one in self.filters.items():
            if name in self.values:
                queryset = one.filter(queryset, self.values[name])
        return queryset

    @property
    def qs(self) -> QuerySet[Any]:
        """The records that the facets and ranges keep, in plain SQL."""
        return self.filter_queryset(self.queryset.all())

    def chosen(self) -> list[Chosen]:
        """Return every filter in force, in the order of the form."""
        found: list[Chosen] = []
        for name, one in self.filters.items():
            value = self.values.get(name)
            if isinstance(one, FacetFilter):
                found += [
                    Chosen(name, each, gettext(one.label), one.vocabulary().label(each))
                    for each in value or ()
                ]
            elif isinstance(one, RangeFilter) and value is not None:
                written = one.field.written(value)
                found.append(Chosen(name, str(value), gettext(one.label), written, alone=True))
            elif isinstance(one, TextFilter) and value:
                label = gettext(one.label)
                found.append(Chosen(name, value, label, f"“{value}”", alone=True))
        return found

    def phrases(self) -> list[tuple[str, list[str]]]:
        """Return how the filters read in a sentence: pairs such as ("in {}", ["Leeds"])."""
        return [(self.filters[name].phrase, labels) for name, labels in self.labels().items()]

    def labels(self) -> dict[str, list[str]]:
        """Return what people call the values in force, by parameter."""
        grouped: dict[str, list[str]] = {}
        for one in self.chosen():
            grouped.setdefault(one.parameter, []).append(one.label)
        return grouped
