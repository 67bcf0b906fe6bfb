"""What research bodies conclude of an approach, beyond what councils on the portal found."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import Addressed, History, Publishable, PublishableQuerySet
from wellbeing_portal.core.models.needed import NeededRows
from wellbeing_portal.core.models.period import YEAR

from .concepts import Approach, Outcome


class WiderEvidence(Publishable):
    """A research body's summary of what is known of an approach.

    It is never a council's practice and never stands in councils' counts.
    """

    NEEDED_ROWS = (
        NeededRows("readings", "Say how its conclusion is read, for at least one outcome."),
    )

    approach = models.ForeignKey(Approach, models.PROTECT, related_name="wider_evidence")
    body = models.CharField(max_length=200, help_text="Who concludes it. Promoters are named so.")
    edition = models.CharField(max_length=100, blank=True, help_text="Number, version or update.")
    year = models.PositiveSmallIntegerField(validators=YEAR, help_text="Year of the edition.")
    url = models.URLField("address", max_length=500)
    scope = models.TextField(blank=True, help_text="Whom and what it looked at: studies, places.")
    concludes = models.TextField(help_text="What it concludes, in our words, with its figures.")
    rating = models.CharField(
        "its own rating",
        max_length=120,
        blank=True,
        help_text="In the body’s own words, eight at most.",
    )
    certainty = models.CharField(max_length=200, blank=True, help_text="How sure it says it is.")
    limits = models.TextField(blank=True)

    objects = PublishableQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["approach", "-year", "title"]
        verbose_name_plural = "wider evidence"
        constraints = [*Addressed.Meta.constraints]

    def get_absolute_url(self) -> str:
        """Return its place on the page of its approach, once it has one."""
        if not self.approach_id:
            return ""
        return f"{reverse('approach', args=[self.approach.slug])}?all=research#wider-{self.slug}"


class WiderReading(models.Model):
    """Our reading of a body's conclusion for one named outcome."""

    class Reading(models.TextChoices):
        WORKS = "works", _("Works")
        MIXED = "mixed", _("Mixed")
        NO_EFFECT = "no-effect", _("No effect found")
        HARM = "harm", _("Harm")
        TOO_LITTLE = "too-little", _("Too little to say")

    evidence = models.ForeignKey(WiderEvidence, models.CASCADE, related_name="readings")
    position = models.PositiveSmallIntegerField(default=0)
    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="wider_readings")
    reading = models.CharField(max_length=10, choices=Reading.choices)
    note = models.CharField(max_length=250, blank=True, help_text="What goes with the reading.")

    history = History()

    class Meta:
        ordering = ["evidence", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "outcome"],
                name="widerreading_outcome_unique",
                violation_error_message="This outcome is already there.",
            ),
            models.UniqueConstraint(
                fields=["evidence", "position"],
                name="widerreading_position_unique",
                violation_error_message="Two readings have the same position.",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(reading)s for %(outcome)s") % {
            "reading": self.get_reading_display(),
            "outcome": self.outcome,
        }
