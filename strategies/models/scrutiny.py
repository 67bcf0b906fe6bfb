"""What councillors asked about a strategy, and what they were told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import History, Keyed, Located

from .source import Source
from .strategy import Strategy


class ScrutinyMeeting(Located, Keyed):
    """A committee's meeting that examined a strategy."""

    NAMED_BY = ("committee",)
    KEYED_WITHIN = ("strategy",)

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="scrutiny_meetings")
    position = models.PositiveSmallIntegerField(default=0)
    committee = models.CharField(max_length=150)
    held_on = models.DateField(null=True, blank=True, help_text="Leave empty if not known.")
    introduction = models.TextField(
        blank=True, help_text="What officers and cabinet members said when they presented it."
    )
    chair_summary = models.TextField(
        "chair's summary", blank=True, help_text="What the chair concluded."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="scrutiny_meetings")

    history = History()

    class Meta:
        ordering = ["strategy", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            models.UniqueConstraint(
                fields=["strategy", "position"],
                name="scrutinymeeting_position_unique",
                violation_error_message="Two meetings on a strategy have the same position.",
            ),
            models.UniqueConstraint(
                fields=["strategy", "key"],
                name="scrutinymeeting_key_unique",
                violation_error_message="Two meetings on a strategy have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.strategy}"


class ScrutinyPoint(Located, Keyed):
    """One point that a member raised, and how it was answered."""

    class Standing(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        ACCEPTED = "accepted", _("Accepted")
        NOTED = "noted", _("Noted")
        OPEN = "open", _("Still open")

    NAMED_BY = ("topic",)
    KEYED_WITHIN = ("meeting",)

    meeting = models.ForeignKey(ScrutinyMeeting, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(default=0)
    raised_by = models.CharField(max_length=100)
    topic = models.CharField(max_length=120, help_text="In a few words, as a heading.")
    point = models.TextField(help_text="What was asked or said.")
    responded_by = models.CharField(max_length=150, blank=True)
    response = models.TextField(blank=True, help_text="What was answered, if anything was.")
    standing = models.CharField(
        max_length=8,
        choices=Standing.choices,
        help_text="Accepted: a change was promised. Open: an answer or action is still owed.",
    )

    history = History()

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            *Keyed.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="scrutinypoint_position_unique",
                violation_error_message="Two points of a meeting have the same position.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "key"],
                name="scrutinypoint_key_unique",
                violation_error_message="Two points of a meeting have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} ({self.raised_by})"
