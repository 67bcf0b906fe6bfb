"""What research bodies conclude."""

from __future__ import annotations

from django.contrib import admin

from casestudies.models import WiderEvidence, WiderReading
from wellbeing_portal.core.admin import (
    PublishableAdmin,
    ReviewFilter,
    RowsInTable,
)


class WiderReadings(RowsInTable):
    """Our reading of a conclusion, outcome by outcome."""

    model = WiderReading
    fields = ["outcome", "reading", "note"]


@admin.register(WiderEvidence)
class WiderEvidenceAdmin(PublishableAdmin):
    """Conclusions of research bodies, each of one approach."""

    list_display = ["title", "state", "body", "year", "approach", "review"]
    list_filter = ["state", ReviewFilter, "readings__reading"]
    list_select_related = ["approach"]
    search_fields = ["title", "body", "approach__name"]
    search_help_text = "Title, body or approach"
    fieldsets = [
        (None, {"fields": ["title", "slug", "approach"]}),
        ("Who, and when", {"fields": ["body", ("edition", "year"), "url"]}),
        ("What it concludes", {"fields": ["scope", "concludes", "rating", "certainty", "limits"]}),
        PublishableAdmin.publishing_fieldset,
    ]
    inlines = [WiderReadings]
