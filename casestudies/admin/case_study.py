"""Case studies."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from casestudies.facets import CASE_STUDY
from casestudies.models import (
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
)
from casestudies.models.case_study_queries import LONG_TEXTS
from wellbeing_portal.core.admin import (
    OrderedInlinesAdmin,
    OrderedTabularInline,
    PublishableAdmin,
    ReviewFilter,
    count_column,
)

from .account import BarrierInline, CorrectionInline, CostInline, CouncilReplyInline
from .context_fact import ContextFactInline
from .finding import CaseStudyFindingInline
from .initiative import InitiativeInline


class CouncilRoleInline(OrderedTabularInline):
    """The councils of one case study and what each did."""

    model = CaseStudyCouncil
    verbose_name = "council"
    verbose_name_plural = "councils"
    fields = ["position", "council", "role", "contribution"]
    autocomplete_fields = ["council"]

    def get_extra(
        self, request: HttpRequest, obj: CaseStudy | None = None, **kwargs: object
    ) -> int:
        return 0 if obj else 1


class PartnerInline(OrderedTabularInline):
    """The organisations that took part in one case study."""

    model = CaseStudyPartner
    verbose_name = "partner"
    verbose_name_plural = "partners"
    fields = ["position", "organisation", "contribution"]
    autocomplete_fields = ["organisation"]


class ApproachRowInline(OrderedTabularInline):
    """The approaches one case study took, and how."""

    model = CaseStudyApproach
    verbose_name = "approach"
    verbose_name_plural = "approaches"
    fields = ["position", "approach", "how", "locator"]
    autocomplete_fields = ["approach"]


class EnablerRowInline(OrderedTabularInline):
    """What made one case study possible, and how."""

    model = CaseStudyEnabler
    verbose_name = "enabler"
    verbose_name_plural = "enablers"
    fields = ["position", "enabler", "how", "locator"]
    autocomplete_fields = ["enabler"]


TAGS = [tag.relation for tag in CASE_STUDY.plain_tags]
"""The families of concepts that are chosen on the page itself; the others have rows."""
NUMBERS = [column for one in CASE_STUDY.stated for column in one.columns]


LONG_TEXTS_WITH_PREVIEWS = [name for text in LONG_TEXTS for name in (text, f"{text}_preview")]


@admin.register(CaseStudy)
class CaseStudyAdmin(PublishableAdmin, OrderedInlinesAdmin):
    """Case studies with all that belongs to them on one page."""

    list_display = [
        "title",
        "state",
        "council_names",
        "stage",
        "years",
        count_column("findings"),
        "review",
    ]
    list_filter = ["state", ReviewFilter, "stage", "councils__nation", "councils__region"]
    date_hierarchy = "published_at"
    search_fields = ["title", "strapline", "councils__name"]
    search_help_text = "Title, strapline or council"
    autocomplete_fields = [*TAGS, "strategies", "priorities", "source"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "strapline", "summary"]}),
        ("When and how far", {"fields": ["stage", ("start_year", "end_year"), *NUMBERS]}),
        ("The account", {"fields": [*LONG_TEXTS_WITH_PREVIEWS, "caveat"]}),
        ("For whom and where", {"fields": [*TAGS, "strategies", "priorities"]}),
        ("Whom to ask", {"fields": ["contact", "contact_address"]}),
        ("Source", {"fields": ["source", "locator", ("told_in", "depth")]}),
        PublishableAdmin.publishing_fieldset,
    ]
    inlines = [
        CouncilRoleInline,
        PartnerInline,
        ApproachRowInline,
        EnablerRowInline,
        InitiativeInline,
        CaseStudyFindingInline,
        BarrierInline,
        CostInline,
        ContextFactInline,
        CorrectionInline,
        CouncilReplyInline,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("councils")

    @admin.display(description="councils")
    def council_names(self, case_study: CaseStudy) -> str:
        return ", ".join(council.name for council in case_study.councils.all())

    @admin.display(ordering="start_year")
    def years(self, case_study: CaseStudy) -> str:
        return case_study.years
