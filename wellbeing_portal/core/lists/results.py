"""What an address finds, as everything tells it that is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from wellbeing_portal.core.words import counted
from wellbeing_portal.search import Counts, FoundDocument, Matches

from .bound import Bound
from .chosen_filters import Chip, chips, plain_sentence, sentence, title
from .filtersets import PortalFilterSet


@dataclass(frozen=True)
class Results:
    """The answer to one question, in words: page, file, feed, map and API say nothing else.

    ``counts`` are those of each facet that was counted, by its parameter. ``sentence`` is
    “6 case studies with *small grants* in *London*”, ``words`` the same without markup.
    """

    bound: Bound
    matches: Matches
    counts: Mapping[str, Counts]
    sentence: SafeString
    words: str
    chips: Sequence[Chip]
    ignored: tuple[str, ...]

    @property
    def keys(self) -> Sequence[int]:
        """The primary keys of the page, in order."""
        return self.matches.ids

    @property
    def found(self) -> Sequence[FoundDocument]:
        """The documents of the page, where they were asked for."""
        return self.matches.found

    @property
    def total(self) -> int:
        """How many there are."""
        return self.matches.total

    def words_of(self, subject: str) -> str:
        """Return what the filters leave of a subject: “Case studies with small grants”."""
        return plain_sentence(subject, self.bound.phrases)

    def title(self, subject: str) -> str:
        """Return what a page shows, short enough for a browser's tab: “Case studies in London”."""
        return title(subject, self.bound.phrases)


def in_words(
    bound: Bound, matches: Matches, *, noun: str, path: str = "", ignored: Iterable[str] = ()
) -> Results:
    """Return what was found for an address, in words.

    ``path`` is where the filters in force are taken away one by one; ``ignored`` is what else of
    the address could not be used.
    """
    number = counted(matches.total, noun)
    return Results(
        bound,
        matches,
        {
            name: bound.filterset.facets[name].counts(matches.facets[facet])
            for name, facet in facet_names(bound.filterset).items()
            if facet in matches.facets
        },
        sentence(number, bound.phrases),
        plain_sentence(number, bound.phrases),
        chips(bound.chosen, bound.query, path) if path else (),
        (*bound.ignored, *ignored),
    )


def facet_names(filterset: PortalFilterSet) -> dict[str, str]:
    """Return what the index calls each facet, by parameter."""
    return filterset.index_names()
