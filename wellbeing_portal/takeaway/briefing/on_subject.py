"""Which case studies tell of a subject, to be chosen from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from casestudies.facets import APPROACH
from casestudies.models import CaseStudy, CaseStudyApproach, Finding
from strategies.facets import THEME

from .items import PUBLISHED
from .subject import OF_STUDIES, TIES, Subject


def studies_on(subject: Subject) -> list[int]:
    """Return the keys of the published case studies that tell of a subject.

    The one with the surest change on it comes first; those without a change come last. These are
    the accounts of which ``Account.is_on_subject`` says so.
    """
    if subject.is_any:
        return []
    surest: dict[int, int] = dict.fromkeys(_takers(subject), -1)
    for study, claim, level in _findings(subject):
        sure = level if claim == Finding.Claim.CHANGED and level is not None else -1
        surest[study] = max(sure, surest.get(study, -1))
    kept = _kept(subject).filter(pk__in=surest).order_by("-told_in", "pk")
    return sorted(kept.values_list("pk", flat=True), key=lambda pk: -surest[pk])


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
    yield from rows.values_list("case_study", "claim", "evidence_level").order_by()


def _takers(subject: Subject) -> list[int]:
    """Return those that belong without a finding.

    With an approach alone they took it; without a concept of findings they are all that are for
    such a group or in such a setting.
    """
    if not subject.slugs:
        return list(_kept(subject).values_list("pk", flat=True))
    if set(subject.slugs) != {APPROACH.name}:
        return []
    wanted = subject.slugs[APPROACH.name]
    taken = CaseStudyApproach.objects.filter(approach__slug__in=wanted)
    return list(taken.values_list("case_study", flat=True))
