"""Concepts that one record alone uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, IntegerField, Max, Min, QuerySet, Value
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.models.pointers import Pointer
from wellbeing_portal.core.roles import Verb
from wellbeing_portal.core.vocabulary.naming import ties_to, ways_up
from wellbeing_portal.curate.listing import lines
from wellbeing_portal.curate.vocabulary.families import families, family_of
from wellbeing_portal.search import Memory, Remembered, current

from .line import CareScope, FurtherWay, HealthEntry, HealthLine, HealthPart

Record = tuple[type[Publishable], int]
"""A record by its kind and key."""


@dataclass(frozen=True)
class UsedOnce:
    """A concept that one published record alone names, and that record."""

    model: type[Concept]
    concept: int
    record: Record


_USED_ONCE: Remembered[str, Sequence[UsedOnce]] = Remembered("concepts that one record uses")


def used_once(memory: Memory) -> Sequence[UsedOnce]:
    """Return the concepts that one published record alone names; read once for all who ask."""
    return _USED_ONCE.once(memory, "all", lambda: tuple(_read_used_once()))


def _read_used_once() -> Iterator[UsedOnce]:
    """Yield them, by the first and the last record of each kind that name each concept.

    Both are one and the same where a record names a concept alone, however many rows of it do.
    One query for all vocabularies.
    """
    uses = list(_uses())
    rows = [_ends(place, use) for place, use in enumerate(uses)]
    ends: dict[tuple[type[Concept], int], set[Record]] = defaultdict(set)
    for row in rows[0].union(*rows[1:], all=True):
        use = uses[row["place"]]
        ends[use.model, row["concept"]] |= {(use.kind, row["first"]), (use.kind, row["last"])}
    order = {model: place for place, model in enumerate(concept_models())}
    for model, concept in sorted(ends, key=lambda one: (order[one[0]], one[1])):
        if len(ends[model, concept]) == 1:
            yield UsedOnce(model, concept, next(iter(ends[model, concept])))


@dataclass(frozen=True)
class ConceptUse:
    """A way for records of a kind to name concepts: by a relation of rows that belong to them."""

    model: type[Concept]
    tie: Pointer
    path: str
    kind: type[Publishable]


def _uses() -> Iterator[ConceptUse]:
    for model in concept_models():
        for tie in ties_to(model):
            for path, kind in ways_up(tie.model):
                yield ConceptUse(model, tie, path, kind)


def _ends(place: int, use: ConceptUse) -> QuerySet[Any]:
    name, path = use.tie.field.name, use.path
    published = {f"{path}state": Publishable.State.PUBLISHED, f"{name}__isnull": False}
    rows = use.tie.model._default_manager.filter(**published).order_by()
    named = rows.annotate(place=Value(place, IntegerField()), concept=F(name))
    ends: QuerySet[Any] = named.values("place", "concept").annotate(
        first=Min(f"{path}pk"), last=Max(f"{path}pk")
    )
    return ends


def concept_models() -> list[type[Concept]]:
    """Return every kind of concept."""
    return [family.model for family in families().values()]


def _concepts(_scope: CareScope) -> list[HealthPart]:
    return [HealthPart(used_once(current().memory), _tell_concepts)]


def _tell_concepts(some: Sequence[UsedOnce]) -> list[HealthEntry]:
    concepts = _loaded((one.model, one.concept) for one in some)
    records = _loaded(one.record for one in some)
    named_by = {(type(line.record), line.record.pk): line for line in lines(records.values())}
    entries = []
    for one in some:
        concept, line = concepts.get((one.model, one.concept)), named_by.get(one.record)
        name = concept.name if concept else gettext("A concept that has gone meanwhile")
        family = family_of(one.model)
        page = family.page("curate_concept", one.concept) if concept else ""
        also = FurtherWay(line.url, line.record.title) if line else None
        entries.append(HealthEntry(name, page, f"{capfirst(family.one)}.", also=also))
    return entries


def _loaded(keys: Iterable[tuple[type[Any], int]]) -> dict[tuple[type[Any], int], Any]:
    """Return records of several kinds by kind and key; one query a kind."""
    wanted: dict[type[Any], set[int]] = defaultdict(set)
    for model, key in keys:
        wanted[model].add(key)
    return {
        (model, one.pk): one
        for model, some in wanted.items()
        for one in model._default_manager.filter(pk__in=some)
    }


CONCEPTS = HealthLine(
    "concepts-used-once",
    _("Concepts that one record alone uses"),
    gettext_noop("concept"),
    _(
        "Each may be a near-twin of another: merge it with that one, or leave it where it says "
        "something of its own."
    ),
    _concepts,
    verb=Verb.VOCABULARY,
)
