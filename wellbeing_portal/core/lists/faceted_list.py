"""Lists with facets and a search box, answered by the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst

from wellbeing_portal.core.templatetags.portal import counted
from wellbeing_portal.search import Found, Reader, Search, current, did_you_mean, snippets

from . import whole_facets
from .chosen_filters import address, chips, filters_query, only, sentence, title, without
from .facets import Facet, build_facet, facet_counts
from .filtersets import PortalFilterSet
from .listing import ListingView

ALTERNATIVES = 8
"""Filters tried one by one when nothing matches, to say which of them stands in the way."""


class MatchedRows:
    """What a search finds, as something a paginator can count and cut."""

    def __init__(self, reader: Reader, asked: Search, sort: str) -> None:
        self.reader, self.asked, self.sort = reader, asked, sort

    @cached_property
    def total(self) -> int:
        """How many there are."""
        return self.reader.search(self.asked, limit=0).total

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> Sequence[Found]:
        start, stop = part.start or 0, part.stop if part.stop is not None else self.total
        return self.reader.search(
            self.asked, sort=self.sort, offset=start, limit=stop - start
        ).found


@dataclass(frozen=True)
class Relief:
    """A filter that could be taken away, or be the only one, and how many there would be then."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Related(Relief):
    """A concept near a chosen one, and how many it would give in the place of its facet."""

    chosen: str


class FacetedListView(ListingView):
    """A list that the index answers: words, facets, counts and order from one place.

    ``queryset`` says which rows may be shown and what is fetched with them; the index says which
    of them match, and SQL then fetches only one page of them.
    """

    filterset_class: type[PortalFilterSet]
    index_kind: str
    always: Mapping[str, Sequence[str]] = {}
    feed = ""
    """The name of its feed's address, if it has one, and the order that brings the newest first."""
    feed_sort = "newest"

    @classmethod
    def heading(cls) -> str:
        """Return what the list is called: “Case studies”."""
        return capfirst(counted(2, cls.noun)[2:])

    def get_sort(self) -> str:
        """Return the sort asked for; with words the best match comes first unless asked."""
        asked = self.request.GET.get("sort", "")
        if asked == "relevance" and not self.filterset.text:
            return self.default_sort
        if not asked and self.filterset.text:
            return "relevance"
        return "relevance" if asked == "relevance" else super().get_sort()

    def get_queryset(self) -> Any:
        """Bind the parameters and return what matches."""
        self.reader = current()
        self.filterset = self.filterset_class(self.request.GET, self.rows(), once=self.reader.once)
        self.sort = self.get_sort()
        widen = self.request.GET.get("widen") != "no"
        self.asked = self.filterset.search(self.index_kind, widen=widen, always=self.always)
        self.ignored += [text for texts in self.filterset.problems().values() for text in texts]
        self.ignored += whole_facets.problems(self.request, self.filterset.facets)
        return MatchedRows(self.reader, self.asked, self.sort)

    def rows(self) -> QuerySet[Any]:
        """Return the rows that may be shown."""
        return self.queryset.all()  # type: ignore[union-attr]

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Any, ...]:
        """Cut out the page, and fetch its rows in the order of the index."""
        paginator, page, found, many = super().paginate_queryset(queryset, page_size)
        self.found = list(found)
        rows = {row.pk: row for row in self.rows().filter(pk__in=[one.pk for one in self.found])}
        page.object_list = [rows[one.pk] for one in self.found if one.pk in rows]
        return paginator, page, page.object_list, many

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the filters, what is chosen, and help where nothing matches."""
        context = super().get_context_data(**kwargs)
        total = context["total"]
        query, path = self.request.GET, self.request.path
        matches = self.reader.search(self.asked, limit=0)
        sorts = context["sorts"]
        if self.filterset.text:
            sorts = [("relevance", "Best match first"), *sorts]
        context |= {
            "sorts": sorts,
            "filterset": self.filterset,
            "facets": self.facets(),
            "range_fields": self.filterset.range_fields(),
            "chips": chips(self.filterset, query, path),
            "clear_url": path,
            "kept": self.kept(),
            "sentence": sentence(counted(total, self.noun), self.filterset.phrases()),
            "title": title(self.heading(), self.filterset.phrases()),
            "feed_url": self.feed_url(),
            "noun_plural": counted(2, self.noun)[2:],
            "relaxed": matches.relaxed,
            "widenings": matches.widenings,
            "unwidened_url": self.url_with("widen", "no"),
            "widened_url": self.url_with("widen", ""),
            "is_widened": self.asked.widen,
            "spelling": None,
        }
        if self.filterset.text:
            spelling = did_you_mean(self.reader, self.filterset.text, kind=self.index_kind)
            context["spelling"] = spelling
            context["spelling_url"] = spelling and self.url_with("q", spelling.text)
            marked = snippets(self.reader, self.found, self.filterset.text, widen=self.asked.widen)
            by_row = {one.pk: snippet for one, snippet in zip(self.found, marked, strict=True)}
            for row in context["object_list"]:
                row.snippet = by_row[row.pk]
        if not total:
            context["reliefs"] = self.reliefs()
            context["related"] = self.related()
            if not context["reliefs"] and not context["related"]:
                context["alone"] = self.alone()
        return context

    def feed_url(self) -> str:
        """Return the address of the feed of just this list, if there is one."""
        query = filters_query(self.filterset, widen=self.asked.widen)
        return address(reverse(self.feed), query) if self.feed else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the list, or with just one of its facets if that is asked for."""
        alone = whole_facets.asked_alone(request, self.filterset_class.base_filters)
        if alone:
            self.get_queryset()
            return whole_facets.part(request, self.facets([alone])[0])
        return super().get(request, *args, **kwargs)

    def facets(self, names: Iterable[str] = ()) -> list[Facet]:
        """Return every facet, or those named, with the count of each option under all others."""
        every = self.filterset.facets
        filters = {name: every[name] for name in names if name in every} if names else every
        counts = facet_counts(self.reader, self.asked, filters)
        return whole_facets.as_asked(
            self.request,
            [
                build_facet(
                    name,
                    one.label,
                    one.vocabulary(),
                    counts[name],
                    self.filterset.values.get(name) or (),
                    single=one.single,
                )
                for name, one in filters.items()
            ],
        )

    def kept(self) -> list[tuple[str, str]]:
        """Return what the address says and the form has no field for, so that it hands it on."""
        fields = [*self.filterset.facets, *(one.name for one in self.filterset.range_fields()), "q"]
        kept = [
            (c.parameter, c.value) for c in self.filterset.chosen() if c.parameter not in fields
        ]
        kept += whole_facets.kept(self.request, self.filterset.facets)
        return kept if self.asked.widen else [*kept, ("widen", "no")]

    def reliefs(self) -> list[Relief]:
        """Return which one filter, if taken away, would give how many, the most first."""
        chosen = self.filterset.chosen()
        if len(chosen) < 2:
            return []
        return self._fullest((one.label, without(self.request.GET, one)) for one in chosen)

    def alone(self) -> list[Relief]:
        """Return how many each filter would give by itself, the most first."""
        return self._fullest((one.label, only(one)) for one in self.filterset.chosen())

    def _fullest(self, offered: Iterable[tuple[str, QueryDict]]) -> list[Relief]:
        found = [self._relief(label, query) for label, query in islice(offered, ALTERNATIVES)]
        return sorted((one for one in found if one.count), key=lambda one: -one.count)

    def _relief(self, label: str, query: QueryDict) -> Relief:
        filterset = self.filterset_class(query, self.rows(), once=self.reader.once)
        asked = filterset.search(self.index_kind, widen=self.asked.widen, always=self.always)
        total = self.reader.search(asked, limit=0).total
        return Relief(label, total, address(self.request.path, query))

    def related(self) -> list[Related]:
        """Return concepts near the chosen ones that would find something, the fullest first."""
        chosen = [one for one in self.filterset.chosen() if one.parameter in self.filterset.facets]
        filters = {one.parameter: self.filterset.facets[one.parameter] for one in chosen}
        counts = facet_counts(self.reader, self.asked, filters)
        found = {
            (one.parameter, term.value): Related(
                term.label,
                counts[one.parameter][term.value],
                self.url_with(one.parameter, term.value),
                one.label,
            )
            for one in chosen
            for term in filters[one.parameter].vocabulary().near(one.value)
            if counts[one.parameter].get(term.value)
        }
        return sorted(found.values(), key=lambda one: -one.count)[:ALTERNATIVES]

    def url_with(self, name: str, value: str) -> str:
        """Return the address of this list with one parameter changed, on its first page."""
        query = self.request.GET.copy()
        query.pop("page", None)
        query[name] = value
        return address(self.request.path, query)
