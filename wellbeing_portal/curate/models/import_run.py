"""Imports: a file, what it was taken to say, and what became of each record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """A file that somebody brings in: first looked at, then written whole or not at all.

    It is kept with its file, so that a page that was closed can be returned to, and so that
    everybody can see later what came in by it.
    """

    class Stage(models.TextChoices):
        COLUMNS = "columns", _("Say what the columns are")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked, nothing written yet")
        WRITING = "writing", _("Being written")
        WRITTEN = "written", _("Imported")
        FAILED = "failed", _("Nothing was changed")

    table = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    file: Any = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_by_name = models.CharField(max_length=150)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.COLUMNS)
    notes: Any = models.JSONField("how the file was read", default=list)
    mapping: Any = models.JSONField("what its sheets and columns say", default=list)
    counts: Any = models.JSONField("records by what becomes of them", default=dict)
    reasons: Any = models.JSONField("how often each thing is wrong", default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    stage_at = models.DateTimeField("in this stage since", auto_now_add=True)
    refusal = models.TextField("why it was not written", blank=True)
    leaves_out = models.BooleanField("leaves out what is refused", default=False)

    objects: Any = models.Manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        """Whether somebody ought to be checking or writing it now."""
        return self.stage in {self.Stage.CHECKING, self.Stage.WRITING}

    @property
    def refused(self) -> int:
        """How many of its records are refused."""
        return int(self.counts.get("refused", 0))

    @property
    def writes(self) -> int:
        """How many of its records would be written or suggested."""
        return sum(int(self.counts.get(fate, 0)) for fate in ("new", "changed", "suggested"))


class ImportedRecordQuerySet(models.QuerySet):
    """Read rules of what became of records. They stand as in the file."""

    def with_fate(self, fate: str) -> Self:
        """Only those of which this becomes; all of them for nothing."""
        return self.filter(fate=fate) if fate else self.all()


class ImportedRecord(models.Model):
    """What becomes, or became, of one record of a file. It stands for a record that may go."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="records")
    number = models.PositiveIntegerField()
    fate = models.CharField(max_length=10)
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=300, blank=True)
    slug = models.CharField(max_length=100, blank=True)
    told: Any = models.JSONField("changes, doubts and what is wrong", default=dict)
    typed: Any = models.JSONField("what stands in its cells", default=dict)

    objects: Any = ImportedRecordQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="importedrecord_number_unique"),
        ]
        indexes = [models.Index(fields=["run", "fate", "number"], name="importedrecord_fate")]

    def __str__(self) -> str:
        return self.name

    @property
    def says(self) -> Mapping[str, Any]:
        """What is told of it."""
        told: Mapping[str, Any] = self.told
        return told


class ColumnMapping(models.Model):
    """Which columns of somebody's files mean which of ours, kept by a name for the next file."""

    table = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    said: Any = models.JSONField(default=dict)
    made_by_name = models.CharField(max_length=150)
    made_at = models.DateTimeField(auto_now=True)

    objects: Any = models.Manager()

    class Meta:
        ordering = ["table", "name"]
        constraints = [
            models.UniqueConstraint(fields=["table", "name"], name="columnmapping_name_unique"),
            models.CheckConstraint(condition=~models.Q(name=""), name="columnmapping_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
