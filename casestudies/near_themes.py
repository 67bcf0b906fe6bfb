"""Accounts on the subject of a theme, and how few of all say what they serve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from strategies.models import Strategy
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.search import Question, Reader, Remembered, Search

from .facets import FAMILIES, POPULATION
from .models import CaseStudy


@dataclass(frozen=True)
class Naming:
    """How many of all published case studies name any priority as what their work serves."""

    number: int
    total: int


@dataclass(frozen=True)
class NearSubject:
    """A concept called as a theme is, with how many case studies have it and where they are."""

    name: str
    studies: int
    url: str


_NAMING: Remembered[None, Naming] = Remembered("case studies that name any priority")
_GROUPS: Remembered[None, dict[str, NearSubject]] = Remembered("population groups by name")
_NEAR: Remembered[None, dict[str, NearSubject]] = Remembered("concepts by slug and by name")


def naming(reader: Reader) -> Naming:
    """Return how many case studies name any priority. Two queries, once."""
    return _NAMING.once(reader.memory, None, _read_naming)


def _read_naming() -> Naming:
    published = CaseStudy.objects.published().order_by()
    named = published.filter(priorities__strategy__state=Strategy.State.PUBLISHED).distinct()
    return Naming(named.count(), published.count())


def near(reader: Reader, slug: str, name: str) -> NearSubject | None:
    """Return the concept that has the slug or the name of a theme, if case studies have it."""
    known = _NEAR.once(reader.memory, None, lambda: _read_near(reader))
    return known.get(slug) or known.get(name.casefold())


def group_of(reader: Reader, names: Iterable[str]) -> NearSubject | None:
    """Return the population group that has one of a theme’s names, if case studies are for it."""
    known = _GROUPS.once(reader.memory, None, lambda: _read_concepts(reader, [POPULATION.name]))
    found = (known.get(name.casefold()) for name in names)
    return next((one for one in found if one is not None), None)


def _read_near(reader: Reader) -> dict[str, NearSubject]:
    """Return concepts that case studies have, by slug and by name; outcomes before others."""
    return _read_concepts(reader, sorted(FAMILIES, key=lambda one: one != "outcome"))


def _read_concepts(reader: Reader, families: Sequence[str]) -> dict[str, NearSubject]:
    """Return concepts of families that case studies have; those of the first families go first."""
    asked = Question(Search("case-study"), size=0, facets=tuple(families), told=False)
    counts: Mapping[str, Mapping[str, int]] = reader.ask(asked).facets
    found: dict[str, NearSubject] = {}
    for family in families:
        for term in FAMILIES[family].vocabulary(reader):
            if number := counts[family].get(term.value):
                url = f"{address_of('case_studies')}?{urlencode({family: term.value})}"
                one = NearSubject(term.label, number, url)
                found.setdefault(term.value, one)
                found.setdefault(term.label.casefold(), one)
    return found
