"""Which councils did what, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from casestudies.models import CaseStudy, CaseStudyCouncil, Finding, Initiative
from strategies.models import Council

One = TypeVar("One")

OWN_WORK = "own_work"
"""The facet of the councils of which a finding may be told as their own; see ``whose_own``."""


@dataclass(frozen=True)
class Doing:
    """A finding or an initiative: its approaches, and the councils that it names, if it does."""

    approaches: Collection[str]
    councils: Collection[str]


def credited(
    acted: Collection[str], doings: Iterable[Doing], taken: Iterable[str]
) -> Mapping[str, set[str]]:
    """Return by approach the councils that did it.

    ``acted`` are the councils that acted in the case study; a finding or an initiative that names
    no councils is the work of all of them. ``taken`` are the approaches that the case study as a
    whole took: they are the work of all that acted only where no finding and no initiative with
    that approach names councils.
    """
    found: dict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    for doing in doings:
        for approach in doing.approaches:
            found[approach] |= set(doing.councils or acted)
            if doing.councils:
                named.add(approach)
    for approach in taken:
        if approach not in named:
            found[approach] |= set(acted)
    return found


def acted_in(case_study: CaseStudy) -> list[Council]:
    """Return the councils that acted in a case study; read from ``council_roles``."""
    return [
        row.council for row in case_study.council_roles.all() if row.role in CaseStudyCouncil.ACTED
    ]


def councils_of(part: Finding | Initiative) -> list[Council]:
    """Return whose work a finding or an initiative is: the councils it names, or all that acted.

    What a framework reports is no council's work on the portal.
    """
    named = list(part.councils.all())
    if named or part.case_study is None:
        return named
    return acted_in(part.case_study)


def whose_own(named: Iterable[One], acted: Iterable[One]) -> list[One]:
    """Return the councils of which a finding may be told as their own.

    They are those that it ``named``, or the only one that ``acted`` in its account. What several
    share, and names none, may have come about in another's area: that they share it is said.
    """
    return list(named) or (those if len(those := list(acted)) == 1 else [])


def is_own_work(finding: Finding) -> bool:
    """Tell whether a finding may be told of a council as its own; one that it is the work of."""
    return bool(whose_own(finding.councils.all(), councils_of(finding)))


def work_of(parts: QuerySet[Any], councils: Collection[int], studies: Sequence[int]) -> list[int]:
    """Return which findings or initiatives of ``studies`` are the work of any of ``councils``.

    These acted in all of the studies; a part that names others alone is not theirs. The keys come
    in the order of the studies, and within each in its own.
    """
    theirs = parts.filter(Q(councils=None) | Q(councils__in=councils), case_study__in=studies)
    found = theirs.order_by().distinct().values_list("case_study", "position", "pk")
    place = {study: at for at, study in enumerate(studies)}
    return [pk for _, _, pk in sorted(found, key=lambda row: (place[row[0]], row[1]))]
