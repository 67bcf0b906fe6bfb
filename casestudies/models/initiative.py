"""Named programmes, services and projects inside a case study."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from strategies.models import Council
from wellbeing_portal.core.models import Figure, History, Keyed, Located, Period
from wellbeing_portal.core.models.figure import pounds

from .case_study import CaseStudy
from .concepts import Approach
from .organisation import Organisation


class Initiative(Period, Located, Keyed):
    """A named programme, service or project: HAPPY Hub, MECC, Shape Up."""

    NAMED_BY = ("name",)
    KEYED_WITHIN = ("case_study",)

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="initiatives")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=150)
    description = models.TextField(help_text="What it does and for whom. Markdown.")
    councils = models.ManyToManyField(
        Council,
        blank=True,
        related_name="initiatives",
        help_text="Whose it is, where not all councils that acted in the case study did it.",
    )
    partners = models.ManyToManyField(Organisation, blank=True, related_name="initiatives")
    approaches = models.ManyToManyField(Approach, blank=True, related_name="initiatives")

    history = History(m2m_fields=[councils, partners, approaches])

    class Meta:
        ordering = ["case_study", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="initiative_position_unique",
                violation_error_message="Two initiatives have the same position.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "name"],
                name="initiative_name_unique",
                violation_error_message="The case study already has an initiative of this name.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "key"],
                name="initiative_key_unique",
                violation_error_message="Two initiatives have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class InitiativeFunder(Keyed):
    """Who paid for an initiative, and how much."""

    NAMED_BY = ("organisation", "council")
    KEYED_WITHIN = ("initiative",)

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="funders")
    position = models.PositiveSmallIntegerField(default=0)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="funding"
    )
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="funding"
    )
    qualifier = models.CharField(
        max_length=8,
        choices=Figure.Qualifier.choices,
        default=Figure.Qualifier.EXACT,
        blank=True,
    )
    amount = models.DecimalField(
        "amount in pounds",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    note = models.CharField(
        max_length=250,
        blank=True,
        help_text="What the money was for, over what time, and with whom it was shared.",
    )

    history = History()

    class Meta:
        ordering = ["initiative", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, council__isnull=True)
                | Q(organisation__isnull=True, council__isnull=False),
                name="initiativefunder_one_funder",
                violation_error_message="Name either an organisation or a council as the funder.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="initiativefunder_amount_not_negative",
                violation_error_message="An amount cannot be negative.",
            ),
            models.UniqueConstraint(
                fields=["initiative", "position"],
                name="initiativefunder_position_unique",
                violation_error_message="Two funders have the same position.",
            ),
            models.UniqueConstraint(
                fields=["initiative", "key"],
                name="initiativefunder_key_unique",
                violation_error_message="Two funders have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder}: {self.money}" if self.money else str(self.funder)

    @property
    def funder(self) -> Organisation | Council | None:
        """The organisation or council that paid."""
        return self.organisation or self.council

    @property
    def money(self) -> str:
        """The amount for reading, such as ``almost £1.3 million``, or nothing."""
        if self.amount is None:
            return ""
        return f"{gettext(self.qualifier)} {pounds(self.amount)}".strip()
