"""What a concept goes with: the concepts that councils' findings tie it to, the most first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from casestudies.facets import FAMILIES
from casestudies.models import Finding
from wellbeing_portal.core.words import Said
from wellbeing_portal.search import Counts, CrossTable, Reader, Search

from .counts import FIRM, narrowed, search_of, tables_of, with_claim
from .scope import Scope

Claim = Finding.Claim

RELATED = {
    "approach": ("enabler",),
    "enabler": ("approach", "outcome"),
    "outcome": ("approach", "enabler"),
}
"""What the page of each family says it goes with."""

GOES_WITH = Said(
    {
        ("approach", "enabler"): gettext_noop("What helped"),
        ("enabler", "approach"): gettext_noop("What it helped councils to do"),
        ("enabler", "outcome"): gettext_noop("What changed with its help"),
        ("outcome", "approach"): gettext_noop("What councils did about it"),
        ("outcome", "enabler"): gettext_noop("What helped"),
    }
)
"""What a family is called beside another that findings tie it to."""


@dataclass(frozen=True)
class Companion:
    """A concept that findings tie to another.

    Of ``findings``, ``changed`` say that something changed, and ``inferred`` are tied by us and
    not by their sources.
    """

    value: str
    label: str
    findings: int
    changed: int
    inferred: int


def companions_of(
    reader: Reader, scope: Scope, family: str, slug: str, other: str
) -> list[Companion]:
    """Return the concepts of another family that findings tie to a concept."""
    findings = search_of(scope.findings, family, slug, scope)
    mine, theirs = FIRM.get(family, family), FIRM.get(other, other)
    facet, vocabulary = scope.facet(other), FAMILIES[other].vocabulary(reader)
    changed = _counted(reader, with_claim(findings, Claim.CHANGED), facet)
    firm = _counted(reader, narrowed(findings, mine, slug), theirs)
    found = [
        Companion(
            value, vocabulary.label(value), total, changed.get(value, 0), total - firm.get(value, 0)
        )
        for value, total in _counted(reader, findings, facet).items()
    ]
    return sorted(found, key=lambda one: (-one.findings, -one.changed, one.label.casefold()))


def _counted(reader: Reader, findings: Search | None, facet: str) -> Counts:
    """Return how many findings have each value: one facet at a time takes the engine least."""
    if findings is None:
        return {}
    (table,) = tables_of(reader, findings, [CrossTable((facet,))])
    return {value: number for (value,), number in table.items()}
