"""How a case study took its approaches, and how its enablers helped: both in one query."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Value
from django.urls import reverse

from .models import CaseStudy


@dataclass(frozen=True)
class How:
    """How one approach was taken or one enabler helped, in the words of the case study."""

    name: str
    url: str
    how: str
    locator: str


def hows_of(case_study: CaseStudy) -> dict[str, list[How]]:
    """Return the approaches and the enablers of a case study, by family, in its own order."""
    families = {
        "approach": case_study.approach_rows.order_by(),
        "enabler": case_study.enabler_rows.order_by(),
    }
    first, second = (
        rows.values_list(
            Value(family), "position", F(f"{family}__name"), F(f"{family}__slug"), "how", "locator"
        )
        for family, rows in families.items()
    )
    hows: dict[str, list[How]] = {family: [] for family in families}
    for family, _, name, slug, how, locator in sorted(first.union(second, all=True)):
        hows[family].append(How(name, reverse(family, args=[slug]), how, locator))
    return hows
