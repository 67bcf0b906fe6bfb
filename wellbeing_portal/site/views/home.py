"""The front page."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from casestudies.models import CaseStudy, Finding
from casestudies.views.case_study import COUNCIL_ROLES
from wellbeing_portal.search import Question, Reader, Search, current, in_order

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
        studies = reader.ask(
            Question(Search("case-study"), "newest", size=NEWEST_SHOWN, told=False)
        )
        findings = reader.ask(Question(Search("finding"), size=0, facets=("figure",)))
        councils = reader.ask(Question(Search("council"), size=0, facets=("has",)))
        return super().get_context_data(**kwargs) | {
            "case_study_count": studies.total,
            "strategy_count": reader.total(Search("strategy")),
            "finding_count": findings.total,
            "figure_count": findings.facets["figure"].get("given", 0),
            "council_count": councils.facets["has"].get("case-studies", 0),
            "newest": in_order(
                CaseStudy.objects.published().prefetch_related(COUNCIL_ROLES), studies.ids
            ),
            "figures": _figures(reader),
        }


def _figures(reader: Reader) -> list[Finding]:
    """Return the key finding with the strongest evidence of as many case studies as are shown."""
    key = Search("finding", selection={"shown_large": ["key"]})
    found = reader.ask(Question(key, "evidence", size=LOOKED_AT, told=False))
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
