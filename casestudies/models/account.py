"""What an account says besides its findings: barriers, corrections, a council's reply."""

from __future__ import annotations

from django.db import models

from strategies.models import Council
from wellbeing_portal.core.models import History, Located

from .case_study import CaseStudy


class Barrier(Located):
    """What stood in the way, or was not reached."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="barriers")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(help_text="One or two sentences: what stood in the way of what.")

    history = History()

    class Meta:
        ordering = ["case_study", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="barrier_position_unique",
                violation_error_message="Two barriers have the same position.",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Correction(models.Model):
    """What was wrong on the page, and when it was put right."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="corrections")
    made_on = models.DateField(help_text="When the page was put right.")
    text = models.TextField(help_text="What it said, and what it says now.")

    history = History()

    class Meta:
        ordering = ["case_study", "made_on", "pk"]

    def __str__(self) -> str:
        return self.text


class CouncilReply(models.Model):
    """What a council says of the account of its work."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="replies")
    council = models.ForeignKey(Council, models.PROTECT, related_name="replies")
    given_on = models.DateField(help_text="When the council said it.")
    text = models.TextField(help_text="In its own words, or told in ours if it is long.")

    history = History()

    class Meta:
        ordering = ["case_study", "given_on", "pk"]
        verbose_name_plural = "council replies"

    def __str__(self) -> str:
        return self.text
