"""Pages of priorities: themes against councils, and each theme's own page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.http import urlencode

from casestudies.evidence.surest_work import examples_of, surest_in
from casestudies.models import CaseStudy
from casestudies.near_themes import group_of, naming, near
from casestudies.serving import naming_any, roles, serving
from strategies.filtersets import PriorityFilterSet
from strategies.models import Council, Priority, Strategy, Theme
from strategies.vocabularies import councils_with, themes
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.lists.bound import Bound, bind
from wellbeing_portal.core.lists.filtered_page import FilteredPage
from wellbeing_portal.core.lists.paging import no_such_page, page_number
from wellbeing_portal.core.lists.remembered import read_once
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.core.models import Concept
from wellbeing_portal.core.publishing.named_by_withdrawn import NamedByWithdrawn
from wellbeing_portal.search import CrossTable, Question, Reader, Search, in_order

from .answer import theme_answer
from .table import tabulate

PAGE = 20
"""Priorities on a theme's page at a time."""
LOOKED_AT = 400
"""Priorities that are looked through for case studies which name them; the newest come first."""
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

    def question(self, bound: Bound) -> Question:
        table = CrossTable(("theme", "council"))
        return Question(bound.search, size=0, facets=("theme", "council"), tables=(table,))

    def shown(self, reader: Reader, results: Results) -> dict[str, Any]:
        """Return the table, and the addresses of what each number counts."""
        bound, matches = results.bound, results.matches
        chosen = bound.chosen_in("council")
        by_council = matches.facets["council"]
        left = bound.filters(but=["council"]).urlencode()
        table = tabulate(
            read_once(reader.memory, themes),
            read_once(reader.memory, councils_with("strategies")),
            matches.tables[0],
            matches.facets["theme"],
            # The others are counted beside a council that is chosen.
            {slug: by_council.get(slug, 0) for slug in chosen or by_council},
            left,
        )
        query = bound.filters().urlencode()
        return {
            "councils": table.councils,
            "left_out": table.left_out,
            "rows": [
                (
                    row,
                    f"{address_of('theme', row.value)}{f'?{query}' if query else ''}",
                    [
                        (slug, name, number, _theme_address(row.value, slug, left))
                        for (slug, name, _), number in zip(table.councils, row.numbers, strict=True)
                    ],
                )
                for row in table.rows
            ],
        }


def _theme_address(theme: str, council: str, left: str) -> str:
    query = f"{left + '&' if left else ''}{urlencode({'council': council})}"
    return f"{address_of('theme', theme)}?{query}"


class ThemePage(NamedByWithdrawn, FilteredPage):
    """All priorities about a theme side by side, and what has been done about them."""

    template_name = "site/priorities/theme.html"
    filterset_class = PriorityFilterSet
    index_kind = "priority"
    noun = "priority"

    def concepts(self) -> type[Concept]:
        return Theme

    @property
    def slug(self) -> str:
        """The theme that the address names."""
        return str(self.kwargs["slug"])

    def bind(self, query: QueryDict, reader: Reader) -> Bound:
        """Return what an address of this page asks for, about this theme."""
        if self.slug not in read_once(reader.memory, themes):
            raise Http404("There is no theme of that name.")
        always = {"theme": [self.slug]}
        return bind(self.filterset_class, self.index_kind, query, reader.memory, always=always)

    def question(self, bound: Bound) -> Question:
        number = page_number(self.request.GET.get("page", ""))
        return Question(bound.search, "newest", number, PAGE, facets=("council",), told=False)

    def shown(self, reader: Reader, results: Results) -> dict[str, Any]:
        """Return the priorities, their councils, and the case studies that name them."""
        bound, matches = results.bound, results.matches
        theme = get_object_or_404(Theme, slug=self.slug)
        counts = matches.facets["council"]
        chosen = set(bound.chosen_in("council"))
        wanted = [slug for slug in counts if not chosen or slug in chosen]
        most = sorted(wanted, key=lambda slug: (-counts[slug], slug))[:COUNCILS_SHOWN]
        rows = Council.objects.filter(slug__in=most).order_by("sort_name")
        query = bound.filters().urlencode()
        left = bound.filters(but=["council"]).urlencode()
        studies = _case_studies(reader, bound.search)
        served = list(studies.prefetch_related(roles())[: STUDIES_SHOWN + 1])
        surest = surest_in(studies) if served else None
        asked = self.request.GET.get("page", "")
        return {
            "theme": theme,
            "priorities": in_order(_with_what_serves_them(), results.keys),
            "page": matches.page,
            "pages": matches.pages,
            "page_path": f"?{query}&" if query else "?",
            "councils": [
                (council, counts[council.slug], _theme_address(theme.slug, council.slug, left))
                for council in rows
            ],
            "council_count": len(wanted),
            "answer": theme_answer(
                len(wanted),
                [council.name for council in rows],
                results.total,
                len(served[:STUDIES_SHOWN]),
                more=len(served) > STUDIES_SHOWN,
                surest=surest,
            ),
            "naming": naming(reader),
            "near": near(reader, theme.slug, theme.name),
            "group": group_of(reader, theme.names()),
            "surest": surest,
            "findings": list(examples_of([surest]).values()) if surest else [],
            "case_studies": served[:STUDIES_SHOWN],
            "more_case_studies": len(served) > STUDIES_SHOWN,
            "looked_at": LOOKED_AT if results.total > LOOKED_AT else 0,
            "ignored": no_such_page(asked, matches.pages, of="priorities"),
        }


def _case_studies(reader: Reader, search: Search) -> QuerySet[CaseStudy]:
    """Return the published case studies that name any of the priorities as what they serve.

    Of all the priorities, and not only of one page's.
    """
    newest = reader.ask(Question(search, "newest", size=LOOKED_AT, told=False)).ids
    return naming_any(newest)


def _with_what_serves_them() -> QuerySet[Any]:
    """Return published priorities with their strategy, its councils and what serves each."""
    return (
        Priority.objects.filter(strategy__state=Strategy.State.PUBLISHED)
        .select_related("strategy")
        .prefetch_related("strategy__councils", serving(SERVING_SHOWN + 1))
    )
