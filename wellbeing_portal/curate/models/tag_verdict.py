"""What somebody decided of a record whose texts and tags do not agree on a concept."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class TagVerdict(models.Model):
    """An answer to one question, asked once: is a record rightly tagged, or rightly not?

    ``kind`` and ``concept`` name the concept, ``record_kind`` and ``record`` the record.
    """

    class Question(models.TextChoices):
        UNTAGGED = "untagged", _("Its texts speak of it, and it is not tagged")
        UNSPOKEN = "unspoken", _("It is tagged, and its texts do not speak of it")

    class Answer(models.TextChoices):
        RIGHT = "right", _("Right as it is")
        WRONG = "wrong", _("To be changed")

    kind = models.CharField(max_length=100)
    concept = models.BigIntegerField("number of the concept")
    record_kind = models.CharField(max_length=100)
    record = models.BigIntegerField("number of the record")
    question = models.CharField(max_length=8, choices=Question.choices)
    answer = models.CharField(max_length=5, choices=Answer.choices)
    said_by_name = models.CharField(max_length=150)
    said_at = models.DateTimeField(auto_now=True)

    objects: Any = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "concept", "record_kind", "record", "question"],
                name="tag_verdict_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.concept}, {self.record_kind} {self.record}: {self.answer}"
