"""How much the portal knows, and what it does not know."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_noop

from casestudies.facets import OUTCOME
from casestudies.models import Finding
from strategies.models import Council
from wellbeing_portal.core.words import joined
from wellbeing_portal.search import Question, Reader, Remembered, Search

from . import asked

YEARS = 5
"""An account that was told longer ago is called old."""

STRENGTHS = (
    (3, gettext_noop("compared what changed with people or places without the work")),
    (2, gettext_noop("measured it in those who took part")),
    (1, gettext_noop("counted it, with no method or comparison stated")),
    (0, gettext_noop("neither counted nor measured what changed")),
)
"""What the strongest finding of a case study shows, by its least level; the last takes the rest."""

_KNOWN: Remembered[int, WhatIsKnown] = Remembered("what the front page counts")


@dataclass(frozen=True)
class Share:
    """The case studies whose strongest change is of one kind, for a part of a bar."""

    level: int
    words: str
    number: int
    start: int


@dataclass(frozen=True)
class WhatIsKnown:
    """The numbers of the front page.

    The ``shares`` add up to ``studies``, and ``changed``, ``unchanged`` and ``without`` to
    ``findings``.
    """

    studies: int
    councils: int
    nations: str
    told: str
    shares: tuple[Share, ...]
    findings: int
    changed: int
    unchanged: int
    without: int
    cost_not_stated: int
    for_whom: int
    adverse: int
    old: int
    old_with_later: int
    old_year: int
    outcomes: int
    outcomes_unmeasured: int


def what_is_known(reader: Reader) -> WhatIsKnown:
    """Return the numbers of the front page, counted once for as long as the content stands."""
    year = localdate().year
    return _KNOWN.once(reader.memory, year, lambda: _count(reader, year))


def _count(reader: Reader, year: int) -> WhatIsKnown:
    studies = asked.studies(reader, "", "evidence", "told", "cost")
    findings = asked.findings(reader, "", "change")
    strong = asked.findings(reader, "evidence=1", "change", "outcome")
    ways, strong_ways = findings.counts["change"], strong.counts["change"]
    told = {int(one): number for one, number in studies.counts["told"].items() if number}
    outcomes = list(OUTCOME.vocabulary(reader))
    old_year = year - YEARS
    acted = Search("council", selection={"has": ["case-studies"]})
    councils = reader.ask(Question(acted, size=0, facets=("nation",), told=False))
    adverse = sum(ways.get(way, 0) for way in ("no-change", "mixed", "worse"))
    unchanged = strong_ways.get(Finding.Direction.NO_CHANGE, 0)
    return WhatIsKnown(
        studies=studies.total,
        councils=councils.total,
        nations=_nations(councils.facets["nation"]),
        told=_span(list(told)),
        shares=_shares(studies),
        findings=findings.total,
        changed=strong.total - unchanged,
        unchanged=unchanged,
        without=findings.total - strong.total,
        cost_not_stated=studies.counts["cost"].get("not-stated", 0),
        for_whom=_for_whom(),
        adverse=adverse,
        old=sum(number for one, number in told.items() if one <= old_year),
        old_with_later=_with_later(old_year),
        old_year=old_year,
        outcomes=len(outcomes),
        outcomes_unmeasured=sum(not strong.counts["outcome"].get(one.value) for one in outcomes),
    )


def _shares(studies: asked.Answered) -> tuple[Share, ...]:
    """Return the case studies by their strongest change; each stands in one share."""
    found: list[Share] = []
    counted = 0
    for level, words in STRENGTHS:
        number = (studies.at_least(level) if level else studies.total) - counted
        found.append(Share(level, gettext(words), number, counted))
        counted += number
    return tuple(found)


def _nations(counts: asked.Counts) -> str:
    """Return how many of the councils that acted are in each nation."""
    names = dict(Council.Nation.choices)
    found = sorted((-number, str(names[one])) for one, number in counts.items() if number)
    return joined(
        gettext("%(number)s in %(name)s") % {"number": -number, "name": name}
        for number, name in found
    )


def _span(years: list[int]) -> str:
    if not years:
        return ""
    first, last = min(years), max(years)
    return (
        gettext("in %(first)s") % {"first": first}
        if first == last
        else gettext("between %(first)s and %(last)s") % {"first": first, "last": last}
    )


def _for_whom() -> int:
    """Return how many case studies have a finding that was better or worse for some."""
    better = Finding.better_for.through.objects.values("finding")
    worse = Finding.worse_for.through.objects.values("finding")
    found = Finding.objects.published().filter(
        Q(pk__in=better) | Q(pk__in=worse), case_study__isnull=False, claim=Finding.Claim.CHANGED
    )
    return found.order_by().values("case_study").distinct().count()


def _with_later(year: int) -> int:
    """Return how many accounts told in a year or before have a finding from a later source."""
    later = Q(source__published_on__year__gt=year) | Q(source__published_year__gt=year)
    found = Finding.objects.published().filter(later, case_study__told_in__lte=year)
    return found.order_by().values("case_study").distinct().count()
