"""Pages of strategies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.views.generic import DetailView

from casestudies.serving import serving
from strategies.filtersets import StrategyFilterSet
from strategies.models import Council, Priority, ScrutinyMeeting, Strategy
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.compare.view import RESULTS, CompareView
from wellbeing_portal.core.export.views import DetailDownloads
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.core.lists.listing import Sort
from wellbeing_portal.core.words import counted, joined, opening, verb_for
from wellbeing_portal.search import CrossTable, Question, Search, current

from . import comparison


class StrategyList(FacetedListView):
    """All published strategies."""

    noun = "strategy"
    template_name = "site/strategies/strategy_list.html"
    queryset = (
        Strategy.objects.published()
        .annotate(priority_count=Count("priorities"))
        .prefetch_related(Prefetch("councils", Council.objects.order_by("sort_name")))
    )
    filterset_class = StrategyFilterSet
    index_kind = "strategy"
    feed = "strategy_feed"
    feed_sort = "published"
    sorts = {
        "title": Sort("Title"),
        "newest": Sort("Latest start first"),
        "priorities": Sort("Most priorities first"),
    }


class StrategyDetail(DetailDownloads, DetailView):
    """One strategy: vision, period, priorities, what serves it, and its scrutiny."""

    model = Strategy
    template_name = "site/strategies/strategy_detail.html"
    context_object_name = "strategy"

    def get_queryset(self) -> QuerySet[Strategy]:
        return (
            Strategy.objects.published()
            .select_related("source")
            .prefetch_related(
                "councils",
                Prefetch("priorities", Priority.objects.prefetch_related("themes", serving())),
                Prefetch(
                    "scrutiny_meetings",
                    ScrutinyMeeting.objects.select_related("source").prefetch_related("points"),
                ),
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the priorities by kind, what serves each, and the strategy's other case studies."""
        strategy = self.object
        priorities: list[Any] = list(strategy.priorities.all())
        _count_others(strategy, priorities)
        served = {study.pk for priority in priorities for study in priority.serving}
        return super().get_context_data(**kwargs) | {
            "priority_groups": [
                (Priority.Kind(kind), list(rows))
                for kind, rows in groupby(priorities, key=lambda priority: priority.kind)
            ],
            "answer": _answer(priorities, len(served)),
            "served": served,
            "case_studies": strategy.case_studies.published().for_lists().exclude(pk__in=served),
        }


def _answer(priorities: Sequence[Any], studies: int) -> str:
    """Return how many things a strategy sets out, and how many of them case studies serve."""
    if not priorities:
        return ""
    served = sum(bool(priority.serving) for priority in priorities)
    if not served:
        return "No case study on the portal names anything listed below as what it serves."
    return (
        f"{opening(counted(studies, 'case study'))} on the portal "
        f"{verb_for(studies, 'serve')} {served} of the {counted(len(priorities), 'thing')} "
        "listed below."
    )


def _count_others(strategy: Strategy, priorities: Sequence[Any]) -> None:
    """Set on each theme how many other councils have a priority about it."""
    own = {council.slug for council in strategy.councils.all()}
    others: Counter[str] = Counter()
    together = CrossTable(("theme", "council"))
    asked = Question(Search("priority"), size=0, tables=[together])
    for theme, council in current().ask(asked).tables[0]:
        others[theme] += council not in own
    for priority in priorities:
        for theme in priority.themes.all():
            theme.others = others[theme.slug]


class CompareStrategies(CompareView):
    """Two to four strategies side by side."""

    kind = "strategies"
    noun = "strategy"
    list_route = "strategies"
    index_kind = "strategy"

    def get_queryset(self) -> QuerySet[Any]:
        return comparison.comparable()

    def compare(self, records: Sequence[Any]) -> Comparison:
        return comparison.compare_strategies(records)

    def candidates(self) -> QuerySet[Any]:
        councils = Prefetch("councils", Council.objects.order_by("sort_name"))
        return Strategy.objects.published().order_by("title").prefetch_related(councils)

    def about(self, record: Any) -> str:
        councils = joined([council.name for council in record.councils.all()])
        return ", ".join(filter(None, [councils, record.get_kind_display(), record.years]))

    def suggested(self, records: Sequence[Any]) -> Sequence[Any]:
        """Return strategies of the same kind, those with most priorities first."""
        kinds = {record.kind for record in records}
        return (
            self.candidates()
            .filter(**({"kind__in": kinds} if kinds else {}))
            .exclude(pk__in=[record.pk for record in records])
            .annotate(priority_count=Count("priorities"))
            .order_by("-priority_count", "title")[:RESULTS]
        )
