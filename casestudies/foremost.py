"""The case studies of a council that are read where there may be many: the foremost."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet

from .models import CaseStudy, CaseStudyCouncil

STUDIES_READ = 8


def foremost_roles(roles: QuerySet[CaseStudyCouncil]) -> Prefetch[Any]:
    """Return what fetches councils' parts in published case studies, as ``foremost_roles``.

    The leads come first, of these the newest.
    """
    foremost = roles.filter(case_study__state=CaseStudy.State.PUBLISHED).order_by(
        "role", "-case_study__published_at", "case_study__title"
    )
    return Prefetch("case_study_roles", foremost[:STUDIES_READ], to_attr="foremost_roles")
