"""Strategies."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from strategies.models import Strategy
from wellbeing_portal.core.admin import (
    PublishableAdmin,
    ReviewFilter,
    count_column,
)

from .priority import Priorities
from .scrutiny import ScrutinyMeetings


@admin.register(Strategy)
class StrategyAdmin(PublishableAdmin):
    """Strategies with their priorities and the meetings that examined them."""

    list_display = [
        "title",
        "state",
        "council_names",
        "kind",
        "status",
        "years",
        count_column("priorities"),
        "review",
    ]
    list_filter = ["state", ReviewFilter, "kind", "status", "councils__nation"]
    date_hierarchy = "adopted_on"
    search_fields = ["title", "councils__name", "partnership", "summary"]
    search_help_text = "Title, council, partnership or summary"
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "councils", "partnership"]}),
        ("When", {"fields": [("start_year", "end_year"), ("status", "adopted_on")]}),
        ("What it says", {"fields": ["summary", "vision"]}),
        ("Source", {"fields": ["source", "locator"]}),
        PublishableAdmin.publishing_fieldset,
    ]
    inlines = [Priorities, ScrutinyMeetings]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("councils")

    @admin.display(description="councils")
    def council_names(self, strategy: Strategy) -> str:
        return ", ".join(council.name for council in strategy.councils.all())

    @admin.display(ordering="start_year")
    def years(self, strategy: Strategy) -> str:
        return strategy.years
