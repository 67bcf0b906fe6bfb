"""What a concept goes with: the concepts that councils' findings tie it to, the most first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from casestudies.facets import FAMILIES
from casestudies.models import Finding
from wellbeing_portal.core.words import Said
from wellbeing_portal.search import CrossTable, Question, Reader

from .counts import FIRM, search_of
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
    claims, firm = reader.ask(
        Question(
            findings,
            size=0,
            tables=[CrossTable((scope.facet(other), "claim")), CrossTable((mine, theirs))],
            told=False,
            keep_tables=False,
        )
    ).tables
    vocabulary = FAMILIES[other].vocabulary(reader)
    totals: dict[str, int] = {}
    for (value, _), number in claims.items():
        totals[value] = totals.get(value, 0) + number
    found = [
        Companion(
            value,
            vocabulary.label(value),
            total,
            claims.get((value, Claim.CHANGED), 0),
            total - firm.get((slug, value), 0),
        )
        for value, total in totals.items()
    ]
    return sorted(found, key=lambda one: (-one.findings, -one.changed, one.label.casefold()))
