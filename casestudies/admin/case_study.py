"""Case studies, to look at."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from casestudies.facets import CASE_STUDY
from casestudies.models import (
    Barrier,
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
    ContextFact,
    Correction,
    Cost,
    CouncilReply,
    Initiative,
)
from casestudies.models.case_study_queries import LONG_TEXTS
from wellbeing_portal.core.admin import (
    PublishableAdmin,
    ReviewFilter,
    RowsBelow,
    RowsInTable,
    count_column,
)

from .finding import FindingsBelow


class CouncilRoles(RowsInTable):
    """The councils of one case study and what each did."""

    model = CaseStudyCouncil
    verbose_name = "council"
    verbose_name_plural = "councils"
    fields = ["council", "role", "contribution"]


class Partners(RowsInTable):
    """The organisations that took part in one case study."""

    model = CaseStudyPartner
    verbose_name = "partner"
    verbose_name_plural = "partners"
    fields = ["organisation", "contribution"]


class Approaches(RowsInTable):
    """The approaches one case study took, and how."""

    model = CaseStudyApproach
    verbose_name = "approach"
    verbose_name_plural = "approaches"
    fields = ["approach", "how", "locator"]


class Enablers(RowsInTable):
    """What made one case study possible, and how."""

    model = CaseStudyEnabler
    verbose_name = "enabler"
    verbose_name_plural = "enablers"
    fields = ["enabler", "how", "locator"]


class Initiatives(RowsInTable):
    """The initiatives of one case study in short. The rest is on their own pages."""

    model = Initiative
    fields = ["name", "description", "start_year", "end_year"]
    show_change_link = True


class CaseStudyFindings(FindingsBelow):
    """What one case study found."""

    fields = ["statement", ("initiative", "key_order"), *FindingsBelow.fields[1:]]


class Barriers(RowsInTable):
    """What stood in the way."""

    model = Barrier
    fields = ["text", "source", "locator"]


class CostsBelow(RowsBelow):
    """What it cost, and who paid."""

    model = Cost
    fields = [
        ("qualifier", "amount", "high_amount", "unit"),
        ("price_year", "is_shared_total", "is_planned"),
        "covers",
        "initiative",
        ("payer_organisation", "payer_council"),
        ("source", "locator"),
    ]


class ContextFacts(RowsInTable):
    """The need behind one case study."""

    model = ContextFact
    fields = ["statement", "figure", "measure", "council", "source", "locator"]
    readonly_fields = ["figure"]


class Corrections(RowsInTable):
    """What was put right on the page."""

    model = Correction
    fields = ["made_on", "text"]


class CouncilReplies(RowsInTable):
    """What councils say of the account."""

    model = CouncilReply
    fields = ["council", "given_on", "text"]


TAGS = [tag.relation for tag in CASE_STUDY.plain_tags]
"""The families of concepts that hang on the account itself; the others have rows."""
NUMBERS = [column for one in CASE_STUDY.stated for column in one.columns]


LONG_TEXTS_WITH_PREVIEWS = [name for text in LONG_TEXTS for name in (text, f"{text}_preview")]


@admin.register(CaseStudy)
class CaseStudyAdmin(PublishableAdmin):
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
        CouncilRoles,
        Partners,
        Approaches,
        Enablers,
        Initiatives,
        CaseStudyFindings,
        Barriers,
        CostsBelow,
        ContextFacts,
        Corrections,
        CouncilReplies,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("councils")

    @admin.display(description="councils")
    def council_names(self, case_study: CaseStudy) -> str:
        return ", ".join(council.name for council in case_study.councils.all())

    @admin.display(ordering="start_year")
    def years(self, case_study: CaseStudy) -> str:
        return case_study.years
