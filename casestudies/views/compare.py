"""The page that compares case studies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from casestudies.comparing import case_studies
from casestudies.models import CaseStudy, CaseStudyApproach, CaseStudyCouncil, CaseStudyEnabler
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.compare.view import RESULTS, CompareView
from wellbeing_portal.core.words import joined

NEWEST = 300
"""How many of the newest case studies are looked through for one that goes with another."""


class CompareCaseStudies(CompareView):
    """Two to four case studies side by side."""

    kind = "case-studies"
    noun = "case study"
    list_route = "case_studies"
    index_kind = "case-study"

    def get_queryset(self) -> QuerySet[Any]:
        return case_studies.comparable()

    def compare(self, records: Sequence[Any]) -> Comparison:
        return case_studies.compare_case_studies(records)

    def candidates(self) -> QuerySet[Any]:
        roles = CaseStudyCouncil.objects.select_related("council").order_by("position")
        return (
            CaseStudy.objects.published()
            .order_by("title")
            .prefetch_related(Prefetch("council_roles", roles))
        )

    def about(self, record: Any) -> str:
        leads = [role.council.name for role in record.council_roles.all() if role.role == "lead"]
        return joined(leads)

    def suggested(self, records: Sequence[Any]) -> Sequence[Any]:
        """Return the newest, those first that share approaches and enablers with ``records``."""
        newest = list(
            self.candidates()
            .exclude(pk__in=[record.pk for record in records])
            .order_by("-published_at", "title")[: NEWEST if records else RESULTS]
        )
        if not records:
            return newest
        shared: Counter[int] = Counter()
        for rows, concept in ((CaseStudyApproach, "approach"), (CaseStudyEnabler, "enabler")):
            mine = rows.objects.filter(case_study__in=records).values(concept)
            shared.update(
                rows.objects.filter(
                    case_study__in=[study.pk for study in newest], **{f"{concept}__in": mine}
                )
                .order_by()
                .values_list("case_study", flat=True)
            )
        return sorted(newest, key=lambda study: -shared[study.pk])[:RESULTS]
