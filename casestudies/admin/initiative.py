"""Initiatives, to look at."""

from __future__ import annotations

from django.contrib import admin

from casestudies.models import Initiative, InitiativeFunder
from wellbeing_portal.core.admin import ReadInEditor, RowsInTable, count_column


class Funders(RowsInTable):
    """Who paid for one initiative."""

    model = InitiativeFunder
    fields = ["organisation", "council", "qualifier", "amount", "note"]


@admin.register(Initiative)
class InitiativeAdmin(ReadInEditor):
    """Programmes, services and projects, with who paid for them."""

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
    fieldsets = [
        (None, {"fields": ["case_study", "name", "description", ("start_year", "end_year")]}),
        ("What and with whom", {"fields": ["approaches", "councils", "partners"]}),
        ("Source", {"fields": ["locator"]}),
    ]
    inlines = [Funders]

    @admin.display(ordering="start_year")
    def years(self, initiative: Initiative) -> str:
        return initiative.years
