"""What councils, strategies and priorities can be asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from wellbeing_portal.core.facets import (
    LARGEST,
    Facet,
    FacetedRecord,
    Family,
    Range,
    RecordPart,
    ends,
    years,
)
from wellbeing_portal.core.lists.filters import FacetFilter
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary
from wellbeing_portal.core.models.naming import named_by

from . import vocabularies
from .models import Council, Priority, Strategy, Theme

THEME = Family("theme", Theme, "theme", "themes")

COUNCIL_TYPE = gettext_noop("Type of council")


def places(
    councils: str,
    vocabulary: Callable[[], Vocabulary],
    of_parts: Sequence[str] = (),
    offered: Callable[[], Vocabulary] | None = None,
    **counted: Sequence[str],
) -> tuple[Facet, ...]:
    """Return the facets of places: ``councils`` leads to the councils of a record.

    Any council of ``vocabulary`` may be asked for, and those ``offered`` are shown. ``counted``
    says which of the rows on the way count. ``of_parts`` lead to the councils of its
    parts; a part that names none has those of its record.
    """

    def own(column: str) -> tuple[str, ...]:
        return tuple(f"{one}__{column}" for one in of_parts)

    type_, region, nation = (
        Facet(
            name,
            (f"{councils}__{column}",),
            label,
            phrase,
            known,
            of_parts=own(column),
            where=counted,
            by_default=bool(of_parts),
        )
        for name, column, label, phrase, known in (
            ("council_type", "type", COUNCIL_TYPE, "by {}", vocabularies.council_types),
            ("region", "region", "Region", "in {}", vocabularies.regions),
            ("nation", "nation", "Nation", "in {}", vocabularies.nations),
        )
    )
    council = Facet(
        "council",
        (f"{councils}__slug",),
        "Council",
        "by {}",
        vocabulary,
        offered=offered,
        of_parts=own("slug"),
        where=counted,
        by_default=bool(of_parts),
    )
    return (type_, region, nation, council)


PRIORITIES = RecordPart(Priority, "priorities", "strategy")

STRATEGY = FacetedRecord(
    Strategy,
    (
        Facet.of(THEME, "priorities__themes__slug", phrase=gettext_noop("about {}")),
        Facet(
            "strategy_kind",
            ("kind",),
            "Kind",
            "of kind {}",
            vocabularies.strategy_kinds,
            parameter="kind",
        ),
        Facet("status", ("status",), "Status", "with status {}", vocabularies.strategy_statuses),
        ends(Strategy.Status.SUPERSEDED, "status"),
        Facet(
            "priority_kind",
            (),
            "Kind of priority",
            "of kind {}",
            vocabularies.priority_kinds,
            of_parts=("priorities__kind",),
            parameter="kind",
        ),
        *places(
            "councils",
            vocabularies.councils,
            offered=vocabularies.councils_with("strategies"),
        ),
    ),
    (years(),),
    (PRIORITIES,),
)


class HeldFilter(FacetFilter):
    """Councils about which the portal holds something that is published."""

    def filter(self, qs: QuerySet[Any], value: Sequence[str]) -> QuerySet[Any]:
        """Keep the councils that have any of the kinds of record asked for."""
        if not value:
            return qs
        held = Q()
        for kind in named_by(Council):
            if kind.value in value:
                held |= kind.is_published
        return qs.filter(pk__in=Council.objects.filter(held).values("pk"))


def held() -> Vocabulary:
    """What the portal may hold of a council: the kinds of published records that name it."""
    return Vocabulary.of(Term(kind.value, kind.label) for kind in named_by(Council))


def days(begins: dt.date | None, ends: dt.date | None) -> Mapping[str, int]:
    """Return the first and the last day of a council as numbers, by which any day is asked for."""
    return {
        "begins": begins.toordinal() if begins else 0,
        "ends": ends.toordinal() if ends else LARGEST,
    }


def existing_on(day: dt.date) -> dict[str, tuple[int | None, int | None]]:
    """Return what the index is asked for councils that exist on a day."""
    return {"begins": (None, day.toordinal()), "ends": (day.toordinal(), None)}


COUNCIL = FacetedRecord(
    Council,
    (
        Facet("has", (), "On the portal", "with {}", held, filter_class=HeldFilter),
        Facet(
            "council_type",
            ("type",),
            COUNCIL_TYPE,
            "of type {}",
            vocabularies.council_types,
            parameter="type",
        ),
        Facet("region", ("region",), "Region", "in {}", vocabularies.regions),
        Facet("nation", ("nation",), "Nation", "in {}", vocabularies.nations),
        Facet("parent", ("parent__slug",), "County", "in the county of {}", vocabularies.counties),
    ),
    (Range(("begins", "ends"), ("begins", "ends"), days, ()),),
)
