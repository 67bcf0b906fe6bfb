"""Frameworks and their items, to look at."""

from __future__ import annotations

from django.contrib import admin

from casestudies.models import ContextFact, Framework, FrameworkExample, FrameworkItem
from wellbeing_portal.core.admin import (
    PublishableAdmin,
    ReadInEditor,
    ReviewFilter,
    RowsInTable,
    count_column,
)

from .finding import FindingsBelow


class FrameworkItems(RowsInTable):
    """The items of one framework in short. The rest is on their own pages."""

    model = FrameworkItem
    fields = ["group", "title", "description", "locator"]
    show_change_link = True


class FrameworkExamples(RowsInTable):
    """Whom a framework names as an example of one item."""

    model = FrameworkExample
    fields = ["council", "organisation", "description"]


class ContextFactsOfItem(RowsInTable):
    """The need behind one item."""

    model = ContextFact
    fields = ["statement", "figure", "measure", "council", "source", "locator"]
    readonly_fields = ["figure"]


@admin.register(Framework)
class FrameworkAdmin(PublishableAdmin):
    """Published lists of what councils should do."""

    list_display = ["title", "state", "source", count_column("items"), "review"]
    list_filter = ["state", ReviewFilter]
    list_select_related = ["source"]
    search_fields = ["title", "summary", "source__title"]
    search_help_text = "Title, summary or source"
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "background"]}),
        ("Source", {"fields": ["source", "locator"]}),
        PublishableAdmin.publishing_fieldset,
    ]
    inlines = [FrameworkItems]


@admin.register(FrameworkItem)
class FrameworkItemAdmin(ReadInEditor):
    """Items of frameworks, with examples, facts and findings."""

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
    fieldsets = [
        (None, {"fields": ["framework", "group", "title", "description"]}),
        ("What it asks for", {"fields": ["enablers", "approaches"]}),
        ("What illustrates it", {"fields": ["illustrations"]}),
        ("Source", {"fields": ["locator"]}),
    ]
    inlines = [FrameworkExamples, FindingsBelow, ContextFactsOfItem]
