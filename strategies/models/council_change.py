"""Which councils followed which."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import History

from .council import Council


class CouncilChangeQuerySet(models.QuerySet):
    """Read rules of changes of councils."""

    def happened(self, on: dt.date) -> Self:
        """Changes whose day has come, and that are law."""
        return self.filter(date__lte=on, status__in=CouncilChange.LAW)


class CouncilChange(models.Model):
    """One council is followed by another, in the whole of its area or a part.

    A council that several followed has a change for each of them. What is not law yet may come
    to nothing: its status says how far it is.
    """

    class Extent(models.TextChoices):
        WHOLE = "whole", _("The whole of its area")
        PART = "part", _("A part of its area")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        DECIDED = "decided", _("Decided, not yet law")
        ORDERED = "ordered", _("Ordered by law")
        IN_FORCE = "in-force", _("In force")

    LAW = (Status.ORDERED, Status.IN_FORCE)

    predecessor = models.ForeignKey(Council, models.PROTECT, related_name="followed_by")
    position = models.PositiveSmallIntegerField(default=0)
    successor = models.ForeignKey(Council, models.PROTECT, related_name="follows")
    extent = models.CharField(max_length=5, choices=Extent.choices, default=Extent.WHOLE)
    status = models.CharField(max_length=8, choices=Status.choices)
    date = models.DateField(
        null=True, blank=True, help_text="The first day of the council that follows."
    )
    source = models.CharField(
        max_length=300, blank=True, help_text="Where it is said: an order, a register, a page."
    )

    objects = CouncilChangeQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["predecessor", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="councilchange_unique",
                violation_error_message="This council is already among those that follow.",
            ),
            models.UniqueConstraint(
                fields=["predecessor", "position"],
                name="councilchange_position_unique",
                violation_error_message="Two changes of a council have the same position.",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="councilchange_not_to_itself",
                violation_error_message="A council does not follow itself.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["ordered", "in-force"]) | Q(date__isnull=False),
                name="councilchange_law_has_a_date",
                violation_error_message="What is ordered or in force has a date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
