"""What somebody has typed and not saved yet."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.redirect import kind_of

HERE = dt.timedelta(minutes=10)
"""How long somebody who has a section open counts as being there after the last sign of life."""


class TypedQuerySet(models.QuerySet):
    """Read rules of what is typed."""

    def on(self, record: Publishable) -> Self:
        """What is typed for a record."""
        return self.filter(kind=kind_of(type(record)), record=record.pk)

    def here(self) -> Self:
        """Only what is open now."""
        return self.filter(seen_at__gte=timezone.now() - HERE)


class Typed(models.Model):
    """One person's open section: what stands in its fields, and that they are there.

    It is no version and nobody else sees the text. It goes when the section is saved.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=100)
    record = models.BigIntegerField("number of the record")
    section = models.CharField(max_length=40)
    row = models.CharField("key of the row", max_length=60, blank=True)
    data: Any = models.JSONField(default=dict)
    digest = models.CharField("digest of the section that was open", max_length=64, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = TypedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "typed"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "record", "section", "row"], name="typed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} {self.section}"
