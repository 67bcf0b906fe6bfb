"""Case studies that have much in common with one, each with the reason in words.

All of it comes from the index and from vocabularies that are read once: a page that shows them
asks the database for nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from strategies.models import Council
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import Alike, IndexUnavailable, Reader, current, more_like

from .facets import FAMILIES
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
    """What two case studies share: ``Same approaches``: small grants, peer support.

    Where each has another approach of one kind, that kind is what they share, and is called so.
    """

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
        known = {facet: _vocabulary(reader, facet) for facet in LABELLED} if found else {}
    except IndexUnavailable:
        return []
    return [
        CaseStudyAlike(one.document.title, one.document.url, tuple(_reasons(one, known)))
        for one in found
    ]


def _reasons(alike: Alike, known: Mapping[str, Vocabulary]) -> Iterator[Likeness]:
    for facet, vocabulary in known.items():
        shared = [value for value in alike.shared[facet] if value in vocabulary]
        mine, theirs = (_lowest(vocabulary, one[facet]) for one in (alike.own, alike.theirs))
        same = [value for value in shared if value in mine and value in theirs]
        named = same or [value for value in shared if value in _lowest(vocabulary, shared)]
        names = tuple(vocabulary.label(value) for value in named[:NAMED])
        if names:
            yield Likeness(_label(facet, len(named), is_kind=not same), names)


def _lowest(vocabulary: Vocabulary, values: Iterable[str]) -> set[str]:
    """Return the values that stand for themselves, and not for narrower ones that are there."""
    found = {*values}
    above = {term.broader for value in found if (term := vocabulary.terms.get(value)) is not None}
    return found - above


def _label(facet: str, number: int, *, is_kind: bool) -> str:
    if is_kind:
        return {
            "approach": gettext("Approaches of one kind"),
            "outcome": gettext("Outcomes of one kind"),
            "council_type": gettext("Councils of one kind"),
        }[facet]
    return {
        "approach": ngettext("Same approach", "Same approaches", number),
        "outcome": ngettext("Same outcome", "Same outcomes", number),
        "council_type": ngettext("Same kind of council", "Same kinds of council", number),
    }[facet]


def _vocabulary(reader: Reader, facet: str) -> Vocabulary:
    """Return what values of a facet are called, and which are broader than which."""
    if facet == "council_type":
        return Vocabulary.of_choices((one, label.lower()) for one, label in Council.Type.choices)
    return FAMILIES[facet].vocabulary(reader)
