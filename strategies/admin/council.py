"""Councils."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate

from strategies.models import Council
from strategies.models.council import existing
from wellbeing_portal.core.admin import PortalAdmin, count_column


class CurrentFilter(admin.SimpleListFilter):
    """Whether a council exists today, did once or will."""

    title = "existence"
    parameter_name = "existence"

    def lookups(
        self, _request: HttpRequest, _model_admin: admin.ModelAdmin
    ) -> list[tuple[str, str]]:
        return [("current", "Current"), ("former", "Former"), ("coming", "To come")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "current":
                return queryset.filter(existing(localdate()))
            case "former":
                return queryset.filter(ends__lt=localdate())
            case "coming":
                return queryset.filter(begins__gt=localdate())
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
        "ends",
    ]
    list_filter = ["nation", "type", "region", CurrentFilter]
    search_fields = ["name", "official_name", "gss_code"]
    search_help_text = "Any of its names, or GSS code"
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "official_name", "slug", "gss_code"]}),
        (
            "Other names",
            {"fields": ["welsh_name", "gaelic_name", "initials", "other_names", "former_names"]},
        ),
        ("Kind and place", {"fields": ["type", ("nation", "region"), "parent"]}),
        ("From when to when", {"fields": [("begins", "ends")]}),
    ]
