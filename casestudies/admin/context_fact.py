"""Facts that show the need."""

from __future__ import annotations

from django.contrib import admin
from django.utils.text import Truncator

from casestudies.models import ContextFact
from wellbeing_portal.core.admin import CitesSource, OrderedRowAdmin, OrderedStackedInline


class ContextFactInline(CitesSource, OrderedStackedInline):
    """The need behind one case study or framework item."""

    model = ContextFact
    fields = [
        "statement",
        ("qualifier", "value", "unit"),
        "measure",
        ("sample_size", "period"),
        "council",
        ("source", "locator"),
    ]
    autocomplete_fields = ["council", "source"]


@admin.register(ContextFact)
class ContextFactAdmin(OrderedRowAdmin):
    """Facts of all case studies, framework items and councils."""

    parent_fields = ["case_study", "framework_item", "council"]
    list_display = ["short_statement", "figure", "about", "source"]
    list_filter = ["unit"]
    list_select_related = ["case_study", "framework_item", "council", "source"]
    search_fields = ["statement", "case_study__title", "council__name", "framework_item__title"]
    search_help_text = "Statement, case study, council or framework item"
    autocomplete_fields = ["case_study", "framework_item", "council", "source"]
    fieldsets = [
        (None, {"fields": ["statement"]}),
        (
            "What it is about",
            {
                "fields": ["case_study", "framework_item", "council"],
                "description": "At least one of these.",
            },
        ),
        (
            "Figure",
            {"fields": [("qualifier", "value", "unit"), "measure", ("sample_size", "period")]},
        ),
        ("Source", {"fields": ["source", "locator"]}),
    ]

    @admin.display(description="statement", ordering="statement")
    def short_statement(self, fact: ContextFact) -> str:
        return Truncator(fact.statement).chars(140)

    @admin.display
    def about(self, fact: ContextFact) -> str:
        return str(fact.case_study or fact.framework_item or fact.council)
