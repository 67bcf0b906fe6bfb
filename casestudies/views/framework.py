"""Pages of frameworks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import Lower
from django.http import Http404
from django.utils.translation import gettext_noop
from django.views.generic import DetailView, TemplateView

from casestudies.evidence.coverage import Covered, coverage
from casestudies.models import (
    CaseStudy,
    ContextFact,
    Finding,
    Framework,
    FrameworkExample,
    FrameworkItem,
)
from strategies.models.source import latest_first
from wellbeing_portal.core.export.views import DetailDownloads
from wellbeing_portal.core.lists.listing import ListingView, Sort
from wellbeing_portal.core.publishing.readers_page import ReadersPage, known_of
from wellbeing_portal.search import Question, Search, current

from .framework_sections import ItemSection, sections_of

COVERED = 12
"""Frameworks that can be read side by side."""


class FrameworkList(ListingView):
    """All published frameworks."""

    noun = "framework"
    template_name = "casestudies/framework_list.html"
    queryset = (
        Framework.objects.published().select_related("source").annotate(item_count=Count("items"))
    )
    sorts = {
        "newest": Sort(gettext_noop("Latest first"), (*latest_first("source__"), Lower("title"))),
        "title": Sort(gettext_noop("Title"), (Lower("title"),)),
    }


class FrameworkPage(ReadersPage, DetailView):
    """A page about one framework: its items, what they are tied to, and the councils it names.

    Findings of case studies illustrate an item where a curator chose them, and nowhere else.
    """

    model = Framework
    context_object_name = "framework"

    def get_queryset(self) -> QuerySet[Framework]:
        return (
            self.standing(Framework.objects.all())
            .select_related("source")
            .prefetch_related(
                Prefetch(
                    "items",
                    FrameworkItem.objects.prefetch_related(
                        "enablers",
                        "approaches",
                        Prefetch(
                            "examples",
                            FrameworkExample.objects.select_related("council", "organisation"),
                        ),
                        # Not joined: SQLite would go through the findings of every source.
                        Prefetch(
                            "findings",
                            Finding.objects.prefetch_related("source").order_by("position"),
                        ),
                        Prefetch(
                            "illustrations", _of_published_case_studies(), to_attr="illustrated_by"
                        ),
                        Prefetch("context_facts", ContextFact.objects.order_by("position")),
                    ),
                )
            )
        )

    def sections(self) -> list[ItemSection]:
        """Return the items under their headings, each term with its number of case studies."""
        items = list(self.object.items.all())
        asked = Question(Search("case-study"), size=0, facets=("approach", "enabler"))
        counts = current().ask(asked).facets
        for item in items:
            for family, concepts in (
                ("approach", item.approaches.all()),
                ("enabler", item.enablers.all()),
            ):
                for concept in concepts:
                    concept.studies = counts[family].get(concept.slug, 0)
        return sections_of(self.object, items)


class FrameworkDetail(DetailDownloads, FrameworkPage):
    """One framework: what it says in short, and its sections to unfold."""

    template_name = "casestudies/framework_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sections, and how much there is in all."""
        sections = self.sections()
        told = super().get_context_data(**kwargs) | self.of_record(self.object)
        return told | {
            "known": known_of(self.object),
            "sections": sections,
            "item_count": sum(len(section.items) for section in sections),
            "finding_count": sum(section.findings for section in sections),
        }


class FrameworkSection(FrameworkPage):
    """One section of a framework, with everything in it open."""

    template_name = "casestudies/framework_section.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the section that the address names, and those before and after it.

        Raises:
            Http404: when the framework has no such section.
        """
        sections = self.sections()
        slugs = [section.slug for section in sections]
        if self.kwargs["section"] not in slugs:
            raise Http404("The framework has no section of that name.")
        at = slugs.index(self.kwargs["section"])
        told = super().get_context_data(**kwargs) | self.of_record(self.object)
        return told | {
            "section": sections[at],
            "number": at + 1,
            "sections": sections,
            "before": sections[at - 1] if at else None,
            "after": sections[at + 1] if at + 1 < len(sections) else None,
        }


def _of_published_case_studies() -> QuerySet[Finding]:
    published = Finding.objects.filter(case_study__state=CaseStudy.State.PUBLISHED)
    return published.select_related("case_study", "source").order_by(
        "case_study__title", "position"
    )


class FrameworkCoverage(TemplateView):
    """Frameworks against approaches and enablers: what all, some or only one has."""

    template_name = "casestudies/framework_coverage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tables; with very many frameworks, of the latest."""
        frameworks = list(
            Framework.objects.published()
            .select_related("source")
            .order_by(*latest_first("source__"), Lower("title"))[:COVERED]
        )
        tables = coverage(current(), frameworks)

        def by_framework(rows: Iterable[Covered]) -> list[tuple[Covered, list[Any]]]:
            return [(row, list(zip(frameworks, row.numbers, strict=True))) for row in rows]

        return super().get_context_data(**kwargs) | {
            "frameworks": frameworks,
            "tables": [
                (
                    title,
                    [
                        (number, by_framework(some))
                        for number, some in groupby(rows, key=attrgetter("frameworks"))
                    ],
                )
                for title, rows in tables
            ],
            "agreed": [
                row for _, rows in tables for row in rows if row.frameworks == len(frameworks) > 1
            ],
        }
