"""Who wants a weekly summary by e-mail."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

WEEK = dt.timedelta(days=7)


class WeeklySummaryQuerySet(models.QuerySet):
    """Read rules of summaries."""

    def due(self, on: dt.date) -> Self:
        """Those that are wanted, and that nobody was sent in the week before a day."""
        long_ago = Q(sent_on=None) | Q(sent_on__lte=on - WEEK)
        return self.filter(long_ago, is_wanted=True)


class WeeklySummary(models.Model):
    """That somebody has asked for the summary, or no longer wants it, and when one was sent.

    The day stays when they take it back, so that asking again brings no second one in a week.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="weekly_summary"
    )
    is_wanted = models.BooleanField("wanted", default=True)
    sent_on = models.DateField("last sent on", null=True, blank=True)

    objects = WeeklySummaryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "weekly summaries"

    def __str__(self) -> str:
        return str(self.user)
