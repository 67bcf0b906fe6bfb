"""Whether the addresses of sources answer."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DAYS = 2
"""On so many days one after the other an address has to fail before anybody is told."""


class LinkCheckQuerySet(models.QuerySet):
    """Read rules of addresses that were asked."""

    def silent(self) -> Self:
        """Addresses that do not answer: they failed on two days, and have not answered since."""
        return self.filter(failed_days__gte=DAYS)


class LinkCheck(models.Model):
    """What an address said when it was last asked. It goes when no record has the address.

    One failure says little: a server may have been away for an hour.
    """

    class Answer(models.TextChoices):
        ANSWERS = "answers", _("It answers")
        NOT_TO_US = "not-to-us", _("It answers, but not to us")
        FAILS = "fails", _("It does not answer")
        NOT_ASKED = "not-asked", _("It was not asked")

    address = models.URLField(max_length=500, unique=True)
    checked_at = models.DateTimeField(db_index=True)
    answer = models.CharField(max_length=9, choices=Answer.choices)
    said = models.CharField("what it said", max_length=100, blank=True)
    failed_days = models.PositiveSmallIntegerField("days on which it failed", default=0)
    failed_on = models.DateField("last failed on", null=True, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(failed_days=0, failed_on=None)
                | Q(failed_days__gt=0, failed_on__isnull=False),
                name="linkcheck_failed_on_a_day",
                violation_error_message="An address that failed did so on a day.",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def take(self, answer: Answer, said: str, now: dt.datetime) -> None:
        """Note an answer. Two failures of one day count once; any other answer ends them."""
        today = timezone.localdate(now)
        self.checked_at, self.answer, self.said = now, answer, said[:100]
        if answer != self.Answer.FAILS:
            self.failed_days, self.failed_on = 0, None
        elif self.failed_on != today:
            self.failed_days, self.failed_on = self.failed_days + 1, today
