"""What the work cost, as the source gives it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from strategies.models import Council, Source
from wellbeing_portal.core.models import Figure, History, Keyed, Located
from wellbeing_portal.core.models.figure import pounds
from wellbeing_portal.core.models.period import YEAR

from .case_study import CaseStudy
from .initiative import Initiative
from .organisation import Organisation


class Cost(Located, Keyed):
    """An amount or a range, of what, in which year's prices, and who paid.

    Amounts of unlike units are never added up or averaged.
    """

    class Unit(models.TextChoices):
        IN_ALL = "in-all", _("in all")
        A_YEAR = "a-year", _("a year")
        A_PERSON = "a-person", _("a person")
        A_POST = "a-post", _("a post")

    NAMED_BY = ("covers",)
    KEYED_WITHIN = ("case_study",)

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="costs")
    initiative = models.ForeignKey(
        Initiative,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="costs",
        help_text="The initiative that it pays for, if not the whole work.",
    )
    position = models.PositiveSmallIntegerField(default=0)
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
        validators=[MinValueValidator(0)],
        help_text="The amount, or the lower end of a range.",
    )
    high_amount = models.DecimalField(
        "to (of a range)", max_digits=14, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(max_length=8, choices=Unit.choices)
    price_year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=YEAR, help_text="The year of the prices, if known."
    )
    payer_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="costs"
    )
    payer_council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="costs"
    )
    covers = models.CharField(
        "what it covers", max_length=250, help_text="What the money is for, and over what time."
    )
    is_shared_total = models.BooleanField(
        "shared total",
        default=False,
        help_text="The amount is a total shared with others, or for a wider area than this work.",
    )
    is_planned = models.BooleanField(
        "planned",
        default=False,
        help_text="The amount was asked for, planned or pledged, and the source does not say that "
        "it was spent or agreed.",
    )

    source = models.ForeignKey(Source, models.PROTECT, related_name="costs")

    history = History()

    class Meta:
        ordering = ["case_study", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            models.UniqueConstraint(
                fields=["case_study", "key"],
                name="cost_key_unique",
                violation_error_message="Two costs have the same key.",
            ),
            models.CheckConstraint(
                condition=Q(payer_organisation__isnull=True) | Q(payer_council__isnull=True),
                name="cost_one_payer",
                violation_error_message="Name either an organisation or a council as the payer.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="cost_position_unique",
                violation_error_message="Two costs have the same position.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="cost_not_negative",
                violation_error_message="An amount cannot be negative.",
            ),
            models.CheckConstraint(
                condition=Q(high_amount__isnull=True) | Q(high_amount__gt=F("amount")),
                name="cost_range_goes_up",
                violation_error_message="The upper end of a range is above its lower end.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.money}: {self.covers}"

    def clean(self) -> None:
        """Refuse an initiative of another case study.

        Raises:
            ValidationError: on ``initiative``.
        """
        super().clean()
        if self.initiative and self.initiative.case_study_id != self.case_study_id:
            raise ValidationError({"initiative": "That initiative is in another case study."})

    @property
    def payer(self) -> Organisation | Council | None:
        """Who pays, where the source says."""
        return self.payer_organisation or self.payer_council

    @property
    def money(self) -> str:
        """The amount for reading: ``about £5,000 to £10,000 a year``, or that it was planned."""
        amount = pounds(self.amount)
        if self.high_amount is not None:
            amount = gettext("%(amount)s to %(high_amount)s") % {
                "amount": amount,
                "high_amount": pounds(self.high_amount),
            }
        said = f"{gettext(self.qualifier)} {amount} {self.get_unit_display()}".strip()
        return gettext("%(amount)s, planned") % {"amount": said} if self.is_planned else said
