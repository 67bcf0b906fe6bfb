"""The front page."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from casestudies.models import CaseStudy, Finding
from casestudies.views.case_study import COUNCIL_ROLES
from strategies.models import Council, Strategy


class Home(TemplateView):
    """What the portal holds, the ways into it, and what is new."""

    template_name = "site/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers of what is published, and the newest case studies."""
        case_studies = CaseStudy.objects.published()
        findings = Finding.objects.published()
        return super().get_context_data(**kwargs) | {
            "case_study_count": case_studies.count(),
            "strategy_count": Strategy.objects.published().count(),
            "finding_count": findings.count(),
            "figure_count": findings.filter(value__isnull=False).count(),
            "council_count": Council.objects.filter(case_studies__in=case_studies)
            .distinct()
            .count(),
            "newest": case_studies.with_strongest_evidence()
            .prefetch_related(COUNCIL_ROLES)
            .order_by("-published_at", "title")[:6],
            "figures": _figures(3),
        }


def _figures(number: int) -> list[Finding]:
    """Return the key finding with the strongest evidence of as many case studies as asked."""
    strongest: dict[int | None, Finding] = {}
    candidates = (
        Finding.objects.published()
        .filter(is_key=True, case_study__isnull=False)
        .select_related("case_study")
        .order_by("-evidence_level", "position", "case_study__title")
    )
    for finding in candidates[: 10 * number]:
        strongest.setdefault(finding.case_study_id, finding)
    return list(strongest.values())[:number]
