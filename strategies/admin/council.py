"""Councils."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from strategies.models import Council
from wellbeing_portal.core.admin import PortalAdmin, count_column


class CurrentFilter(admin.SimpleListFilter):
    """Whether a council still exists."""

    title = "existence"
    parameter_name = "existence"

    def lookups(
        self, _request: HttpRequest, _model_admin: admin.ModelAdmin
    ) -> list[tuple[str, str]]:
        return [("current", "Current"), ("abolished", "Abolished")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "current":
                return queryset.filter(abolished__isnull=True)
            case "abolished":
                return queryset.filter(abolished__isnull=False)
        return queryset


@admin.register(Council)
class CouncilAdmin(PortalAdmin):
    """The councils of the United Kingdom, with how much the portal has on each."""

    list_display = [
        "name",
        "type",
        "region",
        "nation",
        "gss_code",
        count_column("strategies"),
        "abolished",
    ]
    list_filter = ["nation", "type", "region", CurrentFilter]
    search_fields = ["name", "official_name", "gss_code"]
    search_help_text = "Name or GSS code"
    autocomplete_fields = ["parent", "successors"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "official_name", "slug", "gss_code"]}),
        ("Kind and place", {"fields": ["type", ("nation", "region"), "parent"]}),
        ("From when to when", {"fields": [("established", "abolished"), "successors"]}),
    ]
