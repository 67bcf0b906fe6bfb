"""What the tables of case studies have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casestudies.models import CaseStudy
from strategies.models import Source
from wellbeing_portal.core.export.fetching import Field, named
from wellbeing_portal.core.export.table import Column

PUBLISHED = CaseStudy.State.PUBLISHED

OF_CASE_STUDY: list[Field] = [
    (Column("case_study", "Case study", width=40, wraps=True), "case_study.title"),
    (Column("case_study_slug", "Case study slug"), "case_study.slug"),
]


PARENT = named("case_study", CaseStudy, "title", "slug")
SOURCE = named("source", Source, "title", "slug", "state")


def names(relation: str) -> Callable[[Any], list[str]]:
    """Return a reader of the names of what ``relation`` leads to."""
    return lambda record: [str(each) for each in getattr(record, relation).all()]
