"""Lists with facets and a search box, answered by the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.generic import TemplateView

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.export.views import ListDownloads, WholeList
from wellbeing_portal.core.unanswered.noting import note_after
from wellbeing_portal.core.words import counted, opening, plural
from wellbeing_portal.search import (
    Question,
    Reader,
    Spelling,
    current,
    did_you_mean,
    in_order,
    snippets,
)

from . import whole_facets
from .bound import Bound, bind
from .chosen_filters import address, changed
from .facets import facets_of
from .filtersets import PortalFilterSet
from .listing import Sorts, no_such_sort, sort_of
from .nothing_found import ways_on
from .paging import PAGE_SIZE, no_such_page, page_links, page_number
from .results import Results, facet_names, in_words
from .widened import widened_words

BEST_FIRST = "relevance"
"""The order of the best match first, which only a list that was searched for words has."""


class FacetedListView(ListDownloads, TemplateView):
    """A list that the index answers: words, facets, counts and order from one question.

    ``queryset`` says which rows may be shown and what is fetched with them; the index says which
    of them match, and SQL then fetches only one page of them.
    """

    paginate_by = PAGE_SIZE
    queryset: QuerySet[Any]
    sorts: Sorts
    noun: str
    filterset_class: type[PortalFilterSet]
    index_kind: str
    always: Mapping[str, Sequence[str]] = {}
    feed = ""
    """The name of its feed's address, if it has one, and the order that brings the newest first."""
    feed_sort = "newest"

    @classmethod
    def heading(cls) -> str:
        """Return what the list is called: “Case studies”."""
        return opening(plural(cls.noun))

    # ── Bind ─────────────────────────────────────────────────────────────────────────────

    @classmethod
    def bind(cls, query: QueryDict, reader: Reader) -> Bound:
        """Return what an address asks for; the list, its files and its feed read it alike."""
        return bind(cls.filterset_class, cls.index_kind, query, reader.memory, always=cls.always)

    @classmethod
    def sort_of(cls, bound: Bound) -> str:
        """Return the order asked for; with words the best match comes first unless asked."""
        asked = bound.query.get("sort", "")
        if asked in {"", BEST_FIRST} and bound.search.text:
            return BEST_FIRST
        return sort_of(asked, cls.sorts)

    # ── Ask ──────────────────────────────────────────────────────────────────────────────

    def find(self, reader: Reader, bound: Bound) -> Results:
        """Return the page asked for and the counts of every facet, by one question."""
        wanted, sort = self.request.GET.get("page", ""), self.request.GET.get("sort", "")
        question = Question(
            bound.search,
            self.sort_of(bound),
            page_number(wanted),
            self.paginate_by,
            facets=tuple(facet_names(bound.filterset).values()),
            told=bool(bound.search.text),
        )
        matches = reader.ask(question)
        unknown = no_such_sort(sort, self.sorts) if sort != BEST_FIRST else []
        return in_words(
            bound,
            matches,
            noun=self.noun,
            path=self.request.path,
            ignored=[
                *unknown,
                *no_such_page(wanted, matches.pages),
                *whole_facets.problems(self.request, bound.filterset.facets),
            ],
        )

    def facet_alone(self, name: str) -> HttpResponse:
        """Return one facet with every option, for a script that puts it into the page."""
        reader = current()
        bound = self.bind(self.request.GET, reader)
        (facet,) = facets_of(whole_facets.counted_alone(reader, bound, name, noun=self.noun))
        return whole_facets.part(self.request, facet)

    def whole_list(self) -> WholeList:
        """Return everything that the filters leave, in the order asked for."""
        reader = current()
        bound = self.bind(self.request.GET, reader)
        sort = self.sort_of(bound)
        keys = reader.ask(Question(bound.search, sort, size=None, told=False)).ids
        order = gettext(self.sorts[sort].label) if sort in self.sorts else ""
        asked = {name: bound.chosen_in(name) for name in bound.filterset.facets}
        return WholeList(self.queryset.model, keys, order, bound.filters_in_words, asked)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the list, or with just one of its facets if that is asked for."""
        alone = whole_facets.asked_alone(request, self.filterset_class.base_filters)
        return self.facet_alone(alone) if alone else super().get(request, *args, **kwargs)

    # ── Render ───────────────────────────────────────────────────────────────────────────

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page of records, the filters, and help where nothing matches."""
        reader = current()
        bound = self.bind(self.request.GET, reader)
        results = self.find(reader, bound)
        pages = Paginator(range(results.total), self.paginate_by)
        records = in_order(self.queryset.all(), results.keys)
        return (
            super().get_context_data(**kwargs)
            | page_links(pages.page(results.matches.page))
            | self.filters(results)
            | self.words(reader, results, records)
            | {
                "results": results,
                "object_list": records,
                "ignored": list(results.ignored),
                "sentence": results.sentence,
                "title": results.title(self.heading()),
                "total": results.total,
                "noun": self.noun,
                "noun_plural": counted(2, self.noun)[2:],
                "feed_url": self.feed_url(bound),
                "ways_on": ways_on(self.bind, self.request.path, reader, results),
            }
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Answer; words that found nothing are noted after that, unless filters may be why."""
        response = super().render_to_response(context, **kwargs)
        results: Results = context["results"]
        search, chosen = results.bound.search, {one.parameter for one in results.bound.chosen}
        if search.text and search.widen and chosen <= {"q"} and not results.total:
            note_after(response, self.request, search.text, searched=search.kind)
        return response

    def filters(self, results: Results) -> dict[str, Any]:
        """Return what the form shows."""
        bound = results.bound
        sorts = [(name, gettext(sort.label)) for name, sort in self.sorts.items()]
        if bound.search.text:
            sorts = [(BEST_FIRST, gettext("Best match first")), *sorts]
        return {
            "sorts": sorts,
            "sort": self.sort_of(bound),
            "filterset": bound.filterset,
            "facets": whole_facets.as_asked(self.request, facets_of(results)),
            "range_fields": bound.filterset.range_fields(),
            "chips": results.chips,
            "clear_url": self.request.path,
            "kept": [*kept(bound), *whole_facets.kept(self.request, bound.filterset.facets)],
        }

    def words(self, reader: Reader, results: Results, records: Sequence[Any]) -> dict[str, Any]:
        """Return what is said of the words searched for, and mark them in the records."""
        search = results.bound.search
        said = {
            "dropped": results.matches.dropped,
            "absent": results.matches.absent,
            "near": results.matches.near,
            "widenings": widened_words(results.matches.widenings),
            "unwidened_url": self.url_with("widen", "no"),
            "widened_url": self.url_with("widen", ""),
            "is_widened": search.widen,
        }
        if not search.text:
            return said | {"spelling": None}
        marked = snippets(reader, results.found, search.text, widen=search.widen)
        by_row = {one.pk: snippet for one, snippet in zip(results.found, marked, strict=True)}
        for row in records:
            row.snippet = by_row[row.pk]
        spelling: Spelling | None = did_you_mean(reader, search.text, kind=self.index_kind)
        if spelling and not reader.total(replace(search, text=spelling.text)):
            spelling = None
        return said | {
            "spelling": spelling,
            "spelling_url": spelling and self.url_with("q", spelling.text),
        }

    def feed_url(self, bound: Bound) -> str:
        """Return the address of the feed of just this list, if there is one."""
        return address(address_of(self.feed), bound.filters()) if self.feed else ""

    def url_with(self, name: str, value: str) -> str:
        """Return the address of this list with one parameter changed, on its first page."""
        return address(self.request.path, changed(self.request.GET, name, value))


def kept(bound: Bound) -> list[tuple[str, str]]:
    """Return what the address says and the form has no field for, so that it hands it on."""
    filterset = bound.filterset
    ranges = (one.name for one in filterset.range_fields())
    fields = {*filterset.facets, *filterset.ticks, *ranges, "q"}
    others = [(one.parameter, one.value) for one in bound.chosen if one.parameter not in fields]
    return others if bound.search.widen else [*others, ("widen", "no")]
