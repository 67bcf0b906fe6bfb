"""What a reader sees of a facet: its options, how many each would give, and which are chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .vocabulary import Term, Vocabulary

SHORT = 8
"""Options shown at once; the others wait behind “show all”."""
LONG = 60
"""Options offered at all; past that nobody reads a list, and the page would grow heavy."""


@dataclass(frozen=True)
class FacetOption:
    """One value: choosing it would leave ``count`` records.

    The count ignores what is chosen in its own facet and heeds every other filter.
    """

    value: str
    label: str
    count: int
    selected: bool
    narrower: Sequence[FacetOption] = ()

    @property
    def holds_selected(self) -> bool:
        """Whether this option or anything narrower is chosen."""
        return self.selected or any(one.holds_selected for one in self.narrower)


@dataclass(frozen=True)
class Facet:
    """One facet: the parameter it sets, and its options, the fullest first."""

    name: str
    label: str
    options: Sequence[FacetOption]
    size: int
    single: bool = False

    @property
    def chosen(self) -> int:
        """How many of its options are chosen."""
        return _chosen(self.options)

    @property
    def shown(self) -> Sequence[FacetOption]:
        """The options shown at once: the fullest, and whatever is chosen."""
        return [
            one for index, one in enumerate(self.options) if index < SHORT or one.holds_selected
        ]

    @property
    def more(self) -> Sequence[FacetOption]:
        """The options that wait behind “show all”."""
        shown = {one.value for one in self.shown}
        return [one for one in self.options[:LONG] if one.value not in shown]

    @property
    def beyond(self) -> int:
        """How many options are not offered, because the list is too long."""
        return len(self.options) - len(self.shown) - len(self.more)


def build_facet(
    name: str,
    label: str,
    vocabulary: Vocabulary,
    counts: Mapping[str, int],
    chosen: Sequence[str],
    *,
    single: bool = False,
) -> Facet:
    """Lay out a facet; an option without any record stays, with 0.

    What is chosen comes first, then the fullest; where only one may be chosen the vocabulary's
    order stays.
    """

    def options(terms: Sequence[Term]) -> list[FacetOption]:
        built = [
            FacetOption(
                term.value,
                term.label,
                counts.get(term.value, 0),
                term.value in chosen,
                tuple(options(vocabulary.narrower.get(term.value, ()))),
            )
            for term in terms
        ]
        if single:
            return built
        return sorted(
            built, key=lambda one: (not one.holds_selected, -one.count, one.label.casefold())
        )

    top = options(vocabulary.narrower.get(None, ()))
    return Facet(name, label, top, len(vocabulary.terms), single)


def _chosen(options: Sequence[FacetOption]) -> int:
    return sum(one.selected + _chosen(one.narrower) for one in options)
