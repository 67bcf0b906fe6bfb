"""The page that compares strategies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from strategies import comparison
from strategies.models import Council, Strategy
from wellbeing_portal.core.compare_view import RESULTS, CompareView
from wellbeing_portal.core.comparison import Comparison
from wellbeing_portal.core.words import joined


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
        councils = Prefetch("councils", Council.objects.order_by("name"))
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
