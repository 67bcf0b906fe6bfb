"""What accounts say most surely of an outcome: each account once, and none left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from enum import IntEnum

from django.db.models import Q
from django.utils.translation import gettext_noop

from casestudies.models import Finding
from casestudies.models.claims import Claim, Direction
from wellbeing_portal.core.words import Said


class Surest(IntEnum):
    """What an account says most surely of an outcome, the surest first."""

    GAINED = 0
    NOT_GAINED = 1
    SAID = 2
    SAID_NOT = 3
    SAID_OTHER = 4
    CALCULATED = 5
    AIMED = 6


SAVED = Said(
    {
        Surest.GAINED: gettext_noop("%(number)s counted or measured a saving"),
        Surest.NOT_GAINED: gettext_noop(
            "%(number)s counted or measured none, a mixed result or more spent"
        ),
        Surest.SAID: gettext_noop("%(number)s said so without figures"),
        Surest.SAID_NOT: gettext_noop("%(number)s said there was none"),
        Surest.SAID_OTHER: gettext_noop(
            "%(number)s said without figures that it was mixed or that more was spent"
        ),
        Surest.CALCULATED: gettext_noop("%(number)s only calculated one"),
        Surest.AIMED: gettext_noop("%(number)s only aimed at one"),
    }
)
"""How many accounts say what of money saved."""


def surest_of(outcomes: Collection[str]) -> Mapping[int, Surest]:
    """Return what each published account says most surely of any of some outcomes. One query.

    A change goes before what is calculated, and that before what is aimed at; of changes those at
    the highest level count. All of these have to be better for it to have gained.
    """
    named = Q(outcomes__slug__in=outcomes) | Q(inferred_outcomes__slug__in=outcomes)
    rows = Finding.objects.published().filter(named, case_study__isnull=False).order_by()
    said: dict[int, set[tuple[str, int, str]]] = defaultdict(set)
    for study, claim, level, way in rows.values_list(
        "case_study", "claim", "evidence_level", "direction"
    ):
        said[study].add((claim, level or 0, way))
    return {study: _surest(those) for study, those in said.items()}


def numbers_of(found: Mapping[int, Surest]) -> Mapping[Surest, int]:
    """Return how many accounts say what; they add up to all of them."""
    return Counter(found.values())


def _surest(said: Collection[tuple[str, int, str]]) -> Surest:
    changes = [(level, way) for claim, level, way in said if claim == Claim.CHANGED]
    if not changes:
        claims = {claim for claim, _level, _way in said}
        return Surest.CALCULATED if Claim.MODELLED in claims else Surest.AIMED
    highest = max(level for level, _way in changes)
    ways = {way for level, way in changes if level == highest}
    if highest:
        return Surest.GAINED if ways == {Direction.BETTER} else Surest.NOT_GAINED
    if ways == {Direction.NO_CHANGE}:
        return Surest.SAID_NOT
    return Surest.SAID if ways == {Direction.BETTER} else Surest.SAID_OTHER
