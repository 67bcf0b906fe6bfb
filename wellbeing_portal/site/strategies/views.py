"""Pages of strategies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext, gettext_noop
from django.views.generic import DetailView

from casestudies.near_themes import naming
from casestudies.serving import roles, serving
from strategies.filtersets import StrategyFilterSet
from strategies.models import Council, Priority, ScrutinyMeeting, Strategy
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.compare.view import RESULTS, CompareView
from wellbeing_portal.core.export.views import DetailDownloads
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.core.lists.listing import Sort
from wellbeing_portal.core.publishing.readers_page import ReadersPage, known_of
from wellbeing_portal.core.words import counted, joined, opening, verb_for
from wellbeing_portal.search import current

from . import comparison
from .by_theme import by_theme, number_through

PRIORITIES_OPEN = 6
"""Of more priorities than this a page shows the titles, and each unfolds."""


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
        "title": Sort(gettext_noop("Title")),
        "newest": Sort(gettext_noop("Latest start first")),
        "ends": Sort(gettext_noop("Latest end first")),
        "priorities": Sort(gettext_noop("Most priorities first")),
    }


class StrategyDetail(ReadersPage, DetailDownloads, DetailView):
    """One strategy: what it wants until when, theme by theme and whole, and its scrutiny."""

    model = Strategy
    template_name = "site/strategies/strategy_detail.html"
    context_object_name = "strategy"

    def get_queryset(self) -> QuerySet[Strategy]:
        return (
            self.standing(Strategy.objects.all())
            .select_related("source")
            .prefetch_related(
                "councils",
                Prefetch("priorities", _with_what_serves_them()),
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
        number_through(priorities)
        served = {study.pk for priority in priorities for study in priority.serving}
        told = super().get_context_data(**kwargs) | self.of_record(strategy)
        return told | {
            "known": known_of(strategy),
            "priority_groups": [
                (Priority.Kind(kind), list(rows))
                for kind, rows in groupby(priorities, key=lambda priority: priority.kind)
            ],
            "folds_priorities": len(priorities) > PRIORITIES_OPEN,
            "answer": _answer(priorities, len(served)),
            "themes": by_theme(current(), strategy, priorities),
            "naming": naming(current()),
            "served": served,
            "case_studies": strategy.case_studies.published().for_lists().exclude(pk__in=served),
        }


def _with_what_serves_them() -> QuerySet[Priority]:
    return Priority.objects.prefetch_related("themes", serving(), roles("serving__"))


def _answer(priorities: Sequence[Any], studies: int) -> str:
    """Return how many things a strategy sets out, and how many of them case studies serve."""
    if not priorities:
        return ""
    served = sum(bool(priority.serving) for priority in priorities)
    if not served:
        return gettext("No case study on the portal names anything listed below as what it serves.")
    return gettext(
        "%(studies)s on the portal %(serve)s %(served)s of the %(things)s listed below."
    ) % {
        "studies": opening(counted(studies, "case study")),
        "serve": verb_for(studies, "serve"),
        "served": served,
        "things": counted(len(priorities), "thing"),
    }


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
