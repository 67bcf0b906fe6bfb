"""Councils."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import Field
from django.http import HttpRequest
from django.utils.timezone import localdate

from strategies.council_names.book import NameBook
from strategies.models import Council, CouncilChange
from strategies.models.council import NAME_LISTS, existing
from wellbeing_portal.core.admin import OrderedInlinesAdmin, OrderedTabularInline, count_column
from wellbeing_portal.core.admin.ranked_search import BEST
from wellbeing_portal.core.admin.word_list import WordListField
from wellbeing_portal.search import Reader


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


NAMES_A_LINE = "One a line, or with commas between them; in quotes where a name has a comma."


class CouncilChangeInline(OrderedTabularInline):
    """The councils that follow this one."""

    model = CouncilChange
    fk_name = "predecessor"
    fields = ["position", "successor", "extent", "status", "date", "source"]
    autocomplete_fields = ["successor"]
    verbose_name = "following council"
    verbose_name_plural = "following councils"


@admin.register(Council)
class CouncilAdmin(OrderedInlinesAdmin):
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
    search_fields = [
        *("name", "official_name", "welsh_name", "gaelic_name", *NAME_LISTS),
        "gss_code",
    ]
    search_help_text = "Any of its names, or GSS code"
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [CouncilChangeInline]
    fieldsets = [
        (None, {"fields": ["name", "official_name", "slug", "gss_code"]}),
        (
            "Other names",
            {"fields": ["welsh_name", "gaelic_name", "initials", "other_names", "former_names"]},
        ),
        ("Kind and place", {"fields": ["type", ("nation", "region"), "parent"]}),
        ("From when to when", {"fields": [("begins", "ends")]}),
    ]

    def named(self, text: str, reader: Reader | None) -> list[int]:
        """Return the councils that a text names: the same ones as readers are offered."""
        book = NameBook.read() if reader is None else NameBook.of(reader.memory)
        return [one.pk for one in book.find(text, limit=BEST)]

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        if db_field.name not in NAME_LISTS:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        field: Field | None = db_field.formfield(
            form_class=WordListField, show_hidden_initial=False
        )
        if field is not None:
            field.help_text = f"{db_field.help_text} {NAMES_A_LINE}"
        return field
