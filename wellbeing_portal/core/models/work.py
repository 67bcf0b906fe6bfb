"""What people do with a record until it is published, and who they are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from .publishable import Publishable
from .redirect import kind_of


class WorkQuerySet(models.QuerySet):
    """Read rules of work."""

    def on(self, record: Publishable) -> Work:
        """Return the work on ``record``, or a new one that is not saved yet."""
        found: Any = self.filter(kind=kind_of(type(record)), record=record.pk).first()
        return found or Work(kind=kind_of(type(record)), record=record.pk)

    def on_each(self, records: list[Any]) -> dict[tuple[str, int], Work]:
        """Return the work on some records of any kind, by kind and primary key."""
        keys: dict[str, set[int]] = {}
        for record in records:
            keys.setdefault(kind_of(type(record)), set()).add(record.pk)
        wanted = models.Q(pk__in=[])
        for kind, some in keys.items():
            wanted |= models.Q(kind=kind, record__in=some)
        rows: Any = self.filter(wanted).select_related("owner", "reviewer", "approved_by")
        return {(work.kind, work.record): work for work in rows}


class Work(models.Model):
    """Whose a record is, who looks at it, and when it goes out; one row a record.

    ``owner`` is whoever began the record, or its working copy. Names are kept as text, since
    accounts come and go. A note tells readers what changed, if ``note_is_public``. A reason in
    ``forced_because`` says why somebody published their own work.
    """

    kind = models.CharField(max_length=100)
    record = models.BigIntegerField("number of the record")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_name = models.CharField(max_length=150, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_because = models.TextField(blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_by_name = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    checked_on = models.DateField(
        "day on which whoever approved it checked it against its source", null=True, blank=True
    )
    publish_on = models.DateField(null=True, blank=True)
    based_on = models.PositiveIntegerField(
        "version that a working copy was made from", null=True, blank=True
    )
    note = models.CharField("what changed", max_length=300, blank=True)
    note_is_public = models.BooleanField(default=False)
    forced_because = models.CharField(max_length=300, blank=True)
    forced_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record"], name="work_kind_record_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record}"
