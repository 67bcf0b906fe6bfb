"""Initiatives."""

from __future__ import annotations

from django.contrib import admin

from casestudies.models import Initiative, InitiativeFunder
from wellbeing_portal.core.admin import (
    OrderedInlinesAdmin,
    OrderedRowAdmin,
    OrderedTabularInline,
    count_column,
)


class InitiativeInline(OrderedTabularInline):
    """The initiatives of one case study in short. The rest is on their own pages."""

    model = Initiative
    fields = ["position", "name", "description", "start_year", "end_year"]
    show_change_link = True


class InitiativeFunderInline(OrderedTabularInline):
    """Who paid for one initiative."""

    model = InitiativeFunder
    fields = ["position", "organisation", "council", "qualifier", "amount", "note"]
    autocomplete_fields = ["organisation", "council"]


@admin.register(Initiative)
class InitiativeAdmin(OrderedRowAdmin, OrderedInlinesAdmin):
    """Programmes, services and projects, with who paid for them."""

    parent_fields = ["case_study"]
    list_display = [
        "name",
        "case_study",
        "years",
        count_column("funders"),
        count_column("findings"),
    ]
    list_filter = ["case_study__state"]
    list_select_related = ["case_study"]
    search_fields = ["name", "case_study__title", "description"]
    search_help_text = "Name, case study or description"
    autocomplete_fields = ["case_study", "councils", "partners", "approaches"]
    fieldsets = [
        (None, {"fields": ["case_study", "name", "description", ("start_year", "end_year")]}),
        ("What and with whom", {"fields": ["approaches", "councils", "partners"]}),
        ("Source", {"fields": ["locator"]}),
    ]
    inlines = [InitiativeFunderInline]

    @admin.display(ordering="start_year")
    def years(self, initiative: Initiative) -> str:
        return initiative.years
