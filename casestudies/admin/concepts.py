"""The five vocabularies, with how much hangs on each term."""

from __future__ import annotations

from django.contrib import admin

from casestudies.models import Approach, Enabler, Outcome, PopulationGroup, Setting
from wellbeing_portal.core.admin import ConceptAdmin, count_column


@admin.register(Approach)
class ApproachAdmin(ConceptAdmin):
    """Kinds of thing councils do."""

    list_display = [
        *ConceptAdmin.list_display,
        count_column("case_studies"),
        count_column("initiatives"),
        count_column("findings"),
    ]


@admin.register(Enabler)
class EnablerAdmin(ConceptAdmin):
    """Conditions that made it possible."""

    list_display = [
        *ConceptAdmin.list_display,
        count_column("case_studies"),
        count_column("findings"),
    ]


@admin.register(Outcome)
class OutcomeAdmin(ConceptAdmin):
    """What changed, for whom."""

    list_display = [*ConceptAdmin.list_display, count_column("findings")]


@admin.register(PopulationGroup)
class PopulationGroupAdmin(ConceptAdmin):
    """Whom it was for."""

    list_display = [*ConceptAdmin.list_display, count_column("case_studies")]


@admin.register(Setting)
class SettingAdmin(ConceptAdmin):
    """Where it took place."""

    list_display = [*ConceptAdmin.list_display, count_column("case_studies")]
