"""The front page."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from casestudies.models import CaseStudy, Finding
from casestudies.views.case_study import COUNCIL_ROLES
from wellbeing_portal.search import Reader, Search, current, in_order

NEWEST_SHOWN = 6
FIGURES_SHOWN = 3
LOOKED_AT = 10 * FIGURES_SHOWN
"""Key findings among which those of different case studies are looked for."""


class HomePage(TemplateView):
    """What the portal holds, the ways into it, and what is new."""

    template_name = "site/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers of what is published, and the newest case studies."""
        reader = current()

        def number(kind: str, **chosen: str) -> int:
            selection = {name: [value] for name, value in chosen.items()}
            return reader.search(Search(kind, selection=selection), limit=0).total

        return super().get_context_data(**kwargs) | {
            "case_study_count": number("case-study"),
            "strategy_count": number("strategy"),
            "finding_count": number("finding"),
            "figure_count": number("finding", figure="given"),
            "council_count": number("council", has="case-studies"),
            "newest": _newest(reader),
            "figures": _figures(reader),
        }


def _newest(reader: Reader) -> list[CaseStudy]:
    found = reader.search(Search("case-study"), sort="newest", limit=NEWEST_SHOWN)
    return in_order(CaseStudy.objects.published().prefetch_related(COUNCIL_ROLES), found.ids)


def _figures(reader: Reader) -> list[Finding]:
    """Return the key finding with the strongest evidence of as many case studies as are shown."""
    key = Search("finding", selection={"figure": ["key"]})
    found = reader.search(key, sort="evidence", limit=LOOKED_AT)
    candidates = (
        Finding.objects.published()
        .filter(pk__in=found.ids, case_study__isnull=False)
        .select_related("case_study")
        .order_by("-evidence_level", "position", "case_study__title")
    )
    strongest: dict[int | None, Finding] = {}
    for finding in candidates:
        strongest.setdefault(finding.case_study_id, finding)
    return list(strongest.values())[:FIGURES_SHOWN]
