"""What was changed in the vocabulary, with all that a way back needs."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .concept import Concept
from .redirect import kind_of


class VocabularyChangeQuerySet(models.QuerySet):
    """Read rules of changes. They sort with the newest first."""

    def of(self, concept: Concept) -> Self:
        """The changes of a concept, and those that made others part of it."""
        kind = kind_of(type(concept))
        about = models.Q(concept=concept.pk) | models.Q(other=concept.pk)
        return self.filter(about, kind=kind)

    def that_took_away(self, model: type[Concept], key: int) -> VocabularyChange | None:
        """The merge by which the concept of this key became part of another, if one stands."""
        merges: Any = self.filter(kind=kind_of(model), concept=key, act=VocabularyChange.Act.MERGE)
        found: VocabularyChange | None = merges.filter(taken_back_at=None).first()
        return found


class VocabularyChange(models.Model):
    """One act upon a concept. Names are text: accounts and concepts come and go.

    ``before`` and ``after`` say of each concept that was changed, by its primary key, what its
    columns held; None where it was not there. ``redirects`` are the former slugs that lead
    elsewhere since, each with the record to which it led before, or None.
    """

    class Act(models.TextChoices):
        MERGE = "merge", _("Merged")
        RENAME = "rename", _("Renamed")
        MOVE = "move", _("Moved")
        ARCHIVE = "archive", _("Archived")
        RESTORE = "restore", _("Brought back")
        SETTLE = "settle", _("Taken into use")
        BEGIN = "begin", _("Begun")
        WORDS = "words", _("Words changed")

    act = models.CharField(max_length=8, choices=Act.choices)
    kind = models.CharField(max_length=100)
    concept = models.BigIntegerField("number of the concept")
    name = models.CharField(max_length=100)
    other = models.BigIntegerField("number of the other concept", null=True)
    note = models.CharField("what changed", max_length=300)
    before: Any = models.JSONField(default=dict)
    after: Any = models.JSONField(default=dict)
    redirects: Any = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_by_name = models.CharField(max_length=150, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by_name = models.CharField(max_length=150, blank=True)

    objects = VocabularyChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["kind", "concept"], name="vocabularychange_concept")]

    def __str__(self) -> str:
        return self.note

    @property
    def family(self) -> type[Concept]:
        """The model of the concept."""
        found: Any = apps.get_model(self.kind)
        return found


class VocabularyTouch(models.Model):
    """A record that a change of the vocabulary has touched.

    ``before`` is what it said until then, where the change wrote it anew; ``after`` a digest of
    what it said then.
    """

    change = models.ForeignKey(VocabularyChange, models.CASCADE, related_name="touches")
    kind = models.CharField(max_length=100)
    record = models.BigIntegerField("number of the record")
    title = models.CharField(max_length=200)
    before: Any = models.JSONField(null=True)
    schema = models.PositiveSmallIntegerField()
    after = models.CharField(max_length=64)

    class Meta:
        ordering = ["kind", "title", "pk"]
        verbose_name_plural = "vocabulary touches"
        constraints = [
            models.UniqueConstraint(
                fields=["change", "kind", "record"], name="vocabularytouch_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
