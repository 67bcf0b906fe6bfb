"""Evidenced statements of what was done and what changed."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from strategies.models import Council, Source
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.models import Figure, History, Keyed, Located, Publishable

from .case_study import CaseStudy
from .claims import Basis, Claim, Direction, EvidenceLevel, Output
from .concepts import Approach, Enabler, Outcome, PopulationGroup
from .framework import FrameworkItem
from .gaps import without_figure, without_method
from .initiative import Initiative


class FindingQuerySet(models.QuerySet):
    """Read rules of findings. They sort as their case study or framework lists them."""

    def published(self) -> Self:
        """Findings whose case study or framework the public may see."""
        state = Publishable.State.PUBLISHED
        return self.filter(Q(case_study__state=state) | Q(framework_item__framework__state=state))

    def with_page(self) -> Self:
        """Findings of case studies that have a page, also of those that were withdrawn."""
        return self.filter(case_study__in=CaseStudy.objects.order_by().with_page())

    def without_method(self) -> Self:
        """Changes of a level above 1 that give no sample, and no method of the source's own."""
        return self.filter(without_method())

    def without_figure(self) -> Self:
        """Changes of a level above 0 that give no figure, and are no measured “no change”."""
        return self.filter(without_figure())

    def strongest_first(self) -> Self:
        """Changes by their evidence level, then the rest; of equals key findings, then as told.

        Of loaded findings ``casestudies.evidence.order.surest_first`` says the same.
        """
        return self.order_by(
            models.F("evidence_level").desc(nulls_last=True),
            models.F("key_order").asc(nulls_last=True),
            "position",
            "pk",
        )


class Finding(Figure, Located, Keyed):
    """This approach, helped by these enablers, led to this outcome.

    It belongs to a case study, or to an item of a framework that reports it from elsewhere.
    """

    Claim = Claim
    Output = Output
    Direction = Direction
    Basis = Basis
    EvidenceLevel = EvidenceLevel

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
    claim = models.CharField(
        max_length=8,
        choices=Claim.choices,
        help_text="Whether something changed, was aimed at, was calculated, or was done.",
    )
    councils = models.ManyToManyField(
        Council,
        blank=True,
        related_name="findings",
        help_text="Whose work it is, where not all councils that acted in the case study did it.",
    )
    approaches = models.ManyToManyField(
        Approach, related_name="findings", help_text="What was done: one, or two if it was both."
    )
    outcomes = models.ManyToManyField(
        Outcome,
        blank=True,
        related_name="findings",
        help_text="What it changed, or should, as the source itself says. None for work done.",
    )
    inferred_outcomes = models.ManyToManyField(
        Outcome,
        blank=True,
        related_name="findings_inferred",
        help_text="Outcomes that we tie to it, and the source does not.",
    )
    enablers = models.ManyToManyField(
        Enabler,
        blank=True,
        related_name="findings",
        help_text="What helped it to come about, as the source itself says.",
    )
    inferred_enablers = models.ManyToManyField(
        Enabler,
        blank=True,
        related_name="findings_inferred",
        help_text="Enablers that we tie to it, and the source does not.",
    )
    better_for = models.ManyToManyField(
        PopulationGroup,
        blank=True,
        related_name="findings_better",
        help_text="Groups for whom it worked better than for others, as the source says.",
    )
    worse_for = models.ManyToManyField(
        PopulationGroup,
        blank=True,
        related_name="findings_worse",
        help_text="Groups for whom it worked less well than for others, as the source says.",
    )
    output = models.CharField(
        max_length=24,
        choices=Output.choices,
        blank=True,
        help_text="Of work done: what was done or reached. It is no outcome.",
    )
    direction = models.CharField(
        max_length=10, choices=Direction.choices, blank=True, help_text="Of a change: which way."
    )
    basis = models.CharField(max_length=24, choices=Basis.choices, help_text="How it is known.")
    evidence_level = models.PositiveSmallIntegerField(
        choices=EvidenceLevel.choices,
        null=True,
        blank=True,
        validators=[MaxValueValidator(5)],
        help_text="Of a change alone: how sure it is. After Nesta’s Standards of Evidence, with "
        "level 0 added.",
    )
    method_note = models.CharField(
        max_length=250,
        blank=True,
        help_text="How it was measured, where the source says: instrument, comparison, dates.",
    )
    key_order = models.PositiveSmallIntegerField(
        "place among the key findings",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text="1 to 3: the findings that stand on top of the page. A number is not needed.",
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="findings")

    objects = FindingQuerySet.as_manager()
    history = History(
        m2m_fields=[
            councils,
            approaches,
            outcomes,
            inferred_outcomes,
            enablers,
            inferred_enablers,
            better_for,
            worse_for,
        ]
    )

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
                condition=Q(claim="changed", evidence_level__isnull=False) & ~Q(direction="")
                | (~Q(claim="changed") & Q(evidence_level__isnull=True, direction="")),
                name="finding_only_changes_have_a_level",
                violation_error_message="A change has a direction and an evidence level; what was "
                "aimed at, modelled or done has neither.",
            ),
            models.CheckConstraint(
                condition=(Q(claim="done") & ~Q(output="")) | (~Q(claim="done") & Q(output="")),
                name="finding_only_work_done_has_an_output",
                violation_error_message="Work done says what was done or reached; nothing else "
                "does.",
            ),
            models.CheckConstraint(
                condition=Q(key_order__isnull=True) | Q(key_order__range=(1, 3)),
                name="finding_key_order_1_to_3",
                violation_error_message="Key findings are numbered 1, 2 and 3.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "key_order"],
                name="finding_key_order_unique",
                violation_error_message="Two key findings have the same place.",
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
            models.Index(fields=["claim", "evidence_level"], name="finding_claim_level"),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def reference(self) -> str:
        """What it is called beside other findings: its case study and its key."""
        return f"{self.case_study.slug}/{self.key}" if self.case_study else self.key

    @property
    def is_change(self) -> bool:
        """Whether it says that something changed, or did not."""
        return self.claim == self.Claim.CHANGED

    def clean(self) -> None:
        """Refuse an initiative of another case study.

        Raises:
            ValidationError: on ``initiative``.
        """
        super().clean()
        if self.initiative and self.initiative.case_study_id != self.case_study_id:
            raise ValidationError({"initiative": "That initiative is in another case study."})


def finding_address(case_study: str, key: str) -> str:
    """Return the address of one finding of a case study, which stays for ever."""
    return address_of("finding", case_study, key)
