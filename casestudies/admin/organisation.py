"""Organisations."""

from __future__ import annotations

from django.contrib import admin

from casestudies.models import Organisation
from wellbeing_portal.core.admin import PortalAdmin, count_column


@admin.register(Organisation)
class OrganisationAdmin(PortalAdmin):
    """Partners, providers and funders."""

    list_display = [
        "name",
        "sector",
        count_column("case_studies"),
        count_column("initiatives"),
        count_column("funding", "initiatives funded"),
    ]
    list_filter = ["sector"]
    search_fields = ["name", "description"]
    search_help_text = "Name or description"
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "sector", "description"]
