"""The surest changes in work that councils led, and with whom a change was brought about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext, ngettext

from casestudies.evidence.order import first_of_equals, key_of_first
from casestudies.models import CaseStudyCouncil, Finding
from casestudies.models.claims import Claim
from wellbeing_portal.core.words import spelt

ROLE = "case_study__council_roles"


@dataclass(frozen=True)
class LedWork:
    """Of work that a council led: the highest level above 0, its first finding, and its ways."""

    level: int
    first: int
    ways: Mapping[str, int]


def surest_led(councils: Collection[int]) -> Mapping[int, LedWork]:
    """Return the surest changes in work that these councils led, by council. One query.

    A finding that names others alone is not its own, though it led the rest.
    """
    found: dict[int, dict[int, dict[str, tuple[int, int]]]] = defaultdict(lambda: defaultdict(dict))
    rows = (
        Finding.objects.published()
        .filter(
            Q(councils=None) | Q(councils=F(f"{ROLE}__council")),
            claim=Claim.CHANGED,
            evidence_level__gt=Finding.EvidenceLevel.SAID,
            **{f"{ROLE}__role": CaseStudyCouncil.Role.LEAD, f"{ROLE}__council__in": councils},
        )
        .order_by()
        .values(f"{ROLE}__council", "evidence_level", "direction")
        .annotate(number=Count("pk", distinct=True), first=first_of_equals())
        .values_list(f"{ROLE}__council", "evidence_level", "direction", "number", "first")
    )
    for council, level, way, number, first in rows:
        found[council][level][way] = number, first
    return {council: _highest(levels) for council, levels in found.items()}


def _highest(levels: Mapping[int, Mapping[str, tuple[int, int]]]) -> LedWork:
    level = max(levels)
    ways = levels[level]
    first = min(first for _number, first in ways.values())
    return LedWork(level, key_of_first(first), {way: number for way, (number, _) in ways.items()})


def others_in(findings: Iterable[Finding]) -> Mapping[int, int]:
    """Return of how many councils each finding is the work, less one. Two queries, or none."""
    given = list(findings)
    if not given:
        return {}
    keys = [one.pk for one in given]
    named = Finding.councils.through.objects.filter(finding__in=keys).order_by()
    by_finding: dict[Any, int] = dict(named.values_list("finding").annotate(Count("council")))
    acted = CaseStudyCouncil.objects.filter(
        case_study__in=[one.case_study_id for one in given], role__in=CaseStudyCouncil.ACTED
    ).order_by()
    by_study: dict[Any, int] = dict(acted.values_list("case_study").annotate(Count("council")))
    return {
        one.pk: max(0, by_finding.get(one.pk, by_study.get(one.case_study_id, 1)) - 1)
        for one in given
    }


def with_others(number: int) -> str:
    """Return with how many other councils something was done, or nothing."""
    if not number:
        return ""
    said = ngettext("with %(number)s other council", "with %(number)s other councils", number)
    return said % {"number": gettext("one") if number == 1 else spelt(number)}
