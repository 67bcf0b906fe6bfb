"""The strongest change that an account reports: what changed, which way, and how sure it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from casestudies.models import Finding
from wellbeing_portal.core.words import counted, in_sentence

from .grammar import Sign, sign_of_change, strength_at
from .ways import told_ways

NAMED = 2
"""Outcomes that are named of one direction before it says how many more there are."""


@dataclass(frozen=True)
class OneWay:
    """A direction in which changes went, and the names of the outcomes of these changes."""

    sign: Sign
    outcomes: tuple[str, ...] = ()

    @property
    def of(self) -> str:
        """The outcomes in short: “Loneliness, Trust and 2 more”."""
        names, more = ", ".join(self.outcomes[:NAMED]), len(self.outcomes[NAMED:])
        if not more:
            return names
        return _("%(names)s and %(more)s more") % {"names": names, "more": more}


@dataclass(frozen=True)
class StrongestChange:
    """The highest level of an account's changes, and every way that changes of this level went.

    One that is compared with others and better does not hide another that is worse. An outcome
    that went both ways is told once, as mixed.
    """

    level: int
    ways: tuple[OneWay, ...]

    @property
    def signs(self) -> tuple[Sign, ...]:
        """The shape and the word of each way."""
        return tuple(way.sign for way in self.ways)

    @property
    def words(self) -> str:
        """How sure it is."""
        return strength_at(self.level)


def strongest(changes: Iterable[tuple[int | None, str, str]]) -> StrongestChange | None:
    """Return the strongest of changes: each a level, a direction and an outcome, if it has one.

    There is none where there are no changes.
    """
    known = [(level, way, outcome) for level, way, outcome in changes if level is not None]
    if not known:
        return None
    highest = max(level for level, _way, _outcome in known)
    surest = [(way, outcome) for level, way, outcome in known if level == highest]
    ways: dict[str, set[str]] = defaultdict(set)
    for way, outcome in surest:
        ways[outcome].add(way)
    outcomes: dict[str, set[str]] = defaultdict(set)
    for way, outcome in surest:
        told = told_ways(ways[outcome]) if outcome else {}
        outcomes[told.get(Finding.Direction(way), way)] |= {outcome} - {""}
    return StrongestChange(
        highest,
        tuple(
            OneWay(sign_of_change(highest, way), tuple(sorted(outcomes[way], key=str.casefold)))
            for way in Finding.Direction
            if way in outcomes
        ),
    )


def equals_in_words(ways: Mapping[str, int]) -> str:
    """Return how many findings at the highest level went which way, where these differ."""
    there = {way: number for way in Finding.Direction if (number := ways.get(way, 0))}
    if len(there) < 2:
        return ""
    told = ", ".join(f"{number} {in_sentence(str(way.label))}" for way, number in there.items())
    return _("%(findings)s at this level: %(told)s") % {
        "findings": counted(sum(there.values()), "finding"),
        "told": told,
    }


def strongest_by_study(keys: Sequence[int]) -> Mapping[int, StrongestChange | None]:
    """Return the strongest change of each of these case studies. One query."""
    rows = (
        Finding.objects.filter(case_study__in=keys, claim=Finding.Claim.CHANGED)
        .order_by()
        .values_list("case_study_id", "evidence_level", "direction", "outcomes__name")
        .distinct()
    )
    found: dict[int, list[tuple[int | None, str, str]]] = defaultdict(list)
    for study, level, direction, outcome in rows:
        found[study].append((level, direction, outcome or ""))
    return {key: strongest(found[key]) for key in keys}
