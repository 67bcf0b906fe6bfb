"""The case studies of a council that are read where there may be many: the foremost."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Prefetch, QuerySet, When

from .models import CaseStudy, CaseStudyCouncil

STUDIES_READ = 8


def foremost_roles(roles: QuerySet[CaseStudyCouncil]) -> Prefetch[Any]:
    """Return what fetches the published case studies in which councils acted.

    They are found as ``foremost_roles``: those they led come first, of these the newest.
    """
    acted = roles.filter(role__in=CaseStudyCouncil.ACTED)
    return Prefetch("case_study_roles", _foremost(acted), to_attr="foremost_roles")


def naming_roles() -> Prefetch[Any]:
    """Return what fetches the published case studies that name councils which did not act.

    They are found as ``naming_roles``.
    """
    roles = CaseStudyCouncil.objects.exclude(role__in=CaseStudyCouncil.ACTED)
    named = roles.select_related("case_study")
    return Prefetch("case_study_roles", _foremost(named), to_attr="naming_roles")


def _foremost(roles: QuerySet[CaseStudyCouncil]) -> QuerySet[CaseStudyCouncil]:
    led = Case(When(role=CaseStudyCouncil.Role.LEAD, then=0), default=1)
    published = roles.filter(case_study__state=CaseStudy.State.PUBLISHED)
    return published.order_by(led, "-case_study__published_at", "case_study__title")[:STUDIES_READ]
