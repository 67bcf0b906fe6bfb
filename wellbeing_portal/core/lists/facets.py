"""What a reader sees of a facet: its options, how many each would give, and which are chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from .filters import FacetFilter
from .results import Results
from .vocabulary import Term, Vocabulary

SHOWN = 10
"""Options shown at once; the others are sent when somebody asks for them."""
LEAST_LEFT = 3
"""Fewer than so many are not worth asking for: they are shown as well."""


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
    also: str = ""

    @cached_property
    def holds_selected(self) -> bool:
        """Whether this option or anything narrower is chosen."""
        return self.selected or any(one.holds_selected for one in self.narrower)

    def short(self) -> FacetOption:
        """Return the option with nothing narrower than it but what is chosen."""
        if not self.narrower:
            return self
        kept = tuple(one.short() for one in self.narrower if one.holds_selected)
        return replace(self, narrower=kept)


@dataclass(frozen=True)
class CountedFacet:
    """One facet: the parameter it sets, and its options, the fullest first.

    ``whole`` asks for every option; ``url`` leads to the page that shows them, or shows fewer.
    """

    name: str
    label: str
    options: Sequence[FacetOption]
    size: int
    single: bool = False
    whole: bool = False
    url: str = ""

    @cached_property
    def chosen(self) -> int:
        """How many of its options are chosen."""
        return _chosen(self.options)

    @property
    def at_once(self) -> int:
        """How many of its options are shown before the others are asked for."""
        return SHOWN

    @property
    def is_long(self) -> bool:
        """Whether it has so many options that a visitor may want to look for one."""
        return self.size >= SHOWN + LEAST_LEFT

    @property
    def is_short(self) -> bool:
        """Whether some of its options wait until they are asked for."""
        return self.is_long and not (self.single or self.whole)

    @cached_property
    def shown(self) -> Sequence[FacetOption]:
        """The options sent: all, or the fullest of those without a broader one, and the chosen.

        Of what is narrower a short list has only what is chosen, below what it belongs to.
        """
        if not self.is_short:
            return self.options
        return [
            one.short()
            for index, one in enumerate(self.options)
            if index < self.at_once or one.holds_selected
        ]

    @property
    def items(self) -> SafeString:
        """``shown`` as the items of an HTML list."""
        return self._items(self.shown)

    def _items(self, options: Sequence[FacetOption]) -> SafeString:
        """Return options, with everything narrower, as the items of an HTML list.

        The one piece of markup that no template writes: a page has two hundred options, and a
        template that included itself took half of the time of the whole page for them.
        """
        kind = "radio" if self.single else "checkbox"
        html = "".join([_item(escape(self.name), kind, option) for option in options])
        return mark_safe(html)  # noqa: S308 - every value in it is escaped by _item


def facets_of(results: Results) -> list[CountedFacet]:
    """Return every facet that was counted, with the count of each option."""
    filterset = results.bound.filterset
    return [
        build_facet(
            name,
            gettext(filterset.facets[name].label),
            _offered(filterset.facets[name], results.bound.chosen_in(name)),
            counts,
            results.bound.chosen_in(name),
            single=filterset.facets[name].single,
        )
        for name, counts in results.counts.items()
    ]


def _offered(facet: FacetFilter, chosen: Sequence[str]) -> Vocabulary:
    """Return the values that are shown: those offered, and what is chosen."""
    every = facet.vocabulary()
    if facet.offered is None:
        return every
    offered = facet.offered()
    if all(value in offered for value in chosen):
        return offered
    return Vocabulary.of((t for t in every if t.value in offered or t.value in chosen), every.model)


def found_facets_of(results: Results, names: Collection[str]) -> list[CountedFacet]:
    """Return the facets named without the options that would find nothing and are not chosen."""
    filterset, found = results.bound.filterset, []
    for name in names:
        one, count = filterset.facets[name], results.counts[name]
        chosen = results.bound.chosen_in(name)
        every = one.vocabulary()
        kept = Vocabulary.of(t for t in every if count.get(t.value) or t.value in chosen)
        found.append(build_facet(name, gettext(one.label), kept, count, chosen, single=one.single))
    return found


def build_facet(
    name: str,
    label: str,
    vocabulary: Vocabulary,
    counts: Mapping[str, int],
    chosen: Sequence[str],
    *,
    single: bool = False,
) -> CountedFacet:
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
                term.also,
            )
            for term in terms
        ]
        if single:
            return built
        return sorted(
            built, key=lambda one: (not one.holds_selected, -one.count, one.label.casefold())
        )

    top = options(vocabulary.narrower.get(None, ()))
    return CountedFacet(name, label, top, len(vocabulary.terms), single)


def _item(name: str, kind: str, option: FacetOption) -> str:
    """Return an option as a list item. Pages, tests and scripts rely on its data attributes."""
    value = escape(option.value)
    inner = "".join([_item(name, kind, one) for one in option.narrower])
    quiet = "" if option.count else ' class="portal-facet__none"'
    checked = " checked" if option.selected else ""
    # What is chosen stands in sight and need not be looked for.
    also = f' data-also="{escape(option.also)}"' if option.also and not option.selected else ""
    below = f"<ul>{inner}</ul>" if inner else ""
    return (
        f'<li{quiet} data-facet="{name}" data-value="{value}" data-count="{option.count}"{also}>'
        f'<label><input name="{name}" type="{kind}" value="{value}"{checked}>'
        f" <span>{escape(option.label)} <span>{option.count}</span></span></label>{below}</li>"
    )


def _chosen(options: Sequence[FacetOption]) -> int:
    return sum(one.selected + _chosen(one.narrower) for one in options)
