"""Pages of case studies."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Prefetch, QuerySet, Value
from django.views.generic import DetailView

from casestudies.alike import alike_to
from casestudies.evidence.why_it_matches import matching_findings
from casestudies.facets import CASE_STUDY
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.hows import hows_of
from casestudies.models import (
    CaseStudy,
    CaseStudyCouncil,
    CaseStudyPartner,
    ContextFact,
    Finding,
    Initiative,
    InitiativeFunder,
)
from strategies.models import Strategy
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.export.views import DetailDownloads
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.core.lists.listing import Sort

COUNCIL_ROLES = Prefetch(
    "council_roles", CaseStudyCouncil.objects.select_related("council").order_by("position")
)


class CaseStudyList(FacetedListView):
    """All published case studies."""

    noun = "case study"
    template_name = "casestudies/case_study_list.html"
    queryset = (
        CaseStudy.objects.published()
        .with_strongest_evidence()
        .with_finding_count()
        .for_lists()
        .prefetch_related(COUNCIL_ROLES, "approaches")
    )
    filterset_class = CaseStudyFilterSet
    index_kind = "case-study"
    feed = "case_study_feed"
    sorts = {
        "title": Sort("Title"),
        "newest": Sort("Newest on the portal first"),
        "evidence": Sort("Strongest evidence first"),
    }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add to each case study the findings that the chosen concepts bring up."""
        context = super().get_context_data(**kwargs)
        filterset = context["results"].bound.filterset
        matching = matching_findings(filterset, [row.pk for row in context["object_list"]])
        for row in context["object_list"]:
            row.matching_findings = matching.get(row.pk, [])
        return context


class CaseStudyDetail(DetailDownloads, DetailView):
    """One case study, from what it set out to do to whether it will last."""

    model = CaseStudy
    template_name = "casestudies/case_study_detail.html"
    context_object_name = "case_study"

    def get_queryset(self) -> QuerySet[CaseStudy]:
        return (
            CaseStudy.objects.published()
            .select_related("source")
            .prefetch_related(
                COUNCIL_ROLES,
                Prefetch("partner_roles", CaseStudyPartner.objects.select_related("organisation")),
                Prefetch("strategies", Strategy.objects.published().in_time_order()),
                Prefetch(
                    "initiatives",
                    Initiative.objects.prefetch_related(
                        "partners",
                        Prefetch(
                            "funders",
                            InitiativeFunder.objects.select_related("organisation", "council"),
                        ),
                    ),
                ),
                Prefetch(
                    "findings",
                    Finding.objects.select_related("source", "approach", "initiative").order_by(
                        "position"
                    ),
                ),
                Prefetch(
                    "context_facts",
                    ContextFact.objects.select_related("source").order_by("position"),
                ),
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the key figures, the money and the citation."""
        case_study = self.object
        hows = hows_of(case_study)
        findings = list(case_study.findings.all())
        return super().get_context_data(**kwargs) | {
            "approaches": hows["approach"],
            "enablers": hows["enabler"],
            "circumstances": _circumstances(case_study),
            "alike": alike_to(case_study),
            "findings": findings,
            "key_findings": [finding for finding in findings if finding.is_key],
            "money": [
                (initiative, funder)
                for initiative in case_study.initiatives.all()
                for funder in initiative.funders.all()
                if funder.amount is not None
            ],
            "strongest": _strongest(findings),
        }


def _circumstances(case_study: CaseStudy) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return for whom it was and where, under their headings, in one query for both.

    Each stands with the address of the case studies that share it.
    """
    named = [
        getattr(case_study, tag.relation)
        .order_by()
        .values_list(Value(tag.heading), "name", Value(tag.family.name), "slug")
        for tag in CASE_STUDY.plain_tags
    ]
    rows = sorted(named[0].union(*named[1:]))
    path = address_of("case_studies")
    return [
        (heading, [(name, f"{path}?{family}={slug}") for _, name, family, slug in names])
        for heading, names in groupby(rows, key=lambda row: row[0])
    ]


def _strongest(findings: list[Finding]) -> Finding.EvidenceLevel | None:
    levels = [finding.evidence_level for finding in findings]
    return Finding.EvidenceLevel(max(levels)) if levels else None
