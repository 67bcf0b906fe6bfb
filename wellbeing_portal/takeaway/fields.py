"""What the tables of case studies have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch

from casestudies.models import CaseStudy, CaseStudyCouncil
from strategies.models import Council, Source
from wellbeing_portal.core.export.fetching import Field, named
from wellbeing_portal.core.export.table import ColumnKind

from .headings import column

PUBLISHED = CaseStudy.State.PUBLISHED

OF_CASE_STUDY: list[Field] = [
    (column("case_study", width=40, wraps=True), "case_study.title"),
    (column("case_study_slug"), "case_study.slug"),
    (column("told_in", ColumnKind.NUMBER), "case_study.told_in"),
]


PARENT = named("case_study", CaseStudy, "title", "slug", "told_in")
SOURCE = named("source", Source, "title", "slug", "state")
COUNCILS = named("councils", Council, "name")
PLACES = Prefetch(
    "case_study__council_roles",
    CaseStudyCouncil.objects.select_related("council")
    .order_by("position")
    .only("case_study_id", "position", "role", "council__name"),
)
"""The councils of the case study that a row belongs to, for those that name none of their own."""


def names(relation: str) -> Callable[[Any], list[str]]:
    """Return a reader of the names of what ``relation`` leads to."""
    return lambda record: [str(each) for each in getattr(record, relation).all()]
