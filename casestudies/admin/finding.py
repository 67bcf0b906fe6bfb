"""Findings."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.text import Truncator

from casestudies.models import CaseStudy, Finding, Initiative
from wellbeing_portal.core.admin import CitesSource, OrderedRowAdmin, OrderedStackedInline

FIGURE_FIELDS: list[Any] = [
    ("qualifier", "value", "unit", "is_key"),
    "measure",
    ("sample_size", "period"),
]
EVIDENCE_FIELDS: list[Any] = [
    "statement",
    "approach",
    "outcomes",
    "enablers",
    ("direction", "basis", "evidence_level"),
    *FIGURE_FIELDS,
    ("source", "locator"),
]


class FrameworkFindingInline(CitesSource, OrderedStackedInline):
    """What a framework reports from elsewhere under one of its items."""

    model = Finding
    fields: ClassVar[Any] = EVIDENCE_FIELDS
    autocomplete_fields = ["approach", "outcomes", "enablers", "source"]


class CaseStudyFindingInline(FrameworkFindingInline):
    """What one case study found."""

    fields = ["statement", "initiative", *EVIDENCE_FIELDS[1:]]

    def get_formset(
        self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any
    ) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("initiative")
        if field is not None:
            choose_initiative_of(obj, field)
        return formset


def choose_initiative_of(case_study: Any, field: ModelChoiceField) -> None:
    """Offer the initiatives of ``case_study``, read once for all rows."""
    initiatives = (
        case_study.initiatives.all()
        if isinstance(case_study, CaseStudy)
        else Initiative.objects.none()
    )
    field.queryset = initiatives
    field.choices = [("", "The case study as a whole"), *((i.pk, i.name) for i in initiatives)]


@admin.register(Finding)
class FindingAdmin(OrderedRowAdmin):
    """Findings of all case studies and frameworks, to check how strong the evidence is."""

    parent_fields = ["case_study", "framework_item"]
    list_display = ["short_statement", "figure", "level", "basis", "approach", "parent"]
    list_filter = ["evidence_level", "basis", "direction", "is_key", "unit", "case_study__state"]
    list_select_related = ["case_study", "framework_item", "approach"]
    search_fields = [
        "statement",
        "case_study__title",
        "framework_item__title",
        "approach__name",
        "outcomes__name",
    ]
    search_help_text = "Statement, case study, framework item, approach or outcome"
    autocomplete_fields = [
        "case_study",
        "framework_item",
        "initiative",
        "approach",
        "outcomes",
        "enablers",
        "source",
    ]
    fieldsets = [
        (None, {"fields": ["statement"]}),
        (
            "Where it belongs",
            {
                "fields": ["case_study", "initiative", "framework_item"],
                "description": "Either a case study or a framework item.",
            },
        ),
        ("What led to what", {"fields": ["approach", "enablers", "outcomes"]}),
        ("How it is known", {"fields": [("direction", "basis", "evidence_level")]}),
        ("Figure", {"fields": FIGURE_FIELDS}),
        ("Source", {"fields": ["source", "locator"]}),
    ]

    @admin.display(description="statement", ordering="statement")
    def short_statement(self, finding: Finding) -> str:
        return Truncator(finding.statement).chars(140)

    @admin.display(ordering="evidence_level")
    def level(self, finding: Finding) -> int:
        return finding.evidence_level

    @admin.display(description="case study or framework item")
    def parent(self, finding: Finding) -> str:
        return str(finding.case_study or finding.framework_item)
