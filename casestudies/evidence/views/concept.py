"""Pages of approaches, enablers and outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.http import urlencode
from django.views.generic import TemplateView

from casestudies.evidence.findings import listed_findings
from casestudies.evidence.on_concept import OnConcept, ask_about
from casestudies.evidence.tree import grow_tree
from casestudies.facets import FAMILIES
from casestudies.models import CaseStudy, FrameworkItem
from casestudies.views.case_study import COUNCIL_ROLES
from casestudies.vocabularies import least_levels
from strategies.models import Council, Priority, Theme
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.core.models import Concept
from wellbeing_portal.core.redirects import Moved
from wellbeing_portal.core.words import counted, joined, verb_for
from wellbeing_portal.search import (
    Counts,
    CrossTable,
    Question,
    Reader,
    Remembered,
    Search,
    current,
    in_order,
)

RELATED = {
    "approach": ("outcome", "enabler"),
    "enabler": ("approach", "outcome"),
    "outcome": ("approach", "enabler"),
}
"""The families that findings tie each family to, as its pages list them."""

STUDIES_SHOWN = 8
COUNCILS_SHOWN = 24
COMPARED = 4
ITEMS_SHOWN = 12
REPORTED = 200
"""Findings of frameworks on an outcome, whose items are shown."""

WORDS = {
    "approach": (
        "What councils do: the kinds of work that case studies describe, from training to "
        "grants. Each leads to the outcomes it was found to have and to what helped.",
        "Which approaches lead to measured change?",
    ),
    "enabler": (
        "What made it possible: the conditions that councils and their partners say the work "
        "rested on. Each leads to what it helped councils to do, and to what came of it.",
        "Which enablers recur where change was measured?",
    ),
    "outcome": (
        "What changed, and for whom. Each leads to the approaches that were found to bring it "
        "about, how sure that is, and what helped.",
        "On which outcomes was change measured?",
    ),
}
"""What the page of a family says first, and the question that its strength filter answers."""

_DEFINITIONS: Remembered[str, dict[str, str]] = Remembered("definitions of a family's concepts")
_THEMES: Remembered[None, list[Theme]] = Remembered("themes of priorities")


class ConceptIndex(TemplateView):
    """A family of concepts: what it is for, and its tree with counts."""

    template_name = "casestudies/concept_index.html"
    family = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tree, counted over all findings or over those with strong enough evidence."""
        reader = current()
        family = FAMILIES[self.family]
        asked = self.request.GET.get("evidence", "")
        levels = [term.value for term in least_levels()]
        least = asked if asked in levels else ""
        lede, question = WORDS[self.family]
        return super().get_context_data(**kwargs) | {
            "family": family,
            "lede": lede,
            "question": question,
            "least": least,
            "levels": levels[:3],
            "ignored": [f"There is no evidence level “{asked[:20]}”."] if asked != least else [],
            "tree": _tree(reader, family, least),
            "total": len(family.vocabulary(reader).terms),
        }


def _tree(reader: Reader, family: Family, least: str) -> Any:
    """Return the tree, by case studies; with ``least`` by findings that are that strong."""
    definitions = _DEFINITIONS.once(
        reader.memory,
        family.name,
        lambda: dict(family.model._default_manager.values_list("slug", "definition")),
    )
    name = family.name
    findings = reader.ask(
        Question(
            Search("finding", selection={"evidence": [least]} if least else {}),
            size=0,
            facets=(name,),
            tables=[CrossTable((name, "evidence"))],
        )
    )
    levels: dict[str, int] = {}
    for value, level in findings.tables[0]:
        levels[value] = max(int(level), levels.get(value, 0))
    numbers = counts = findings.facets[name]
    if not least:
        numbers = reader.ask(Question(Search("case-study"), size=0, facets=(name,))).facets[name]
    return grow_tree(family.vocabulary(reader), definitions, numbers, counts, levels)


class ConceptPage(TemplateView):
    """One concept: what it means, what it goes with, and everything found about it."""

    template_name = "casestudies/concept.html"
    family = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the index and a fixed number of queries know about the concept."""
        family, slug = FAMILIES[self.family], kwargs["slug"]
        reader = current()
        vocabulary = family.vocabulary(reader)
        if slug not in vocabulary:
            raise Http404(f"There is no {family.one} of that name.")
        concept = get_object_or_404(family.model.objects.select_related("broader"), slug=slug)
        others = RELATED[family.name]
        chosen, ignored = self._chosen(reader, [FAMILIES[name] for name in others])
        asked = self.request.GET.get("page", "")
        known = ask_about(
            reader, family.name, slug, others, chosen=chosen, page=asked, studies=STUDIES_SHOWN
        )
        matched, studies = known.narrowed, known.studies
        councils = _councils(studies.facets["council"])
        list_url = f"{address_of('case_studies')}?{urlencode({family.name: slug})}"
        path = f"?{urlencode(chosen)}&" if chosen else "?"
        return super().get_context_data(**kwargs) | {
            "family": family,
            "concept": concept,
            "page_path": path,
            "narrower": vocabulary.narrower.get(slug, ()),
            "companions": known.companions(reader),
            "ignored": [*ignored, *matched.ignored],
            "findings": listed_findings(matched.keys),
            "matched": matched,
            "total": matched.total,
            "sentence": _sentence(matched.total, chosen, reader),
            "chosen": chosen,
            "case_studies": in_order(
                CaseStudy.objects.published().prefetch_related(COUNCIL_ROLES), studies.ids
            ),
            "study_count": studies.total,
            "list_url": list_url,
            "councils": councils[:COUNCILS_SHOWN],
            "council_count": len(councils),
            "compare_url": _compare_url([council for council, _ in councils[:COMPARED]]),
            "items": _framework_items(reader, concept, vocabulary, known)[: ITEMS_SHOWN + 1],
            "themes": _themes(concept, reader),
            "priorities": _priorities(reader, concept),
        }

    def _chosen(self, reader: Reader, others: list[Family]) -> tuple[dict[str, str], list[str]]:
        """Return what the findings are narrowed to: other concepts, and the least evidence."""
        chosen, ignored, moved = {}, [], {}
        known = {family.name: family.vocabulary(reader) for family in others}
        for name, vocabulary in (known | {"evidence": least_levels()}).items():
            value = self.request.GET.get(name, "")
            if value in vocabulary:
                chosen[name] = value
            elif value:
                moved[name] = vocabulary.moved([value])
                ignored.append(f"There is no {name} “{value[:50]}”.")
        if any(moved.values()):
            raise Moved(moved)
        return chosen, ignored


def _sentence(total: int, chosen: dict[str, str], reader: Reader) -> str:
    labels = [
        FAMILIES[name].vocabulary(reader).label(value)
        for name, value in chosen.items()
        if name in FAMILIES
    ]
    words = counted(total, "finding")
    if labels:
        words += f" that also {verb_for(total, 'name')} {joined(labels)}"
    if "evidence" in chosen:
        words += f" at evidence level {chosen['evidence']} or stronger"
    return words


def _councils(counts: Counts) -> list[tuple[Council, int]]:
    """Return the councils of the case studies, those with the most first."""
    best = sorted(counts, key=lambda slug: (-counts[slug], slug))
    found = {one.slug: one for one in Council.objects.filter(slug__in=best[:COUNCILS_SHOWN])}
    known = [(found[slug], counts[slug]) for slug in best if slug in found]
    # Past those shown only their number matters.
    return known + [known[-1]] * (len(best) - len(known)) if known else []


def _compare_url(councils: list[Council]) -> str:
    if len(councils) < 2:
        return ""
    pairs = [("item", council.slug) for council in dict.fromkeys(councils)]
    return f"{address_of('compare_councils')}?{urlencode(pairs)}"


def _framework_items(
    reader: Reader, concept: Concept, vocabulary: Vocabulary, known: OnConcept
) -> QuerySet[FrameworkItem]:
    """Return the items of published frameworks that are tied to the concept."""
    relation = {"Approach": "approaches", "Enabler": "enablers"}.get(type(concept).__name__)
    if relation:
        wanted = vocabulary.with_narrower([concept.slug])
        mine = FrameworkItem.objects.filter(**{f"{relation}__slug__in": wanted})
    else:
        mine = FrameworkItem.objects.filter(findings__in=_reported(reader, concept, known))
    items = FrameworkItem.objects.filter(framework__state=CaseStudy.State.PUBLISHED)
    return (
        items.filter(pk__in=mine.values("pk"))
        .select_related("framework")
        .order_by("framework__title", "position")
    )


def _reported(reader: Reader, outcome: Concept, known: OnConcept) -> Sequence[int]:
    """Return the keys of the findings on an outcome that frameworks report, of the many."""
    frameworks = list(known.findings.facets["framework"])
    if not frameworks:
        return []
    chosen = {"outcome": [outcome.slug], "framework": frameworks}
    reported = Search("finding", selection=chosen)
    return reader.ask(Question(reported, "evidence", size=REPORTED, told=False)).ids


def _themes(concept: Concept, reader: Reader) -> list[Theme]:
    """Return the themes of priorities that have a name in common with the concept."""
    themes = _THEMES.once(reader.memory, None, lambda: list(Theme.objects.public()))
    mine = _names(concept)
    return [theme for theme in themes if mine & _names(theme)]


def _names(concept: Concept) -> set[str]:
    return {concept.slug, *(str(name).casefold() for name in (concept.name, *concept.synonyms))}


def _priorities(reader: Reader, concept: Concept) -> list[Priority]:
    """Return priorities about the themes that share a name with the concept."""
    themes = [theme.slug for theme in _themes(concept, reader)]
    if not themes:
        return []
    asked = Search("priority", selection={"theme": themes})
    found = reader.ask(Question(asked, "newest", size=STUDIES_SHOWN, told=False))
    rows = Priority.objects.filter(strategy__state=CaseStudy.State.PUBLISHED)
    told = rows.select_related("strategy").prefetch_related("strategy__councils")
    return in_order(told, found.ids)
