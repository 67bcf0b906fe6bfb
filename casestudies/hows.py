"""How a case study took its approaches, and how its enablers helped: both in one query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, Value

from wellbeing_portal.core.addresses import address_of

from .models import CaseStudy, CaseStudyApproach, CaseStudyEnabler


@dataclass(frozen=True)
class How:
    """How one approach was taken or one enabler helped, in the words of the case study."""

    name: str
    url: str
    how: str
    locator: str


def how_rows(studies: Sequence[CaseStudy]) -> Iterator[tuple[str, int, str, str, str, str]]:
    """Yield family, case study, name, slug, how and place of each, in each record's own order."""
    first, second = (
        rows.objects.filter(case_study__in=[study.pk for study in studies])
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
        for family, rows in (("approach", CaseStudyApproach), ("enabler", CaseStudyEnabler))
    )
    for family, study, _, name, slug, how, locator in sorted(first.union(second, all=True)):
        yield family, study, name, slug, how, locator


def hows_of(case_study: CaseStudy) -> dict[str, list[How]]:
    """Return the approaches and the enablers of a case study, by family, in its own order."""
    hows: dict[str, list[How]] = {"approach": [], "enabler": []}
    for family, _, name, slug, how, locator in how_rows([case_study]):
        hows[family].append(How(name, address_of(family, slug), how, locator))
    return hows
