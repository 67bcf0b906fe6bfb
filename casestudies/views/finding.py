"""Findings: the list of them, and the page of each, which stays for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.views.generic import TemplateView

from casestudies.account.rows import OF_FINDINGS, Graded
from casestudies.evidence.credit import councils_of
from casestudies.evidence.grammar import in_one_line
from casestudies.evidence.levels import MEANINGS, Level
from casestudies.filtersets import FindingFilterSet
from casestudies.models import CaseStudy, CaseStudyCouncil, Finding
from casestudies.models.finding import finding_address
from wellbeing_portal.core.citation import Citation
from wellbeing_portal.core.compare.comparison import HIDDEN_SOURCE
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.core.lists.feed import ListFeed
from wellbeing_portal.core.models.named_ties import fetch_named
from wellbeing_portal.core.publishing.readers_page import ReadersPage

from .as_it_stood import as_it_stood
from .case_study import COUNCIL_ROLES
from .sorts import NEWEST, OF_ACCOUNTS, SUREST

SHOWN = ("inferred_outcomes", "inferred_enablers", "councils")
"""What a finding in a list is shown with."""


class FindingList(FacetedListView):
    """Every finding of a case study, with the parameters of the list of case studies."""

    template_name = "casestudies/finding_list.html"
    queryset = (
        Finding.objects.published()
        .filter(case_study__isnull=False)
        .select_related("case_study", "source")
    )
    sorts = SUREST | NEWEST | OF_ACCOUNTS
    noun = "finding"
    filterset_class = FindingFilterSet
    index_kind = "finding"
    always = {"of": ["case-study"]}
    feed = "finding_feed"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whose work the findings are and what was inferred, in one query for all of them."""
        context = super().get_context_data(**kwargs)
        fetch_named((context["object_list"], SHOWN))
        return context


class FindingFeed(ListFeed):
    """The newest findings that the parameters of the list find."""

    listing = FindingList

    def published(self) -> Any:
        """Return all that the public may see."""
        return self.listing.queryset

    def last_change(self) -> dt.datetime | None:
        """Return when any account last changed."""
        last: dt.datetime | None = CaseStudy.objects.published().aggregate(last=Max("updated_at"))[
            "last"
        ]
        return last

    def item_title(self, item: Any) -> str:
        return str(Truncator(item.statement).chars(120))

    def item_description(self, item: Any) -> str:
        """Return the account and how sure the finding is; Atom takes it for HTML."""
        return escape(f"{item.case_study.title}. {in_one_line(item)}")

    def item_link(self, item: Any) -> str:
        return finding_address(item.case_study.slug, item.key)

    def item_pubdate(self, item: Any) -> Any:
        return item.case_study.published_at

    def item_updateddate(self, item: Any) -> Any:
        return item.case_study.updated_at


@dataclass(frozen=True)
class Neighbour:
    """A finding beside another in the same account."""

    statement: str
    url: str


class FindingDetail(ReadersPage, TemplateView):
    """One finding for ever: what it says, how it is known, where it stands, what it is tied to.

    ``on`` asks for how it stood on a day.
    """

    template_name = "casestudies/finding.html"
    model = CaseStudy

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "on" not in request.GET:
            return super().get(request, *args, **kwargs)
        studies = self.standing(CaseStudy.objects.all()).select_related("source")
        study = get_object_or_404(studies, slug=kwargs["slug"])
        return as_it_stood(request, study, kwargs["key"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the finding with all that it is tied to.

        Raises:
            Http404: when no published case study has it.
        """
        finding = self.finding()
        fetch_named(([finding], OF_FINDINGS))
        before, after = self.neighbours(finding)
        level = finding.evidence_level
        told = super().get_context_data(**kwargs) | self.of_record(finding.case_study)
        return told | {
            "today": localdate(),
            "finding": finding,
            "case_study": finding.case_study,
            "councils": councils_of(finding),
            "areas": [
                role.council
                for role in finding.case_study.council_roles.all()
                if role.role == CaseStudyCouncil.Role.AREA
            ],
            "meaning": "" if level is None else MEANINGS[Level(level)],
            "readings": [
                Graded(one.position, one.claim, one.evidence_level, one.reason)
                for one in finding.readings.all()
            ],
            "citation": self.citation(finding),
            "plain_text": as_plain_text(finding),
            "before": before,
            "after": after,
        }

    def finding(self) -> Any:
        """Return the finding that the address names."""
        study = Prefetch(
            "case_study", CaseStudy.objects.for_lists().prefetch_related(COUNCIL_ROLES)
        )
        found = (
            Finding.objects.with_page()
            .filter(case_study__slug=self.kwargs["slug"], key=self.kwargs["key"])
            .select_related("source", "initiative")
            .prefetch_related(study, "readings")
            .first()
        )
        if found is None:
            raise Http404("There is no such finding.")
        return found

    def neighbours(self, finding: Any) -> Sequence[Neighbour | None]:
        """Return the findings before and after it in its account, where there are any."""
        slug = finding.case_study.slug
        rows = list(
            Finding.objects.filter(case_study=finding.case_study_id)
            .order_by("position")
            .values_list("pk", "statement", "key")
        )
        at = [pk for pk, _, _ in rows].index(finding.pk)
        beside = [rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None]
        return [Neighbour(row[1], finding_address(slug, row[2])) if row else None for row in beside]

    def citation(self, finding: Any) -> Citation:
        """Return how to cite it: as a part of its account."""
        study = finding.case_study
        url = finding_address(study.slug, finding.key)
        return Citation(
            title=gettext("“%(statement)s” In: %(title)s")
            % {"statement": finding.statement, "title": study.title},
            slug=f"{study.slug}-{finding.key}",
            url=self.request.build_absolute_uri(url),
            updated_on=localtime(study.updated_at).date(),
            seen_on=localdate(),
        )


def as_plain_text(finding: Finding) -> str:
    """Return a finding as a line to paste: what it says, how sure that is, when, where."""
    source = finding.source
    named = source.citation if source.is_published else gettext(HIDDEN_SOURCE)
    return gettext("%(statement)s [%(finding)s] Source: %(named)s") % {
        "statement": finding.statement,
        "finding": in_one_line(finding),
        "named": named,
    }
