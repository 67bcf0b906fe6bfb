"""What an account says besides its findings: barriers, corrections, a council's reply."""

from __future__ import annotations

from django.db import models

from strategies.models import Council, Source
from wellbeing_portal.core.models import History, Keyed, Located

from .case_study import CaseStudy


class Barrier(Located, Keyed):
    """What stood in the way, or was not reached."""

    NAMED_BY = ("text",)
    KEYED_WITHIN = ("case_study",)

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="barriers")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(help_text="One or two sentences: what stood in the way of what.")
    source = models.ForeignKey(Source, models.PROTECT, related_name="barriers")

    history = History()

    class Meta:
        ordering = ["case_study", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="barrier_position_unique",
                violation_error_message="Two barriers have the same position.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "key"],
                name="barrier_key_unique",
                violation_error_message="Two barriers have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Correction(Keyed):
    """What was wrong on the page, and when it was put right."""

    NAMED_BY = ("text",)
    KEYED_WITHIN = ("case_study",)

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="corrections")
    position = models.PositiveSmallIntegerField(default=0)
    made_on = models.DateField(help_text="When the page was put right.")
    text = models.TextField(help_text="What it said, and what it says now.")

    history = History()

    class Meta:
        ordering = ["case_study", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="correction_position_unique",
                violation_error_message="Two corrections have the same position.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "key"],
                name="correction_key_unique",
                violation_error_message="Two corrections have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class CouncilReply(Keyed):
    """What a council says of the account of its work."""

    NAMED_BY = ("council",)
    KEYED_WITHIN = ("case_study",)

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="replies")
    council = models.ForeignKey(Council, models.PROTECT, related_name="replies")
    position = models.PositiveSmallIntegerField(default=0)
    given_on = models.DateField(help_text="When the council said it.")
    text = models.TextField(help_text="In its own words, or told in ours if it is long.")

    history = History()

    class Meta:
        ordering = ["case_study", "position"]
        verbose_name_plural = "council replies"
        constraints = [
            *Keyed.Meta.constraints,
            models.UniqueConstraint(
                fields=["case_study", "position"],
                name="councilreply_position_unique",
                violation_error_message="Two replies have the same position.",
            ),
            models.UniqueConstraint(
                fields=["case_study", "key"],
                name="councilreply_key_unique",
                violation_error_message="Two replies have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
