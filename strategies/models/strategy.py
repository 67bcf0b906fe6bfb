"""Documents in which councils set a direction."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.models import (
    Addressed,
    History,
    Located,
    Period,
    Publishable,
    PublishableQuerySet,
)
from wellbeing_portal.core.models.needed import NeededRows

from .council import Council
from .source import Source, drafts_cited_by


class StrategyQuerySet(PublishableQuerySet):
    """Read rules of strategies. They sort by title; a council's timeline sorts by start."""

    def in_time_order(self) -> Self:
        """The earliest start first; those without a start last."""
        return self.order_by(models.F("start_year").asc(nulls_last=True), "end_year", "title")

    def latest_first(self) -> Self:
        """The latest start first; those without a start last."""
        return self.order_by(models.F("start_year").desc(nulls_last=True), "-end_year", "title")


class Strategy(Publishable, Period, Located):
    """A document in which one or more councils set a direction for a period."""

    NEEDED = ("summary",)
    NEEDED_ROWS = (
        NeededRows("councils", "Name at least one council before you publish this strategy."),
    )

    class Kind(models.TextChoices):
        HEALTH_AND_WELLBEING = "health-and-wellbeing-strategy", _("Health and wellbeing strategy")
        MENTAL_HEALTH = "mental-health-strategy", _("Mental health strategy or programme")
        PREVENTION = "prevention-strategy", _("Wellbeing and prevention strategy")
        POLICY = "policy", _("Policy")
        CORPORATE_PLAN = "corporate-plan", _("Corporate plan")
        CITY_PLAN = "city-plan", _("City or area plan")
        HOUSING = "housing-strategy", _("Housing strategy")
        GREEN_PAPER = "green-paper", _("Green paper")
        PRINCIPLES = "principles", _("Set of principles")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONSULTATION = "consultation", _("In consultation")
        ADOPTED = "adopted", _("Adopted")
        SUPERSEDED = "superseded", _("Superseded")

    kind = models.CharField(max_length=30, choices=Kind.choices, db_index=True)
    status = models.CharField(
        max_length=12,
        choices=Status.choices,
        blank=True,
        db_index=True,
        help_text="How far the document itself had come, according to its source.",
    )
    councils = models.ManyToManyField(Council, related_name="strategies")
    partnership = models.CharField(
        "partnership name",
        max_length=200,
        blank=True,
        help_text="The board or partnership that owns it, where it is not the council alone.",
    )
    adopted_on = models.DateField(null=True, blank=True)
    vision = models.TextField(
        blank=True, help_text="What it hopes to achieve, in our words or as a short quotation."
    )
    summary = models.TextField(
        blank=True, help_text="What it is and what it sets out, in two or three lines."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="strategies")

    objects = StrategyQuerySet.as_manager()
    history = History(m2m_fields=[councils])

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "strategies"
        constraints = [*Addressed.Meta.constraints, *Period.Meta.constraints]

    def get_absolute_url(self) -> str:
        return address_of("strategy", self.slug)

    def reasons_not_to_publish(self) -> list[str]:
        """A strategy is somebody's, and the public can follow it to its source."""
        return [
            *super().reasons_not_to_publish(),
            *drafts_cited_by(self),
        ]

    def clean(self) -> None:
        """Refuse an adoption date on something that was never adopted.

        Raises:
            ValidationError: on ``adopted_on``.
        """
        super().clean()
        if self.adopted_on and self.status in {self.Status.DRAFT, self.Status.CONSULTATION}:
            raise ValidationError({"adopted_on": "A draft has not been adopted yet."})
