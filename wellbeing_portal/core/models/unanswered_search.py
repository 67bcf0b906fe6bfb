"""Searches of readers that found nothing."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

KEPT = dt.timedelta(days=90)
"""How long a search is kept after the last day on which it was typed."""


class UnansweredSearchQuerySet(models.QuerySet):
    """Read rules of searches that found nothing."""

    def kept(self) -> Self:
        """Those that were typed in the last ninety days."""
        return self.filter(last_on__gte=timezone.localdate() - KEPT)

    def typed_again(self) -> Self:
        """Those that were typed on two days or more, so that their words are kept."""
        return self.kept().filter(days__gt=1)


class UnansweredSearch(models.Model):
    """A search that found nothing. Of who typed it nothing is kept.

    On the first day there is only a hash, made with the portal's secret key, to know the same
    search by; its words are kept from the second day on.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    words = models.CharField("search", max_length=80, blank=True)
    searched = models.CharField(
        "searched in",
        max_length=40,
        blank=True,
        help_text="The kind of records that were searched; the whole portal where it is empty.",
    )
    days = models.PositiveIntegerField(default=1, help_text="Days on which it was typed.")
    times = models.PositiveIntegerField(
        default=1,
        help_text="How often it was answered. A page that is shown again from a copy is not "
        "counted.",
    )
    first_on = models.DateField("first typed", db_index=True)
    last_on = models.DateField("last typed", db_index=True)

    objects = UnansweredSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-days", "-times", "words"]
        verbose_name = "search that found nothing"
        verbose_name_plural = "searches that found nothing"
        constraints = [
            models.CheckConstraint(
                condition=Q(days=1, words="") | (Q(days__gt=1) & ~Q(words="")),
                name="unansweredsearch_words_from_second_day",
                violation_error_message="Words are kept from the second day on, and not before.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or "A search of one day"
