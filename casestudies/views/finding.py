"""Findings: the list of them, and the page of each, which stays for ever."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView

from casestudies.filtersets import FindingFilterSet
from casestudies.models import Finding
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.core.lists.listing import Sort

SHOWN = ("case_study", "initiative", "source")
TIES = ("approaches", "outcomes", "inferred_outcomes", "enablers", "inferred_enablers", "councils")


class FindingList(FacetedListView):
    """Every finding of a case study, with the parameters of the list of case studies."""

    template_name = "casestudies/finding_list.html"
    queryset = (
        Finding.objects.published()
        .filter(case_study__isnull=False)
        .select_related(*SHOWN)
        .prefetch_related(*TIES, "case_study__council_roles__council")
    )
    sorts = {"evidence": Sort("Strongest evidence first")}
    noun = "finding"
    filterset_class = FindingFilterSet
    index_kind = "finding"
    always = {"of": ["case-study"]}


class FindingDetail(TemplateView):
    """One finding for ever: what it says, how it is known, where it stands, what it is tied to."""

    template_name = "casestudies/finding.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the finding.

        Raises:
            Http404: when no published case study has it.
        """
        found = FindingList.queryset.filter(
            case_study__slug=self.kwargs["slug"], key=self.kwargs["key"]
        ).prefetch_related("better_for", "worse_for")
        finding = found.first()
        if finding is None:
            raise Http404("There is no such finding.")
        return super().get_context_data(**kwargs) | {
            "finding": finding,
            "case_study": finding.case_study,
        }
