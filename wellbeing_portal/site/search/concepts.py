"""Concepts as staff know them: their family, their names, and the page that changes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from casestudies.facets import FAMILIES
from strategies.facets import THEME
from wellbeing_portal.core.acting import Actor, require_right
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.models import Concept
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.search import NamedValue

OF_CONCEPTS: Mapping[str, Family] = {**FAMILIES, THEME.name: THEME}
"""Every family of concepts, by the facet whose values they are."""


@dataclass(frozen=True)
class NamedConcept:
    """A concept, or a place that searches know: what it is called and where it is changed."""

    name: str
    kind: str
    url: str = ""


@dataclass(frozen=True)
class ConceptOfFamily:
    """A concept with its family; ``key`` is what addresses of staff pages call it."""

    family: Family
    record: Concept

    @property
    def key(self) -> str:
        """The family and the slug."""
        return f"{self.family.name}.{self.record.slug}"

    @property
    def url(self) -> str:
        """The page that changes it."""
        return change_url(self.record)


def may_change_concepts(by: Actor) -> bool:
    """Tell whether somebody may change the concepts of any family."""
    return any(_may_change(by, family) for family in OF_CONCEPTS.values())


def require_change_of_concepts(by: Actor) -> None:
    """Let go on who may change the concepts of any family.

    Raises:
        NotAllowed: when they may change none.
    """
    if not may_change_concepts(by):
        raise NotAllowed("Your account may not change concepts, so that it has no use for this.")


def _may_change(by: Actor, family: Family) -> bool:
    try:
        require_right(by, "change", family.model())
    except NotAllowed:
        return False
    return True


def concept_of(key: str) -> ConceptOfFamily | None:
    """Return the concept that a key names, if it is there."""
    name, _, slug = key.partition(".")
    family = OF_CONCEPTS.get(name)
    record = family.model._default_manager.filter(slug=slug).first() if family else None
    return ConceptOfFamily(family, record) if family and record else None


def all_concepts() -> Iterator[ConceptOfFamily]:
    """Yield every concept, public or not, family by family."""
    for family in OF_CONCEPTS.values():
        for record in family.model._default_manager.all():
            yield ConceptOfFamily(family, record)


def named_concepts(values: Sequence[NamedValue]) -> list[NamedConcept]:
    """Return what searches know as concepts with the pages that change them."""
    found = []
    for value in values:
        family = OF_CONCEPTS.get(value.facet)
        record = family.model._default_manager.filter(slug=value.slug).first() if family else None
        kind = family.one if family else value.facet
        found.append(NamedConcept(value.names[0], kind, change_url(record) if record else ""))
    return found


def change_url(record: Any) -> str:
    """Return the page that changes a record."""
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
