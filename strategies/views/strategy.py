"""Pages of strategies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.views.generic import DetailView

from strategies.filtersets import StrategyFilterSet
from strategies.models import Council, Priority, ScrutinyMeeting, Strategy
from wellbeing_portal.core.export.views import DetailDownloads
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.core.lists.listing import Sort
from wellbeing_portal.search import CrossTable, Question, Search, current


class StrategyList(FacetedListView):
    """All published strategies."""

    noun = "strategy"
    template_name = "strategies/strategy_list.html"
    queryset = (
        Strategy.objects.published()
        .annotate(priority_count=Count("priorities"))
        .prefetch_related(Prefetch("councils", Council.objects.order_by("name")))
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
    template_name = "strategies/strategy_detail.html"
    context_object_name = "strategy"

    def get_queryset(self) -> QuerySet[Strategy]:
        return (
            Strategy.objects.published()
            .select_related("source")
            .prefetch_related(
                "councils",
                Prefetch("priorities", Priority.objects.prefetch_related("themes")),
                Prefetch(
                    "scrutiny_meetings",
                    ScrutinyMeeting.objects.select_related("source").prefetch_related("points"),
                ),
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the priorities by kind, and the case studies that serve the strategy."""
        strategy = self.object
        priorities = list(strategy.priorities.all())
        _count_others(strategy, priorities)
        return super().get_context_data(**kwargs) | {
            "priority_groups": [
                (Priority.Kind(kind), list(rows))
                for kind, rows in groupby(priorities, key=lambda priority: priority.kind)
            ],
            "case_studies": strategy.case_studies.published().prefetch_related("councils"),
        }


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
