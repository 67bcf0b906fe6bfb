"""Priorities of strategies."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from strategies.models import Priority
from wellbeing_portal.core.admin import ReadInEditor, RowsInTable


class Priorities(RowsInTable):
    """The priorities of one strategy, in its own order."""

    model = Priority
    fields = ["kind", "title", "description", "themes", "locator"]


@admin.register(Priority)
class PriorityAdmin(ReadInEditor):
    """Priorities of all strategies, with their themes side by side."""

    list_display = ["title", "kind", "strategy", "theme_names"]
    list_filter = ["kind", ("themes", admin.RelatedOnlyFieldListFilter), "strategy__state"]
    list_select_related = ["strategy"]
    search_fields = ["title", "description", "strategy__title", "strategy__councils__name"]
    search_help_text = "Title, description, strategy or council"
    fields = ["strategy", "kind", "title", "description", "themes", "locator"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("themes")

    @admin.display(description="themes")
    def theme_names(self, priority: Priority) -> str:
        return ", ".join(theme.name for theme in priority.themes.all())
