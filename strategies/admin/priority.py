"""Priorities of strategies."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from strategies.models import Priority
from wellbeing_portal.core.admin import OrderedRowAdmin, OrderedStackedInline


class PriorityInline(OrderedStackedInline):
    """The priorities of one strategy, in its own order."""

    model = Priority
    fields = [("kind", "title"), "description", "themes", "locator"]
    autocomplete_fields = ["themes"]


@admin.register(Priority)
class PriorityAdmin(OrderedRowAdmin):
    """Priorities of all strategies, to give them themes side by side."""

    parent_fields = ["strategy"]
    list_display = ["title", "kind", "strategy", "theme_names"]
    list_filter = ["kind", ("themes", admin.RelatedOnlyFieldListFilter), "strategy__state"]
    list_select_related = ["strategy"]
    search_fields = ["title", "description", "strategy__title", "strategy__councils__name"]
    search_help_text = "Title, description, strategy or council"
    autocomplete_fields = ["strategy", "themes"]
    fields = ["strategy", "kind", "title", "description", "themes", "locator"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("themes")

    @admin.display(description="themes")
    def theme_names(self, priority: Priority) -> str:
        return ", ".join(theme.name for theme in priority.themes.all())
