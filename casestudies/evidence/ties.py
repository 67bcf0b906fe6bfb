"""Pairs of concepts that a finding ties together, as a filter of the list of case studies.

``tie=approach.small-grants~outcome.social-connection`` keeps the case studies with one finding
that has both, each with everything narrower. It may repeat: any of the ties is enough. The
evidence map, the pathways and the pages of concepts link with it, so that the list shows exactly
the case studies that they counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from casestudies.facets import CASE_STUDY, FINDINGS
from casestudies.models import Finding
from wellbeing_portal.core.lists.fields import FacetField
from wellbeing_portal.core.lists.vocabulary import Vocabulary

TIES = ("approach|outcome", "enabler|approach", "enabler|outcome")
"""Pairs that a finding ties together, by the names that the index has for them."""

RELATIONS = {
    facet.name: CASE_STUDY.own_paths(facet, FINDINGS)
    for facet in CASE_STUDY.facets
    if facet.family and facet.label and CASE_STUDY.own_paths(facet, FINDINGS)
}
"""The families that findings tie, and how a finding leads to them."""

Vocabularies = Callable[[str], Vocabulary]


@dataclass(frozen=True)
class Tie:
    """One concept of each of two families; ``facet`` is what the index calls the pair."""

    facet: str
    first: str
    second: str

    @property
    def families(self) -> tuple[str, str]:
        """The families of the first and the second."""
        first, second = self.facet.split("|")
        return first, second

    @property
    def term(self) -> str:
        """The value in the index."""
        return f"{self.first}|{self.second}"

    @property
    def parameter(self) -> str:
        """The value in an address."""
        first, second = self.families
        return f"{first}.{self.first}~{second}.{self.second}"

    def condition(self, vocabularies: Vocabularies) -> Q:
        """Return what a finding that ties the two fulfils."""
        wanted = Q()
        for family, slug in zip(self.families, (self.first, self.second), strict=True):
            narrower = vocabularies(family).with_narrower([slug])
            tied = Q()
            for path in RELATIONS[family]:
                tied |= Q(**{f"{path}__in": narrower})
            wanted &= Q(pk__in=Finding.objects.order_by().filter(tied).values("pk"))
        return wanted


def tied(family: str, other: str) -> str:
    """Return what the index calls pairs of two families, or nothing if findings tie none."""
    for facet in TIES:
        if set(facet.split("|")) == {family, other}:
            return facet
    return ""


def tie_between(family: str, slug: str, other_family: str, other: str) -> Tie:
    """Return the tie of two concepts, in whichever order they are given."""
    facet = tied(family, other_family)
    first = facet.split("|")[0]
    return Tie(facet, slug, other) if first == family else Tie(facet, other, slug)


def moved_concepts(
    texts: Iterable[str], vocabularies: Vocabularies, families: Collection[str]
) -> dict[str, str]:
    """Return texts of concepts, such as ``approach.peer-support~outcome.trust``, as they are now.

    Only those are returned in which a concept has another slug.
    """
    split = {one: [part.partition(".") for part in one.strip().split("~")] for one in texts}
    named: dict[str, set[str]] = {}
    for parts in split.values():
        for family, dot, slug in parts:
            if dot and family in families:
                named.setdefault(family, set()).add(slug)
    now = {family: vocabularies(family).moved(sorted(slugs)) for family, slugs in named.items()}
    present = {
        one: "~".join(f"{f}{dot}{now.get(f, {}).get(slug, slug)}" for f, dot, slug in parts)
        for one, parts in split.items()
    }
    return {one: text for one, text in present.items() if text != one.strip()}


def parse_tie(text: str) -> Tie | None:
    """Return the tie that an address names, or None."""
    parts = [part.partition(".") for part in text.strip().split("~")]
    if len(parts) != 2:
        return None
    (family, _, slug), (other_family, _, other) = parts
    if not (slug and other and tied(family, other_family)) or "|" in slug + other:
        return None
    return tie_between(family, slug, other_family, other)


class TieVocabulary:
    """Every tie that could be asked for, without listing them."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self.vocabularies = vocabularies

    def __contains__(self, value: str) -> bool:
        tie = parse_tie(value)
        return tie is not None and all(
            slug in self.vocabularies(family)
            for family, slug in zip(tie.families, (tie.first, tie.second), strict=True)
        )

    def moved(self, values: Iterable[str]) -> dict[str, str]:
        """Return what ties are called now whose concepts have other slugs."""
        now = moved_concepts(values, self.vocabularies, RELATIONS)
        return {one: tie for one, tie in now.items() if tie in self}

    def label(self, value: str) -> str:
        """Return the two concepts in words."""
        tie = parse_tie(value)
        if tie is None:
            return value
        first, second = tie.families
        return gettext("%(first)s with %(second)s") % {
            "first": self.vocabularies(first).label(tie.first),
            "second": self.vocabularies(second).label(tie.second),
        }


class TieField(FacetField):
    """Accepts ties of known concepts; looks at no vocabulary when none is asked for."""

    def clean(self, value: Any) -> list[str]:
        """Return the known ties, as they were given."""
        return super().clean(value) if any(map(str, value or [])) else []


class TieFilter(django_filters.MultipleChoiceFilter):
    """Case studies with a finding that ties two concepts together."""

    field_class = TieField
    phrase = "with a finding that ties {}"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(vocabulary=None, **kwargs)

    @property
    def field(self) -> TieField:
        """The field, which knows the concepts as the other filters of the form do."""
        field = cast("TieField", super().field)
        field.vocabulary = self.vocabulary
        return field

    def vocabulary(self) -> Any:
        """Return what is known."""
        return TieVocabulary(self.concepts)

    def concepts(self, family: str) -> Vocabulary:
        """Return the concepts of a family."""
        found: Vocabulary = self.parent.facets[family].vocabulary()
        return found

    def filter(self, qs: QuerySet[Any], value: Sequence[str]) -> QuerySet[Any]:
        """Keep the case studies that have a finding with any of the ties, or such findings."""
        if not value:
            return qs
        if qs.model is Finding:
            return qs.filter(pk__in=self.findings(value).values("pk"))
        findings = self.findings(value).filter(case_study=OuterRef("pk"))
        return qs.filter(Exists(findings))

    def findings(self, value: Sequence[str]) -> QuerySet[Finding]:
        """Return the findings with any of the ties; one may stand there more than once."""
        wanted = Q(pk__in=[])
        for tie in filter(None, map(parse_tie, value)):
            wanted |= tie.condition(self.concepts)
        return Finding.objects.filter(wanted)
