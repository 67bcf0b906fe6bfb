"""The front page."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from casestudies.models import CaseStudy, Finding, Framework
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
            "council_count": Council.objects.filter(
                case_studies__in=case_studies
            ).distinct().count(),
            "newest": case_studies.with_strongest_evidence()
            .prefetch_related(COUNCIL_ROLES)
            .order_by("-published_at", "title")[:6],
            "strategies": Strategy.objects.published()
            .prefetch_related("councils")
            .order_by("-published_at", "title")[:5],
            "frameworks": Framework.objects.published().select_related("source"),
        }
