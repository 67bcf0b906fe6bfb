"""Pages that are filtered like a list but show something else: a map, a diagram, a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from wellbeing_portal.core.templatetags.portal import counted
from wellbeing_portal.search import Reader, Search, current

from . import whole_facets
from .chosen_filters import (
    NOT_STATE,
    address,
    chips,
    filters_query,
    plain_sentence,
    sentence,
    title,
)
from .facets import Facet, build_facet, facet_counts
from .filtersets import PortalFilterSet
from .vocabulary import Vocabulary


class FilteredPage(TemplateView):
    """A page with the filters of a list.

    ``state`` are parameters of the page's own, which filters must not lose; ``left_out`` are
    filters of the list that make no sense here, and what the page says of them. The form is
    long, so it is shown when ``filters=show`` asks for it.
    """

    filterset_class: type[PortalFilterSet]
    index_kind: str
    noun: str
    state: tuple[str, ...] = ()
    left_out: Mapping[str, str] = {}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.ignored: list[str] = []

    @cached_property
    def reader(self) -> Reader:
        """The index, as it is during this request."""
        return current()

    @cached_property
    def filterset(self) -> PortalFilterSet:
        """The filters in force."""
        query = self.request.GET.copy()
        for name, why in self.left_out.items():
            if query.pop(name, None):
                self.ignored.append(why)
        bound = self.filterset_class(query, None, once=self.reader.once)
        self.ignored += [text for texts in bound.problems().values() for text in texts]
        self.ignored += whole_facets.problems(self.request, bound.facets)
        return bound

    @cached_property
    def asked(self) -> Search:
        """What the filters ask of the index."""
        return self.filterset.search(self.index_kind, widen=self.widen)

    @property
    def widen(self) -> bool:
        """Whether concepts that the words name are searched for as well."""
        return self.request.GET.get("widen") != "no"

    @cached_property
    def total(self) -> int:
        """How many records the filters leave."""
        return self.reader.search(self.asked, limit=0).total

    def filters_query(self, *, but: Iterable[str] = ()) -> QueryDict:
        """Return the filters in force as parameters, without those named."""
        return filters_query(self.filterset, widen=self.widen, but=but)

    @property
    def filters_shown(self) -> bool:
        """Whether the form of filters is open."""
        return self.request.GET.get("filters") == "show"

    def hidden_facets(self) -> Collection[str]:
        """Return the facets that the page itself offers, so that its form does not."""
        return ()

    def own_state(self) -> list[tuple[str, str]]:
        """Return the parameters of the page itself, as its form hands them on."""
        names = (*self.state, "filters", *self.hidden_facets())
        own = [(name, one) for name in names for one in self.request.GET.getlist(name) if one]
        return own + whole_facets.kept(self.request, self.filterset.facets)

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

    def words(self) -> str:
        """Return the filters as a sentence without markup."""
        return plain_sentence(counted(self.total, self.noun), self.filterset.phrases())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the form of filters shows."""
        bare = QueryDict(mutable=True)
        for name, value in self.own_state():
            if name not in self.hidden_facets():
                bare.appendlist(name, value)
        context = super().get_context_data(**kwargs)
        filterset = self.filterset
        return context | {
            "filterset": filterset,
            "facets": self.facets() if self.filters_shown else [],
            "range_fields": filterset.range_fields() if self.filters_shown else [],
            "filters_shown": self.filters_shown,
            "filters_url": self.url_with(filters="" if self.filters_shown else "show"),
            "chips": chips(filterset, self.request.GET, self.request.path),
            "clear_url": self.page_address(bare),
            "own_state": self.own_state(),
            "sentence": sentence(counted(self.total, self.noun), filterset.phrases()),
            "filters_title": title("", filterset.phrases()),
            "noun": self.noun,
            "noun_plural": counted(2, self.noun)[2:],
            "total": self.total,
            "ignored": self.ignored,
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the page, or with just one of its facets if that is asked for."""
        alone = whole_facets.asked_alone(request, self.filterset.facets)
        for facet in self.facets() if alone else ():
            if facet.name == alone:
                return whole_facets.part(request, facet)
        return super().get(request, *args, **kwargs)

    def facets(self) -> list[Facet]:
        """Return the facets with the count of each option under all other filters.

        What would find nothing is left out: here nobody has come to choose from a list.
        """
        hidden = self.hidden_facets()
        filters = {n: one for n, one in self.filterset.facets.items() if n not in hidden}
        counts = facet_counts(self.reader, self.asked, filters)
        found = []
        for name, one in filters.items():
            chosen = self.filterset.values.get(name) or ()
            count = counts[name]
            every = one.vocabulary()
            kept = Vocabulary.of(t for t in every if count.get(t.value) or t.value in chosen)
            found.append(build_facet(name, one.label, kept, count, chosen, single=one.single))
        return whole_facets.as_asked(self.request, found)
