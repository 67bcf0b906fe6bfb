"""Evidenced statements of what was done and what changed."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from strategies.models import Source
from wellbeing_portal.core.models import Figure, History, Keyed, Located, Publishable

from .case_study import CaseStudy
from .concepts import Approach, Enabler, Outcome
from .framework import FrameworkItem
from .initiative import Initiative


class FindingQuerySet(models.QuerySet):
    """Read rules of findings. They sort as their case study or framework lists them."""

    def published(self) -> Self:
        """Findings whose case study or framework the public may see."""
        state = Publishable.State.PUBLISHED
        return self.filter(Q(case_study__state=state) | Q(framework_item__framework__state=state))

    def strongest_first(self) -> Self:
        """The highest evidence level first, then those with a figure."""
        return self.order_by(
            "-evidence_level", models.F("value").desc(nulls_last=True), "position", "pk"
        )


class Finding(Figure, Located, Keyed):
    """This approach, helped by these enablers, led to this outcome.

    It belongs to a case study, or to an item of a framework that reports it from elsewhere.
    """

    class Direction(models.TextChoices):
        BETTER = "better", "Better"
        WORSE = "worse", "Worse"
        NO_CHANGE = "no-change", "No change"
        MIXED = "mixed", "Mixed"
        ACTIVITY = "activity", "Activity: no change claimed"

    class Basis(models.TextChoices):
        PERCEIVED = "perceived", "Perceived by those involved"
        MONITORING = "monitoring", "Recorded by those involved"
        SELF_REPORTED = "self-reported", "Reported by participants"
        BEFORE_AND_AFTER = "before-and-after", "Measured before and after"
        COMPARISON = "comparison", "Compared with another group or area"
        INDEPENDENT_EVALUATION = "independent-evaluation", "Independent evaluation"
        ECONOMIC_ANALYSIS = "economic-analysis", "Economic analysis"

    class EvidenceLevel(models.IntegerChoices):
        DESCRIBED = 0, "Described only"
        MONITORED = 1, "Logic and outputs monitored"
        MEASURED = 2, "Change measured in participants"
        COMPARED = 3, "Change against a comparison"
        REPLICATED = 4, "Independent replication"
        MANUALISED = 5, "Manualised and replicated widely"

    NAMED_BY = ("statement",)
    KEYED_WITHIN = ("case_study", "framework_item")

    case_study = models.ForeignKey(
        CaseStudy, models.CASCADE, null=True, blank=True, related_name="findings"
    )
    framework_item = models.ForeignKey(
        FrameworkItem, models.CASCADE, null=True, blank=True, related_name="findings"
    )
    initiative = models.ForeignKey(
        Initiative,
        # Nobody takes an initiative away from under its findings; with the case study both go.
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="findings",
        help_text="The initiative it is about, if it is not about the case study as a whole.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    statement = models.TextField(
        help_text="One sentence that can stand alone, with its figure: what changed, for whom."
    )
    approach = models.ForeignKey(Approach, models.PROTECT, related_name="findings")
    outcomes = models.ManyToManyField(Outcome, related_name="findings")
    enablers = models.ManyToManyField(Enabler, blank=True, related_name="findings")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    basis = models.CharField(max_length=24, choices=Basis.choices, help_text="How it is known.")
    evidence_level = models.PositiveSmallIntegerField(
        choices=EvidenceLevel.choices,
        validators=[MaxValueValidator(5)],
        help_text="After Nesta's Standards of Evidence, with level 0 added.",
    )
    is_key = models.BooleanField(
        "key figure",
        default=False,
        help_text="Show its number large at the top of what changed. Two or three a case study.",
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="findings")

    objects = FindingQuerySet.as_manager()
    history = History(m2m_fields=[outcomes, enablers])

    class Meta:
        ordering = ["case_study", "framework_item", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            *Figure.Meta.constraints,
            models.CheckConstraint(
                condition=Q(evidence_level__range=(0, 5)),
                name="finding_evidence_level_0_to_5",
                violation_error_message="An evidence level is a number from 0 to 5.",
            ),
            models.CheckConstraint(
                condition=Q(case_study__isnull=False, framework_item__isnull=True)
                | Q(case_study__isnull=True, framework_item__isnull=False),
                name="finding_one_parent",
                violation_error_message="A finding belongs to a case study or to a framework "
                "item, and not to both.",
            ),
            models.CheckConstraint(
                condition=Q(is_key=False) | Q(value__isnull=False),
                name="finding_key_has_value",
                violation_error_message="A key figure needs a number.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="finding_position_unique",
                violation_error_message="Two findings of a case study have the same position.",
            ),
            models.UniqueConstraint(
                fields=["framework_item", "position"],
                name="finding_item_position_unique",
                violation_error_message="Two findings of an item have the same position.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "key"],
                name="finding_key_unique",
                violation_error_message="Two findings of a case study have the same key.",
            ),
            models.UniqueConstraint(
                fields=["framework_item", "key"],
                name="finding_item_key_unique",
                violation_error_message="Two findings of an item have the same key.",
            ),
        ]
        indexes = [
            models.Index(fields=["approach", "evidence_level"], name="finding_approach_level"),
        ]

    def __str__(self) -> str:
        return self.statement

    def clean(self) -> None:
        """Refuse an initiative of another case study.

        Raises:
            ValidationError: on ``initiative``.
        """
        super().clean()
        if self.initiative and self.initiative.case_study_id != self.case_study_id:
            raise ValidationError({"initiative": "That initiative is in another case study."})
