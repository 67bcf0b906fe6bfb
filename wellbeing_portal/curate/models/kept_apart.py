"""Concepts that somebody has looked at and found not to be the same."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q


class KeptApartQuerySet(models.QuerySet):
    """Read rules of pairs that were decided."""

    def pairs(self, kind: str) -> set[tuple[int, int]]:
        """Return the pairs of a family, the lower key first."""
        return set(self.filter(kind=kind).values_list("one", "other"))


class KeptApart(models.Model):
    """That two concepts of a family, which come near, are not the same: nobody is asked again."""

    kind = models.CharField(max_length=100)
    one = models.BigIntegerField("the concept of the lower number")
    other = models.BigIntegerField("the concept of the higher number")
    said_by_name = models.CharField(max_length=150)
    said_at = models.DateTimeField(auto_now_add=True)

    objects: Any = KeptApartQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "kept apart"
        constraints = [
            models.UniqueConstraint(fields=["kind", "one", "other"], name="kept_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="kept_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.one} {self.other}"
