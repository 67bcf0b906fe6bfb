"""What strategies set out to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import History, Keyed, Located

from .strategy import Strategy
from .theme import Theme


class Priority(Located, Keyed):
    """One numbered thing a strategy sets out to do, in its own terms.

    Whatever its kind, it is a priority wherever priorities and their themes are counted.
    """

    class Kind(models.TextChoices):
        PRIORITY = "priority", _("Priority")
        PRINCIPLE = "principle", _("Principle")
        AIM = "aim", _("Aim")
        OUTCOME = "outcome", _("Intended outcome")
        COMMITMENT = "commitment", _("Commitment")
        TARGET_GROUP = "target-group", _("Target group")

    NAMED_BY = ("title",)
    KEYED_WITHIN = ("strategy",)

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="priorities")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PRIORITY)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="priorities")

    history = History(m2m_fields=[themes])

    class Meta:
        ordering = ["strategy", "position"]
        verbose_name_plural = "priorities"
        constraints = [
            *Keyed.Meta.constraints,
            models.UniqueConstraint(
                fields=["strategy", "position"],
                name="priority_position_unique",
                violation_error_message="Two priorities of a strategy have the same position.",
            ),
            models.UniqueConstraint(
                fields=["strategy", "key"],
                name="priority_key_unique",
                violation_error_message="Two priorities of a strategy have the same key.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
