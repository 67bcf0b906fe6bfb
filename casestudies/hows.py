"""How a case study took its approaches, and how its enablers helped: both in one query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Value

from .models import CaseStudy, CaseStudyApproach, CaseStudyEnabler


@dataclass(frozen=True)
class How:
    """How one approach was taken or one enabler helped, in the words of the case study."""

    name: str
    url: str
    how: str
    locator: str


def how_queries(keys: Sequence[int]) -> Iterator[QuerySet[Any, Any]]:
    """Yield what finds family, case study, position, name, slug, how and place of each."""
    for family, rows in (("approach", CaseStudyApproach), ("enabler", CaseStudyEnabler)):
        yield (
            rows.objects.filter(case_study__in=keys)
            .order_by()
            .values_list(
                Value(family),
                "case_study",
                "position",
                F(f"{family}__name"),
                F(f"{family}__slug"),
                "how",
                "locator",
            )
        )


def how_rows(studies: Sequence[CaseStudy]) -> Iterator[tuple[str, int, str, str, str, str]]:
    """Yield family, case study, name, slug, how and place of each, in each record's own order."""
    first, second = how_queries([study.pk for study in studies])
    for family, study, _, name, slug, how, locator in sorted(first.union(second, all=True)):
        yield family, study, name, slug, how, locator
