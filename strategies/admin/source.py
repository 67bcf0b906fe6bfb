"""Sources."""

from __future__ import annotations

from django.contrib import admin

from strategies.models import Source
from wellbeing_portal.core.admin import PublishableAdmin, ReviewFilter, SeenWhenUsed, count_column


@admin.register(Source)
class SourceAdmin(SeenWhenUsed, PublishableAdmin):
    """The documents behind every claim, with how much rests on each."""

    list_display = [
        "title",
        "state",
        "kind",
        "publisher",
        "year",
        count_column("strategies"),
        "review",
    ]
    list_filter = ["state", ReviewFilter, "kind"]
    date_hierarchy = "published_on"
    readonly_fields = ["seen"]
    search_fields = ["title", "author", "publisher", "url"]
    search_help_text = "Title, author, publisher or web address"
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "author", "publisher"]}),
        ("Publication", {"fields": [("published_year", "published_on"), "url", "summary"]}),
        (None, {"fields": ["seen"]}),
        PublishableAdmin.publishing_fieldset,
    ]

    @admin.display(ordering="published_year")
    def year(self, source: Source) -> int | None:
        return source.year
