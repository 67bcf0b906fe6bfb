"""Frameworks and their items."""

from __future__ import annotations

from django.contrib import admin

from casestudies.models import Framework, FrameworkExample, FrameworkItem
from wellbeing_portal.core.admin import (
    OrderedInlinesAdmin,
    OrderedRowAdmin,
    OrderedTabularInline,
    PublishableAdmin,
    ReviewFilter,
    count_column,
)

from .context_fact import ContextFactInline
from .finding import FrameworkFindingInline


class FrameworkItemInline(OrderedTabularInline):
    """The items of one framework in short. The rest is on their own pages."""

    model = FrameworkItem
    fields = ["position", "group", "title", "description", "locator"]
    show_change_link = True


class FrameworkExampleInline(OrderedTabularInline):
    """Whom a framework names as an example of one item."""

    model = FrameworkExample
    fields = ["position", "council", "organisation", "description"]
    autocomplete_fields = ["council", "organisation"]


@admin.register(Framework)
class FrameworkAdmin(PublishableAdmin, OrderedInlinesAdmin):
    """Published lists of what councils should do."""

    list_display = ["title", "state", "source", count_column("items"), "review"]
    list_filter = ["state", ReviewFilter]
    list_select_related = ["source"]
    search_fields = ["title", "summary", "source__title"]
    search_help_text = "Title, summary or source"
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "background"]}),
        ("Source", {"fields": ["source", "locator"]}),
        PublishableAdmin.publishing_fieldset,
    ]
    inlines = [FrameworkItemInline]


@admin.register(FrameworkItem)
class FrameworkItemAdmin(OrderedRowAdmin, OrderedInlinesAdmin):
    """Items of frameworks, with examples, facts and findings."""

    parent_fields = ["framework"]
    list_display = [
        "title",
        "group",
        "framework",
        count_column("examples"),
        count_column("findings"),
        count_column("context_facts"),
    ]
    list_filter = [("framework", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["framework"]
    search_fields = ["title", "group", "description", "framework__title"]
    search_help_text = "Title, group, description or framework"
    autocomplete_fields = ["framework", "enablers", "approaches", "illustrations"]
    fieldsets = [
        (None, {"fields": ["framework", "group", "title", "description"]}),
        ("What it asks for", {"fields": ["enablers", "approaches"]}),
        ("What illustrates it", {"fields": ["illustrations"]}),
        ("Source", {"fields": ["locator"]}),
    ]
    inlines = [FrameworkExampleInline, FrameworkFindingInline, ContextFactInline]
