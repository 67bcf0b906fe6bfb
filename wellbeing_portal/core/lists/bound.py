"""An address as the filters of a list read it: which documents it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from wellbeing_portal.core.words import either
from wellbeing_portal.search import Memory, Search

from .chosen_filters import filters_query
from .filtersets import Chosen, PortalFilterSet


@dataclass(frozen=True)
class Bound:
    """The filters that an address sets, and which documents they leave.

    Page, file, feed, map and API bind the same address alike. ``ignored`` says in plain words
    what could not be used.
    """

    query: QueryDict
    filterset: PortalFilterSet
    search: Search
    ignored: tuple[str, ...] = ()

    @cached_property
    def chosen(self) -> tuple[Chosen, ...]:
        """Every filter in force, in the order of the form."""
        return tuple(self.filterset.chosen())

    @cached_property
    def phrases(self) -> list[tuple[str, list[str]]]:
        """How the filters read in a sentence."""
        return self.filterset.phrases()

    @property
    def filters_in_words(self) -> list[tuple[str, str]]:
        """The filters as pairs of words, for files: ``("Region", "London or Wales")``."""
        grouped: dict[str, list[str]] = {}
        for one in self.chosen:
            grouped.setdefault(one.facet_label, []).append(one.label)
        return [(label, either(values)) for label, values in grouped.items()]

    def chosen_in(self, parameter: str) -> Sequence[str]:
        """Return the values chosen in one facet."""
        return self.filterset.values.get(parameter) or ()

    def filters(self, *, but: Sequence[str] = ()) -> QueryDict:
        """Return the filters in force as parameters, without those named."""
        return filters_query(self.filterset, widen=self.search.widen, but=but)


def bind(
    filterset_class: type[PortalFilterSet],
    kind: str,
    query: QueryDict,
    memory: Memory,
    *,
    always: Mapping[str, Sequence[str]] | None = None,
    left_out: Mapping[str, str] | None = None,
) -> Bound:
    """Read the parameters of an address.

    ``always`` are values of facets without which nothing is found; ``left_out`` are parameters
    that make no sense where it is asked, and what is said of them.

    Raises:
        Moved: when a value is called something else now.
    """
    used, ignored = query, []
    if any(name in query for name in left_out or {}):
        used = query.copy()
        ignored = [why for name, why in (left_out or {}).items() if used.pop(name, None)]
    filterset = filterset_class(used, memory=memory)
    ignored += [text for texts in filterset.problems().values() for text in texts]
    search = filterset.search(kind, widen=query.get("widen") != "no", always=always)
    return Bound(used, filterset, search, tuple(ignored))
