"""What people who edit say to one another about a record."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.redirect import kind_of

from .typed import LONGEST_SECTION


class CommentQuerySet(models.QuerySet):
    """Read rules of comments. They sort by time."""

    def on(self, record: Publishable) -> Self:
        """The comments on a record."""
        return self.filter(kind=kind_of(type(record)), record=record.pk)


class Comment(models.Model):
    """A remark on a section of a record, or on a row of it. Readers never see it."""

    kind = models.CharField(max_length=100)
    record = models.BigIntegerField("number of the record")
    section = models.CharField(max_length=LONGEST_SECTION, blank=True)
    row = models.CharField("key of the row", max_length=60, blank=True)
    text = models.TextField(max_length=4000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    author_name = models.CharField(max_length=150)
    made_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=150, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["kind", "record"], name="comment_record")]

    def __str__(self) -> str:
        return self.text
