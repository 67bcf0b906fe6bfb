"""Pages that are filtered like a list but show something else: a map, a diagram, a table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.generic import TemplateView

from wellbeing_portal.core.words import counted
from wellbeing_portal.search import Question, Reader, current

from . import whole_facets
from .bound import Bound, bind
from .chosen_filters import NOT_STATE, address
from .facets import found_facets_of
from .filtersets import PortalFilterSet
from .nothing_found import ways_on
from .results import Results, facet_names, in_words


class FilteredPage(TemplateView):
    """A page with the filters of a list.

    ``state`` are parameters of the page's own, which filters must not lose; ``left_out`` are
    filters of the list that make no sense here, and what the page says of them. The form is
    long, so it is shown when ``filters=show`` asks for it.

    A page says in ``question`` what it wants to know of what the filters leave, and in ``shown``
    what it makes of the answer.
    """

    filterset_class: type[PortalFilterSet]
    index_kind: str
    noun: str
    state: tuple[str, ...] = ()
    left_out: Mapping[str, str] = {}
    always: Mapping[str, Sequence[str]] = {}
    """Values of facets without which nothing is found."""

    # ── Bind and ask ─────────────────────────────────────────────────────────────────────

    def bind(self, query: QueryDict, reader: Reader) -> Bound:
        """Return what an address of this page asks for."""
        return bind(
            self.filterset_class,
            self.index_kind,
            query,
            reader.memory,
            always=self.always,
            left_out=self.left_out,
        )

    def question(self, bound: Bound) -> Question:
        """Return what the page itself wants to know; the form's facets are counted with it."""
        return Question(bound.search, size=0)

    def find(self, reader: Reader) -> Results:
        """Return what the filters leave, by one question."""
        bound = self.bind(self.request.GET, reader)
        question = self.question(bound)
        names = facet_names(bound.filterset)
        form = [names[name] for name in self.form_facets(bound)]
        facets = tuple(dict.fromkeys([*question.facets, *form]))
        matches = reader.ask(replace(question, facets=facets))
        unknown = whole_facets.problems(self.request, bound.filterset.facets)
        return in_words(bound, matches, noun=self.noun, path=self.request.path, ignored=unknown)

    def facet_alone(self, name: str) -> HttpResponse:
        """Return one facet with every option, for a script that puts it into the page."""
        reader = current()
        bound = self.bind(self.request.GET, reader)
        counted_alone = whole_facets.counted_alone(reader, bound, name, noun=self.noun)
        (facet,) = found_facets_of(counted_alone, [name])
        return whole_facets.part(self.request, facet)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the page, or with just one of its facets if that is asked for."""
        alone = whole_facets.asked_alone(request, self.filterset_class.base_filters)
        if alone and alone not in self.hidden_facets():
            return self.facet_alone(alone)
        return super().get(request, *args, **kwargs)

    # ── Render ───────────────────────────────────────────────────────────────────────────

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows, and the form of its filters."""
        reader = current()
        results = self.find(reader)
        shown = self.shown(reader, results)
        ignored = [*results.ignored, *shown.pop("ignored", ())]
        return (
            super().get_context_data(**kwargs)
            | self.form(results)
            | shown
            | {
                "ignored": ignored,
                "ways_on": ways_on(self.bind, self.request.path, reader, results),
            }
        )

    def shown(self, reader: Reader, results: Results) -> dict[str, Any]:
        """Return what the page makes of the answer, and what else of its address it ``ignored``."""
        raise NotImplementedError

    @property
    def filters_shown(self) -> bool:
        """Whether the form of filters is open."""
        return self.request.GET.get("filters") == "show"

    def hidden_facets(self) -> Collection[str]:
        """Return the facets that the page itself offers, so that its form does not."""
        return ()

    def form_facets(self, bound: Bound) -> list[str]:
        """Return the facets that the form shows, by parameter."""
        if not self.filters_shown:
            return []
        hidden = self.hidden_facets()
        return [name for name in bound.filterset.facets if name not in hidden]

    def own_state(self) -> list[tuple[str, str]]:
        """Return the parameters of the page itself, as its form hands them on."""
        names = (*self.state, "filters", *self.hidden_facets())
        own = [(name, one) for name in names for one in self.request.GET.getlist(name) if one]
        return own + whole_facets.kept(self.request, self.filterset_class.base_filters)

    def page_address(self, query: QueryDict) -> str:
        """Return the address of this page with other parameters."""
        return address(self.request.path, query)

    def url_with(self, **changes: str) -> str:
        """Return the address of this page with some parameters changed; empty ones go."""
        query = self.request.GET.copy()
        for name in NOT_STATE:
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = value
        return self.page_address(query)

    def form(self, results: Results) -> dict[str, Any]:
        """Return what the form of filters shows."""
        bare = QueryDict(mutable=True)
        for name, value in self.own_state():
            if name not in self.hidden_facets():
                bare.appendlist(name, value)
        bound = results.bound
        return {
            "results": results,
            "filterset": bound.filterset,
            # What would find nothing is left out: here nobody has come to choose from a list.
            "facets": whole_facets.as_asked(
                self.request, found_facets_of(results, self.form_facets(bound))
            ),
            "range_fields": bound.filterset.range_fields() if self.filters_shown else [],
            "filters_shown": self.filters_shown,
            "filters_url": self.url_with(filters="" if self.filters_shown else "show"),
            "chips": results.chips,
            "clear_url": self.page_address(bare),
            "own_state": self.own_state(),
            "sentence": results.sentence,
            "filters_title": results.title(""),
            "noun": self.noun,
            "noun_plural": counted(2, self.noun)[2:],
            "total": results.total,
        }
