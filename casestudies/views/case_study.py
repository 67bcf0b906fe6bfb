"""Pages of case studies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext
from django.views.generic import DetailView

from casestudies.account import account_of, essence_of, folds_of, with_parts
from casestudies.account.essence import cost_fact
from casestudies.alike import alike_to
from casestudies.evidence.strongest import strongest_by_study
from casestudies.evidence.why_it_matches import matching_findings
from casestudies.facets import CASE_STUDY
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.models import CaseStudy, CaseStudyCouncil, Cost
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.export.views import DetailDownloads
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.core.lists.listing import Sort
from wellbeing_portal.core.publishing.readers_page import ReadersPage, known_of

from .sorts import NEWEST, OF_ACCOUNTS, SUREST

COUNCIL_ROLES = Prefetch(
    "council_roles", CaseStudyCouncil.objects.select_related("council").order_by("position")
)


class CaseStudyList(FacetedListView):
    """All published case studies."""

    noun = "case study"
    template_name = "casestudies/case_study_list.html"
    queryset = CaseStudy.objects.published().for_lists().prefetch_related(COUNCIL_ROLES)
    filterset_class = CaseStudyFilterSet
    index_kind = "case-study"
    feed = "case_study_feed"
    sorts = {"title": Sort("Title")} | NEWEST | SUREST | OF_ACCOUNTS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add to each case study its strongest change, and findings that meet what was chosen."""
        context = super().get_context_data(**kwargs)
        filterset = context["results"].bound.filterset
        keys = [row.pk for row in context["object_list"]]
        matching, changes = matching_findings(filterset, keys), strongest_by_study(keys)
        for row in context["object_list"]:
            row.matching_findings = matching.get(row.pk, [])
            row.strongest = changes[row.pk]
        if "stated" in context["results"].bound.chosen_in("cost"):
            _tell_costs(context["object_list"])
        return context


def _tell_costs(studies: Sequence[Any]) -> None:
    """Let each case study say what its page says first of its cost. One query."""
    costs = Cost.objects.select_related("initiative").order_by("position")
    prefetch_related_objects(studies, Prefetch("costs", costs))
    for study in studies:
        study.cost_asked = cost_fact(study.costs.all())


class CaseStudyDetail(ReadersPage, DetailDownloads, DetailView):
    """One case study: what matters first, then the whole account, folded."""

    model = CaseStudy
    template_name = "casestudies/case_study_detail.html"
    context_object_name = "case_study"

    def get_queryset(self) -> QuerySet[CaseStudy]:
        return with_parts(self.standing(CaseStudy.objects.all()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the essence and the folded parts; ``open=all`` unfolds them all.

        ``open=done`` wants one part whole, page by page if it is long; ``finding`` that part in
        which a finding stands.
        """
        asked = self.request.GET
        account = account_of(self.object)
        told = super().get_context_data(**kwargs) | self.of_record(self.object)
        return told | {
            "known": known_of(self.object),
            "account": account,
            "essence": essence_of(account),
            "folds": folds_of(
                account,
                asked=asked.get("open", ""),
                page=asked.get("page", ""),
                finding=asked.get("finding", ""),
            ),
            "circumstances": _circumstances(account.study),
            "open_all": asked.get("open") == "all",
            "alike": alike_to(self.object),
        }


def _circumstances(case_study: CaseStudy) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return for whom it was and where, and the numbers it states, under their headings.

    A concept stands with the address of the case studies that share it.
    """
    path = address_of("case_studies")
    return [
        *(
            (
                gettext(tag.heading),
                [(one.name, f"{path}?{tag.family.name}={one.slug}") for one in tied],
            )
            for tag in CASE_STUDY.plain_tags
            if (tied := getattr(case_study, tag.relation).all())
        ),
        *((heading, [(f"{number:,}", "")]) for heading, number in CASE_STUDY.said_of(case_study)),
    ]
