"""Terms that somebody missed in a vocabulary."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class SuggestedTerm(models.Model):
    """A term that a vocabulary lacks, as somebody suggests it while they write a record.

    It is no concept, and readers never see it; whoever keeps the vocabulary decides.
    ``vocabulary`` is what fields call the kind, ``kind`` and ``record`` say for which record.
    An organisation that is missing is suggested likewise, and added at once.
    ``settled_as`` names the concept that it became or is, ``because`` says why it is none.
    """

    class Verdict(models.TextChoices):
        DRAFT = "draft", _("Taken into the vocabulary as a draft")
        KNOWN = "known", _("There already, under another name")
        ADDED = "added", _("Added")
        REFUSED = "refused", _("Not taken into the vocabulary")

    vocabulary = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    meaning = models.TextField("what belongs there", max_length=1000)
    kind = models.CharField(max_length=100, blank=True)
    record = models.BigIntegerField("number of the record", default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_by_name = models.CharField(max_length=150)
    made_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_as = models.CharField("what became of it", max_length=200, blank=True)
    settled_by_name = models.CharField(max_length=150, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    because = models.CharField("why not", max_length=300, blank=True)

    objects: Any = models.Manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="suggestedterm_has_name",
                violation_error_message="A suggestion needs a name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse the same suggestion a second time for one record.

        Raises:
            ValidationError: on ``name``.
        """
        same = type(self).objects.filter(
            vocabulary=self.vocabulary,
            name__iexact=self.name,
            kind=self.kind,
            record=self.record,
            settled_at=None,
        )
        if same.exclude(pk=self.pk).exists():
            raise ValidationError({"name": "This term is suggested for the record already."})
