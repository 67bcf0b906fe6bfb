"""Case studies that have much in common with one, each with the reason in words.

All of it comes from the index: a page that shows them asks the database for nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import ngettext

from strategies.models import Council
from wellbeing_portal.search import Alike, IndexUnavailable, Reader, current, more_like

from .models import CaseStudy

SHOWN = 3
NAMED = 3
"""Concepts that a reason names: the rarest, which say most."""

SHARING = ("approach", "outcome")
"""Without one of these in common, two case studies are about different things."""

LABELLED = ("approach", "outcome", "council_type")
"""What two case studies may share that is told."""


@dataclass(frozen=True)
class Likeness:
    """What two case studies share: ``Same approaches``: small grants, peer support."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class CaseStudyAlike:
    """A published case study that has much in common with another, and what."""

    title: str
    url: str
    reasons: tuple[Likeness, ...]


def alike_to(case_study: CaseStudy) -> list[CaseStudyAlike]:
    """Return the published case studies most like one, the likest first; none while unknown."""
    try:
        reader = current()
        found = more_like(reader, "case-study", case_study.pk, sharing=SHARING, limit=SHOWN)
        names = _names(reader) if found else {}
    except IndexUnavailable:
        return []
    return [
        CaseStudyAlike(one.document.title, one.document.url, tuple(_reasons(one, names)))
        for one in found
    ]


def _reasons(alike: Alike, names: dict[tuple[str, str], str]) -> Iterator[Likeness]:
    for facet in LABELLED:
        shared = [names[facet, slug] for slug in alike.shared[facet] if (facet, slug) in names]
        if shared:
            yield Likeness(_label(facet, len(shared)), tuple(shared[:NAMED]))


def _label(facet: str, number: int) -> str:
    return {
        "approach": ngettext("Same approach", "Same approaches", number),
        "outcome": ngettext("Same outcome", "Same outcomes", number),
        "council_type": ngettext("Same kind of council", "Same kinds of council", number),
    }[facet]


def _names(reader: Reader) -> dict[tuple[str, str], str]:
    """Return what values of facets are called, by facet and value."""
    kinds = {("council_type", value): label.lower() for value, label in Council.Type.choices}
    concepts = {(one.facet, one.slug): one.names[0] for one in reader.concepts().all}
    return kinds | concepts
