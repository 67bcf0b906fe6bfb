"""Themes."""

from __future__ import annotations

from django.contrib import admin

from strategies.models import Theme
from wellbeing_portal.core.admin import ConceptAdmin, count_column


@admin.register(Theme)
class ThemeAdmin(ConceptAdmin):
    """What priorities are about."""

    list_display = [*ConceptAdmin.list_display, count_column("priorities")]
