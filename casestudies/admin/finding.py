"""Findings, to look at."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.text import Truncator

from casestudies.models import Finding, GradeReading
from wellbeing_portal.core.admin import ReadInEditor, RowsBelow, RowsInTable

FIGURE_FIELDS: list[Any] = [
    ("qualifier", "value", "high_value", "unit"),
    ("from_value", "is_shared_total"),
    "wording",
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


class FindingsBelow(RowsBelow):
    """The findings of a record."""

    model = Finding
    fields: ClassVar[Any] = [
        "statement",
        *CLAIM_FIELDS,
        *TIES,
        *FIGURE_FIELDS,
        ("source", "locator"),
    ]


class GradeReadings(RowsInTable):
    """The independent readings from which a finding has its claim and level."""

    model = GradeReading
    fields = ["claim", "evidence_level", "reason"]


@admin.register(Finding)
class FindingAdmin(ReadInEditor):
    """Findings of all case studies and frameworks, to check how strong the evidence is."""

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
    fieldsets = [
        (None, {"fields": ["statement"]}),
        (
            "Where it belongs",
            {"fields": ["case_study", "initiative", "framework_item", "key_order"]},
        ),
        ("What it claims, and how it is known", {"fields": CLAIM_FIELDS}),
        ("What it ties together", {"fields": TIES}),
        ("Figure", {"fields": FIGURE_FIELDS}),
        ("Source", {"fields": ["source", "locator"]}),
    ]
    inlines = [GradeReadings]

    @admin.display(description="statement", ordering="statement")
    def short_statement(self, finding: Finding) -> str:
        return Truncator(finding.statement).chars(140)

    @admin.display(ordering="evidence_level")
    def level(self, finding: Finding) -> int | None:
        return finding.evidence_level

    @admin.display(description="case study or framework item")
    def parent(self, finding: Finding) -> str:
        return str(finding.case_study or finding.framework_item)
