"""Facts that show the need. Those of records are written in the editor, those of councils here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator

from casestudies.models import ContextFact
from wellbeing_portal.core.admin import OrderedRowAdmin


@admin.register(ContextFact)
class ContextFactAdmin(OrderedRowAdmin):
    """Facts of all case studies, framework items and councils."""

    change_form_template = "admin/portal/read_in_editor.html"
    parent_fields = ["council"]
    readonly_fields = ["case_study", "framework_item"]
    list_display = ["short_statement", "figure", "about", "source"]
    list_filter = ["unit"]
    list_select_related = ["case_study", "framework_item", "council", "source"]
    search_fields = ["statement", "case_study__title", "council__name", "framework_item__title"]
    search_help_text = "Statement, case study, council or framework item"
    autocomplete_fields = ["council", "source"]
    fieldsets = [
        (None, {"fields": ["statement"]}),
        ("What it is about", {"fields": ["council", "case_study", "framework_item"]}),
        (
            "Figure",
            {"fields": [("qualifier", "value", "unit"), "measure", ("sample_size", "period")]},
        ),
        ("Source", {"fields": ["source", "locator"]}),
    ]

    def has_change_permission(self, request: HttpRequest, obj: ContextFact | None = None) -> bool:
        return super().has_change_permission(request, obj) and _is_of_a_council(obj)

    def has_delete_permission(self, request: HttpRequest, obj: ContextFact | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _is_of_a_council(obj)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Ask for a council: nothing else can be chosen here that the fact is about."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if "council" in form.base_fields:
            form.base_fields["council"].required = True
        return form

    @admin.display(description="statement", ordering="statement")
    def short_statement(self, fact: ContextFact) -> str:
        return Truncator(fact.statement).chars(140)

    @admin.display
    def about(self, fact: ContextFact) -> str:
        return str(fact.case_study or fact.framework_item or fact.council)


def _is_of_a_council(fact: ContextFact | None) -> bool:
    """Whether a fact belongs to no record that the editor writes."""
    return fact is None or (fact.case_study_id is None and fact.framework_item_id is None)
