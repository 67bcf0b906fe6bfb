"""Pages of priorities: themes against councils, and each theme's own page."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.http import urlencode

from casestudies.models import CaseStudy
from strategies.filtersets import PriorityFilterSet
from strategies.models import Council, Priority, Strategy, Theme
from strategies.vocabularies import councils_with, themes
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.lists.filtered_page import FilteredPage
from wellbeing_portal.core.lists.listing import page_number
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import Search, in_order

from .table import tabulate

PAGE = 20
"""Priorities on a theme's page at a time."""
LOOKED_AT = 400
"""Priorities whose strategies are looked through for case studies; the newest come first."""
STUDIES_SHOWN = 24
SERVING_SHOWN = 3
COUNCILS_SHOWN = 48
"""Councils named at once; to those with fewer the filters and the list of strategies lead."""


class PriorityMap(FilteredPage):
    """Who has a priority about what: themes against councils."""

    template_name = "site/priorities/priorities.html"
    filterset_class = PriorityFilterSet
    index_kind = "priority"
    noun = "priority"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the table, and the addresses of what each number counts."""
        reader = self.reader
        known: Vocabulary = reader.once(
            ("vocabulary", "councils with strategies"), councils_with("strategies")
        )
        table = tabulate(
            reader.once(("vocabulary", "themes"), themes),
            known,
            reader.cross_table(self.asked, "theme", "council"),
            reader.facet(self.asked, "theme"),
            reader.facet(self.asked, "council"),
        )
        council = set(self.filterset.values.get("council") or ())
        columns = [one for one in table.councils if not council or one[0] in council]
        places = [place for place, one in enumerate(table.councils) if one in columns]
        left = self.filters_query(but=["council"]).urlencode()
        query = self.filters_query().urlencode()
        return super().get_context_data(**kwargs) | {
            "councils": columns,
            "left_out": table.left_out,
            "rows": [
                (
                    row,
                    f"{address_of('theme', row.value)}{f'?{query}' if query else ''}",
                    [
                        (
                            table.councils[place][0],
                            row.numbers[place],
                            _theme_address(row.value, table.councils[place][0], left),
                        )
                        for place in places
                    ],
                )
                for row in table.rows
            ],
        }


def _theme_address(theme: str, council: str, left: str) -> str:
    query = f"{left + '&' if left else ''}{urlencode({'council': council})}"
    return f"{address_of('theme', theme)}?{query}"


class ThemePage(FilteredPage):
    """All priorities about a theme side by side, and what has been done about them."""

    template_name = "site/priorities/theme.html"
    filterset_class = PriorityFilterSet
    index_kind = "priority"
    noun = "priority"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["slug"] not in self.reader.once(("vocabulary", "themes"), themes):
            raise Http404("There is no theme of that name.")
        self.theme = get_object_or_404(Theme, slug=kwargs["slug"])

    @cached_property
    def asked(self) -> Search:
        """What the filters ask of the index, about this theme."""
        return self.filterset.search(
            self.index_kind, widen=self.widen, always={"theme": [self.theme.slug]}
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the priorities, their councils, and the case studies that serve them."""
        priorities, page, pages = self._priorities()
        counts = self.reader.facet(self.asked, "council")
        chosen = set(self.filterset.values.get("council") or ())
        wanted = [slug for slug in counts if not chosen or slug in chosen]
        most = sorted(wanted, key=lambda slug: (-counts[slug], slug))[:COUNCILS_SHOWN]
        rows = Council.objects.filter(slug__in=most).order_by("name")
        context = super().get_context_data(**kwargs)
        query = self.filters_query().urlencode()
        left = self.filters_query(but=["council"]).urlencode()
        studies = self._case_studies()
        return context | {
            "theme": self.theme,
            "priorities": priorities,
            "page": page,
            "pages": pages,
            "page_path": f"?{query}&" if query else "?",
            "councils": [
                (council, counts[council.slug], _theme_address(self.theme.slug, council.slug, left))
                for council in rows
            ],
            "council_count": len(wanted),
            "case_studies": studies[:STUDIES_SHOWN],
            "more_case_studies": len(studies) > STUDIES_SHOWN,
        }

    def _case_studies(self) -> list[Any]:
        """Return what serves the strategies of all the priorities, and not only of this page's.

        One more than is shown tells that there are more.
        """
        newest = self.reader.search(self.asked, sort="newest", limit=LOOKED_AT).ids
        priorities = Priority.objects.filter(pk__in=newest).order_by()
        strategies = list(priorities.values_list("strategy__slug", flat=True).distinct())
        if not strategies:
            return []
        serving = Search("case-study", selection={"strategy": strategies})
        found = self.reader.search(serving, sort="title", limit=STUDIES_SHOWN + 1)
        return in_order(CaseStudy.objects.published(), found.ids)

    def _priorities(self) -> tuple[list[Any], int, int]:
        """Return one page of priorities, in the index's order, with its number and how many."""
        pages = max(1, -(-self.total // PAGE))
        asked = self.request.GET.get("page", "")
        number = page_number(asked)
        if asked and not 1 <= number <= pages:
            self.ignored.append(f"There is no page “{asked[:20]}” of these priorities.")
        number = min(max(1, number), pages)
        found = self.reader.search(
            self.asked, sort="newest", offset=(number - 1) * PAGE, limit=PAGE
        )
        return in_order(_with_what_serves_them(), found.ids), number, pages


def _with_what_serves_them() -> QuerySet[Any]:
    """Return published priorities with their strategy, its councils and its case studies."""
    return (
        Priority.objects.filter(strategy__state=Strategy.State.PUBLISHED)
        .select_related("strategy")
        .prefetch_related(
            "strategy__councils",
            Prefetch(
                "strategy__case_studies",
                CaseStudy.objects.published().order_by("title")[: SERVING_SHOWN + 1],
                to_attr="serving",
            ),
            "themes",
        )
    )
