"""Which case studies serve a priority: those that name that very priority.

A strategy's other case studies are tied to the strategy and not to any one of its priorities.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch, QuerySet

from .models import CaseStudy, CaseStudyCouncil


def serving(most: int | None = None) -> Prefetch[Any]:
    """Return what fetches, as ``serving``, the published case studies that name a priority."""
    studies = CaseStudy.objects.published().for_lists().order_by("title")
    return Prefetch("case_studies", studies[:most], to_attr="serving")


def roles(way: str = "") -> Prefetch[Any]:
    """Return what fetches the parts of councils, from which those that acted are read.

    ``way`` leads to the case studies.
    """
    named = CaseStudyCouncil.objects.select_related("council").order_by("position")
    return Prefetch(f"{way}council_roles", named)


def naming_any(priorities: Collection[int]) -> QuerySet[CaseStudy]:
    """Return the published case studies that name any of ``priorities``, by title."""
    rows = CaseStudy.priorities.through.objects.filter(priority__in=priorities)
    named = CaseStudy.objects.published().filter(pk__in=rows.values("casestudy"))
    return named.for_lists().order_by("title")
