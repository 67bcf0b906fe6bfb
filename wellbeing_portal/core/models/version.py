"""Whole records as they once stood."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .publishable import Publishable
from .redirect import kind_of


class VersionQuerySet(models.QuerySet):
    """Read rules of versions. They sort by number, the newest first."""

    def of(self, record: Publishable) -> Self:
        """The versions of a record; a working copy's are those of the record that it copies."""
        key = record.copy_of_id or record.pk
        return self.filter(kind=kind_of(type(record)), record=key)


class Version(models.Model):
    """A record with all its rows as one document, and who made it so.

    ``document`` is the record's typed form as JSON, in the shape that ``schema`` numbers. Names
    are text: accounts come and go, versions stay.
    """

    class Occasion(models.TextChoices):
        STOOD = "stood", _("As it stood")
        VISIT = "visit", _("Edited")
        SENT = "sent", _("Sent for review")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        UNPUBLISHED = "unpublished", _("Unpublished")
        RESTORED = "restored", _("Restored")
        CHECKED = "checked", _("Checked")
        VOCABULARY = "vocabulary", _("Vocabulary changed")

    kind = models.CharField(max_length=100)
    record = models.BigIntegerField("number of the record")
    number = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField()
    document: Any = models.JSONField()
    occasion = models.CharField(max_length=12, choices=Occasion.choices)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_by_name = models.CharField(max_length=150, blank=True)
    reviewer_name = models.CharField(max_length=150, blank=True)
    note = models.CharField("what changed", max_length=300, blank=True)
    note_is_public = models.BooleanField(default=False)
    checked_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day on which somebody said that they checked it against its source.",
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "record", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record", "number"], name="version_number_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}, version {self.number}"

    @property
    def is_public(self) -> bool:
        """Whether readers saw the record so."""
        if self.occasion == self.Occasion.VOCABULARY:
            return bool(self.document.get("state") == Publishable.State.PUBLISHED)
        return self.occasion in {
            self.Occasion.PUBLISHED,
            self.Occasion.STOOD,
            self.Occasion.CHECKED,
        }
