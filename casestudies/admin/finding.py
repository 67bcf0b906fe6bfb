"""Findings."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest
from django.utils.text import Truncator, capfirst

from casestudies.models import CaseStudy, Finding, GradeReading, Initiative
from casestudies.models.claims import claim_problems
from wellbeing_portal.core.admin import (
    CitesSource,
    OrderedForm,
    OrderedInlinesAdmin,
    OrderedRowAdmin,
    OrderedStackedInline,
    OrderedTabularInline,
)

FIGURE_FIELDS: list[Any] = [
    ("qualifier", "value", "high_value", "unit"),
    ("from_value", "is_shared_total"),
    "measure",
    ("sample_size", "period"),
]
CLAIM_FIELDS: list[Any] = [
    ("claim", "output", "direction"),
    ("basis", "evidence_level"),
    "method_note",
]
TIES: list[Any] = [
    "approaches",
    ("outcomes", "inferred_outcomes"),
    ("enablers", "inferred_enablers"),
    ("better_for", "worse_for"),
    "councils",
]
TIED = [name for row in TIES for name in ([row] if isinstance(row, str) else row)]
EVIDENCE_FIELDS: list[Any] = [
    "statement",
    *CLAIM_FIELDS,
    *TIES,
    *FIGURE_FIELDS,
    ("source", "locator"),
]


class ClaimedForm(ModelForm):
    """A finding, held against what its claim needs and bears."""

    def clean(self) -> dict[str, Any] | None:
        """Refuse a change without direction, level or outcome, and these where nothing changed.

        Raises:
            ValidationError: on the claim.
        """
        said = super().clean() or self.cleaned_data
        if said.get("claim"):
            problems = claim_problems(
                said["claim"],
                direction=said.get("direction") or "",
                level=said.get("evidence_level"),
                output=said.get("output") or "",
                has_outcome=bool(said.get("outcomes") or said.get("inferred_outcomes")),
                has_groups=bool(said.get("better_for") or said.get("worse_for")),
            )
            for problem in problems:
                self.add_error("claim", capfirst(f"{problem}."))
        return said


class ClaimedRowForm(ClaimedForm, OrderedForm):
    """The same as one of several rows, which keep their order."""


class FrameworkFindingInline(CitesSource, OrderedStackedInline):
    """What a framework reports from elsewhere under one of its items."""

    model = Finding
    form = ClaimedRowForm
    fields: ClassVar[Any] = EVIDENCE_FIELDS
    autocomplete_fields = [*TIED, "source"]


class CaseStudyFindingInline(FrameworkFindingInline):
    """What one case study found."""

    fields = ["statement", ("initiative", "key_order"), *EVIDENCE_FIELDS[1:]]

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


class GradeReadingInline(OrderedTabularInline):
    """The independent readings from which a finding has its claim and level."""

    model = GradeReading
    fields = ["position", "claim", "evidence_level", "reason"]


@admin.register(Finding)
class FindingAdmin(OrderedRowAdmin, OrderedInlinesAdmin):
    """Findings of all case studies and frameworks, to check how strong the evidence is."""

    form = ClaimedForm
    parent_fields = ["case_study", "framework_item"]
    list_display = ["short_statement", "figure", "claim", "level", "basis", "parent"]
    list_filter = ["claim", "evidence_level", "basis", "direction", "output", "case_study__state"]
    list_select_related = ["case_study", "framework_item"]
    search_fields = [
        "statement",
        "case_study__title",
        "framework_item__title",
        "approaches__name",
        "outcomes__name",
    ]
    search_help_text = "Statement, case study, framework item, approach or outcome"
    autocomplete_fields = ["case_study", "framework_item", "initiative", *TIED, "source"]
    fieldsets = [
        (None, {"fields": ["statement"]}),
        (
            "Where it belongs",
            {
                "fields": ["case_study", "initiative", "framework_item", "key_order"],
                "description": "Either a case study or a framework item.",
            },
        ),
        ("What it claims, and how it is known", {"fields": CLAIM_FIELDS}),
        ("What it ties together", {"fields": TIES}),
        ("Figure", {"fields": FIGURE_FIELDS}),
        ("Source", {"fields": ["source", "locator"]}),
    ]
    inlines = [GradeReadingInline]

    @admin.display(description="statement", ordering="statement")
    def short_statement(self, finding: Finding) -> str:
        return Truncator(finding.statement).chars(140)

    @admin.display(ordering="evidence_level")
    def level(self, finding: Finding) -> int | None:
        return finding.evidence_level

    @admin.display(description="case study or framework item")
    def parent(self, finding: Finding) -> str:
        return str(finding.case_study or finding.framework_item)
