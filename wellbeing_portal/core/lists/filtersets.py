"""Query parameters that become filters, and say what they could not use.

A FilterSet of the portal is the only place that names the parameters of its list. The page, its
files, its feed and its API all bind the same one. A parameter may repeat: its values are joined
by OR, different parameters by AND.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, Q, QuerySet
from django.http import QueryDict

from wellbeing_portal.core.redirects import Moved
from wellbeing_portal.search import Memory, Search

from .remembered import read_once
from .vocabulary import Vocabulary

TEXT_LIMIT = 500
"""Characters of a search that are read; the rest is left out, and the page says so."""
EARLIEST, LATEST = 1900, 2100


@dataclass(frozen=True)
class Chosen:
    """One filter in force: which parameter, which value, what people call both."""

    parameter: str
    value: str
    facet_label: str
    label: str


@dataclass(frozen=True)
class RangeField:
    """One end of a range as the form shows it."""

    name: str
    label: str
    typed: str
    error: str


class FacetField(forms.MultipleChoiceField):
    """Accepts known values; unknown ones are left out and kept in ``ignored``.

    Those of them that are known under another name stand in ``moved`` with it.
    """

    def __init__(self, *args: Any, vocabulary: Callable[[], Vocabulary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = vocabulary
        self.ignored: list[str] = []
        self.moved: dict[str, str] = {}

    def clean(self, value: Any) -> list[str]:
        """Return the known values, each once, in the order given."""
        given = list(dict.fromkeys(str(one) for one in value or [] if str(one).strip()))
        known = self.vocabulary()
        self.ignored = [one for one in given if one not in known]
        self.moved = known.moved(self.ignored) if self.ignored else {}
        return [one for one in given if one in known]


class FacetFilter(django_filters.MultipleChoiceFilter):
    """A facet: any of the chosen values, each with everything narrower, along any relation.

    ``phrase`` puts the values into a sentence: ``in {}`` gives “in Leeds or Sandwell”. ``facet``
    is what the index calls it, where that is not the parameter's name. With ``single`` the form
    lets one value be chosen at a time.
    """

    field_class = FacetField

    def __init__(
        self,
        relations: Sequence[str],
        vocabulary: Callable[[], Vocabulary],
        *,
        phrase: str,
        condition: Q | None = None,
        facet: str = "",
        single: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(vocabulary=vocabulary, **kwargs)
        self.facet = facet
        self.single = single
        self.relations = relations
        self.vocabulary = vocabulary
        self.phrase = phrase
        self.condition = condition

    def filter(self, qs: QuerySet[Any], value: Sequence[str]) -> QuerySet[Any]:
        """Keep the records tied to any of the values, or to anything narrower."""
        if not value:
            return qs
        wanted = self.vocabulary().with_narrower(value)
        tied = Q()
        for relation in self.relations:
            tied |= Q(**{f"{relation}__in": wanted})
        if self.condition is not None:
            tied &= self.condition
        # A subquery and never a join: a record tied twice still counts once.
        return qs.filter(pk__in=qs.model._default_manager.filter(tied).values("pk"))


class WholeNumberField(forms.Field):
    """A whole number between two bounds, or nothing."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def clean(self, value: Any) -> int | None:
        """Return the number.

        Raises:
            ValidationError: when it is not a whole number between the bounds.
        """
        text = str(value or "").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise ValidationError("Write a whole number.")
        if not self.least <= int(text) <= self.most:
            raise ValidationError(f"Write a number from {self.least} to {self.most}.")
        return int(text)


class RangeFilter(django_filters.Filter):
    """One end of a range: a whole number, and the condition it stands for.

    ``number`` is what the index bounds, from below or, with ``at_most``, from above.
    """

    field_class = WholeNumberField

    def __init__(
        self,
        condition: Callable[[int], Q | Exists],
        *,
        number: str,
        at_most: bool = False,
        phrase: str,
        within: tuple[int, int] = (EARLIEST, LATEST),
        **kwargs: Any,
    ) -> None:
        super().__init__(least=within[0], most=within[1], **kwargs)
        self.condition = condition
        self.number = number
        self.at_most = at_most
        self.phrase = phrase

    def filter(self, qs: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        """Keep the records for which the condition holds."""
        return qs if value is None else qs.filter(self.condition(value))


class TextField(forms.CharField):
    """Words to search for; what cannot be typed is dropped, and what is too long cut."""

    def clean(self, value: Any) -> str:
        """Return printable text of at most TEXT_LIMIT characters."""
        text = "".join(char if char.isprintable() else " " for char in str(value or ""))
        return " ".join(text.split())[:TEXT_LIMIT]


class TextFilter(django_filters.Filter):
    """The search box. The index answers it; in SQL it stands aside."""

    field_class = TextField
    phrase = "about {}"

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:  # noqa: ARG002 (as overridden)
        """Leave the records as they are: words are matched by the index."""
        return qs


class PortalFilterSet(django_filters.FilterSet):
    """The filters of one list, bound to the parameters of one address.

    ``memory`` keeps vocabularies for as long as the content stays the same.

    Raises:
        Moved: when a value is called something else now.
    """

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
        self.form.full_clean()
        moved = {name: getattr(one, "moved", {}) for name, one in self.form.fields.items()}
        if any(moved.values()):
            raise Moved(moved)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """Return the filters by parameter; ``from_`` in a class is the parameter ``from``."""
        return {name.rstrip("_"): one for name, one in super().get_filters().items()}

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
            one.facet or name: self.values[name]
            for name, one in self.facets.items()
            if self.values.get(name)
        }

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
                one.label,
                self.data.get(name, "")[:20],
                " ".join(self.form.errors.get(name, [])),
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
                    f"There is no {one.label.lower()} “{value[:50]}”."
                )
        if len(str(self.data.get("q", "")).strip()) > TEXT_LIMIT:
            found.setdefault("q", []).append(
                f"Only the first {TEXT_LIMIT} characters of the search were read."
            )
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
                    Chosen(name, each, one.label, one.vocabulary().label(each))
                    for each in value or ()
                ]
            elif isinstance(one, RangeFilter) and value is not None:
                found.append(Chosen(name, str(value), one.label, str(value)))
            elif isinstance(one, TextFilter) and value:
                found.append(Chosen(name, value, one.label, f"“{value}”"))
        return found

    def phrases(self) -> list[tuple[str, list[str]]]:
        """Return how the filters read in a sentence: pairs such as ("in {}", ["Leeds"])."""
        grouped: dict[str, list[str]] = {}
        for one in self.chosen():
            grouped.setdefault(one.parameter, []).append(one.label)
        return [(self.filters[name].phrase, labels) for name, labels in grouped.items()]


def any_of(words: Iterable[str]) -> str:
    """Join words as a person would: “a, b or c”."""
    *most, last = list(words)
    return f"{', '.join(most)} or {last}" if most else last
