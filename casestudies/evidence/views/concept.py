"""The page of an approach, an enabler or an outcome: the answer first, then what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from casestudies.evidence.answers.answer import answer, answer_under_filters
from casestudies.evidence.answers.companions import GOES_WITH
from casestudies.evidence.answers.headings import TITLES
from casestudies.evidence.answers.page import ConceptFacts, concept_facts
from casestudies.evidence.answers.reach import meant_for
from casestudies.evidence.answers.scope import Scope, bind_to, scope_of
from casestudies.evidence.answers.sentences import (
    changes_heading,
    for_whom,
    levels_in_words,
    who_ties,
)
from casestudies.facets import FAMILIES
from casestudies.models import CaseStudy, FrameworkItem
from strategies.models import Theme
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.core.lists.chosen_filters import address, chips, title
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.core.models import Concept
from wellbeing_portal.core.publishing.named_by_withdrawn import NamedByWithdrawn
from wellbeing_portal.core.words import joined
from wellbeing_portal.search import Reader, Remembered, current

ITEMS_SHOWN = 12
OPEN = "open"
"""The parameter that opens every fold: ``open=all``."""
WHOLE = "all"
"""The parameter that shows all of a fold which begins with some: ``all=research``."""
BEGUN = 10
"""Rows with which such a fold begins."""


@dataclass(frozen=True)
class Begun:
    """The rows that a fold begins with, how many there are, and the address that shows all."""

    rows: Sequence[Any]
    total: int
    url: str
    is_open: bool

    @property
    def is_all(self) -> bool:
        """Whether none is left out."""
        return len(self.rows) == self.total


_THEMES: Remembered[None, list[Theme]] = Remembered("themes of priorities")


class ConceptPage(NamedByWithdrawn, TemplateView):
    """One concept: what is known of it in a few sentences, and the rows behind them."""

    template_name = "casestudies/concept.html"
    family = ""

    def concepts(self) -> type[Concept]:
        return FAMILIES[self.family].model

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answer, the findings, and what the accounts say besides.

        Raises:
            Http404: when the public may see no such concept.
        """
        reader, family, slug = current(), FAMILIES[self.family], kwargs["slug"]
        vocabulary = family.vocabulary(reader)
        if slug not in vocabulary:
            raise Http404(f"There is no {family.one} of that name.")
        concept = get_object_or_404(family.model.objects.select_related("broader"), slug=slug)
        bound = bind_to(self.family, self.request.GET, reader.memory)
        scope = scope_of(bound, reader.memory)
        facts = concept_facts(
            reader,
            self.family,
            slug,
            scope,
            bound.filters(but=[self.family]).urlencode(),
            fewer=WHOLE in self.request.GET,
        )
        return (
            super().get_context_data(**kwargs)
            | self.filters(bound)
            | _in_words(facts, reader, scope, is_whole=not bound.chosen)
            | {
                "family": family,
                "family_title": TITLES[self.family],
                "compare_route": f"compare_{family.many}",
                "concept": concept,
                "title": title(concept.name, bound.phrases),
                "facts": facts,
                "row": facts.row,
                "narrower": vocabulary.narrower.get(slug, ()),
                "items": framework_items(concept, vocabulary),
                "themes": _themes(concept, reader),
                "research": self.begun("research", facts.row.research.conclusions),
                "barriers": self.begun("barriers", facts.barriers),
                "companions": [
                    (
                        GOES_WITH[self.family, other],
                        FAMILIES[other],
                        rows,
                        self.begun(FAMILIES[other].many, rows),
                        "" if bound.chosen_in(other) else facts.findings_url,
                    )
                    for other, rows in facts.companions
                ],
            }
        )

    def begun(self, fold: str, rows: Sequence[Any]) -> Begun:
        """Return the first rows of a fold, or all where the address asks for them, of one fold."""
        query = self.request.GET.copy()
        is_asked = query.get(WHOLE) == fold
        query[WHOLE] = fold
        url = f"{address(self.request.path, query)}#{fold}"
        return Begun(rows if is_asked else rows[:BEGUN], len(rows), url, is_asked)

    def filters(self, bound: Bound) -> dict[str, Any]:
        """Return the filters in force, and the links that leave out inferred ties or open all."""
        path, query = self.request.path, self.request.GET.copy()
        is_open = query.pop(OPEN, [""])[-1] == "all"
        opening, firm = query.copy(), query.copy()
        opening[OPEN] = "all"
        leaves_out = firm.pop("inferred", None)
        if not leaves_out:
            firm["inferred"] = "no"
        return {
            "ignored": list(bound.ignored),
            "chips": chips(bound.chosen, bound.query, path),
            "clear_url": path,
            "is_open": is_open,
            "open_url": address(path, query if is_open else opening),
            "leaves_out_inferred": bool(leaves_out),
            "inferred_url": address(path, firm),
        }


def _in_words(
    facts: ConceptFacts, reader: Reader, scope: Scope, *, is_whole: bool
) -> dict[str, Any]:
    """Return what the page says of the facts: the answer, the strip, and the folds' previews."""
    row = facts.row
    return {
        "answer": answer(row) if is_whole else answer_under_filters(row),
        "by_level": joined(levels_in_words(row.numbers)),
        "changes_heading": changes_heading(row.numbers.directions),
        "for_whom": for_whom(row),
        "meant_for": meant_for(reader, scope, row),
        "ties": who_ties(row) if row.family != "approach" else "",
    }


def framework_items(concept: Concept, vocabulary: Vocabulary) -> QuerySet[FrameworkItem]:
    """Return the items of published frameworks that ask for an approach or an enabler."""
    relation = {"Approach": "approaches", "Enabler": "enablers"}.get(type(concept).__name__)
    if not relation:
        return FrameworkItem.objects.none()
    wanted = vocabulary.with_narrower([concept.slug])
    mine = FrameworkItem.objects.filter(**{f"{relation}__slug__in": wanted})
    items = FrameworkItem.objects.filter(framework__state=CaseStudy.State.PUBLISHED)
    return (
        items.filter(pk__in=mine.values("pk"))
        .select_related("framework")
        .order_by("framework__title", "position")[:ITEMS_SHOWN]
    )


def _themes(concept: Concept, reader: Reader) -> list[Theme]:
    """Return the themes of priorities that have a name in common with the concept."""
    themes = _THEMES.once(reader.memory, None, lambda: list(Theme.objects.public()))
    mine = _names(concept)
    return [theme for theme in themes if mine & _names(theme)]


def _names(concept: Concept) -> set[str]:
    return {concept.slug, *(str(name).casefold() for name in (concept.name, *concept.synonyms))}
