"""Sections in which nothing stands because there is nothing to say."""

from __future__ import annotations

from typing import Self

from django.db import models

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.redirect import kind_of


class RightlyEmptyQuerySet(models.QuerySet):
    """Read rules of what is rightly empty."""

    def on(self, record: Publishable) -> Self:
        """What is said of a record; of a working copy also what is said of its original."""
        records = [key for key in (record.pk, record.copy_of_id) if key is not None]
        return self.filter(kind=kind_of(type(record)), record__in=records)


class RightlyEmpty(models.Model):
    """That somebody looked and a section has nothing to say: an answer, and no gap.

    It goes when something is written there.
    """

    kind = models.CharField(max_length=100)
    record = models.BigIntegerField("number of the record")
    section = models.CharField(max_length=40)
    said_by_name = models.CharField(max_length=150)
    said_at = models.DateTimeField(auto_now=True)

    objects = RightlyEmptyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "rightly empty"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record", "section"], name="rightly_empty_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} {self.section}"
