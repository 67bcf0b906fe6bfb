"""Which case studies tell of a subject, to be chosen from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from casestudies.facets import ENABLER
from casestudies.models import (
    CaseStudy,
    CaseStudyApproach,
    CaseStudyEnabler,
    Finding,
    Initiative,
)
from strategies.facets import THEME

from .items import PUBLISHED
from .subject import OF_ROWS, OF_STUDIES, TIES, Subject


def studies_on(subject: Subject) -> list[int]:
    """Return the keys of the published case studies that tell of a subject.

    The one with the surest change on it comes first, of like ones the latest told; those without
    a change come last. These are the accounts of which ``Account.is_on_subject`` says so.
    """
    if subject.is_any:
        return []
    surest: dict[tuple[int, int], int] = dict.fromkeys(_takers(subject), -1)
    for study, told_in, claim, level in _findings(subject):
        sure = level if claim == Finding.Claim.CHANGED and level is not None else -1
        told = (study, told_in or 0)
        surest[told] = max(sure, surest.get(told, -1))
    return [key for key, told_in in sorted(surest, key=lambda one: (-surest[one], -one[1], one[0]))]


def _kept(subject: Subject) -> QuerySet[CaseStudy]:
    rows = CaseStudy.objects.published()
    for family, wanted in subject.of_accounts.items():
        if family == THEME.name:
            served = {"priorities__strategy__state": PUBLISHED}
            tied = CaseStudy.objects.filter(priorities__themes__slug__in=wanted, **served)
        else:
            tied = CaseStudy.objects.filter(**{f"{OF_STUDIES[family]}__slug__in": wanted})
        rows = rows.filter(pk__in=tied.values("pk"))
    return rows


def _findings(subject: Subject) -> Iterator[Any]:
    rows = Finding.objects.filter(case_study__in=_kept(subject).values("pk"))
    for family, wanted in subject.slugs.items():
        either = Q()
        for relation in TIES[family]:
            either |= Q(**{f"{relation}__slug__in": wanted})
        rows = rows.filter(pk__in=Finding.objects.filter(either).values("pk"))
    read = ("case_study", "case_study__told_in", "claim", "evidence_level")
    yield from rows.values_list(*read).order_by()


def _takers(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield those that belong without a finding, with the years in which they were told.

    With an approach or an enabler alone they have it by a row of their own or in a programme;
    without a concept of findings they are all that are for such a group or in such a setting.
    """
    rows = _kept(subject)
    if subject.slugs:
        family, wanted = next(iter(subject.slugs.items()))
        if len(subject.slugs) != 1 or family not in OF_ROWS:
            return
        rows = rows.filter(_has_by_rows(family, wanted))
    for key, told_in in rows.order_by().values_list("pk", "told_in"):
        yield key, told_in or 0


def _has_by_rows(family: str, wanted: Collection[str]) -> Q:
    if family == ENABLER.name:
        helped = CaseStudyEnabler.objects.filter(enabler__slug__in=wanted)
        return Q(pk__in=helped.values("case_study"))
    taken = CaseStudyApproach.objects.filter(approach__slug__in=wanted)
    programmes = Initiative.objects.filter(approaches__slug__in=wanted)
    return Q(pk__in=taken.values("case_study")) | Q(pk__in=programmes.values("case_study"))
