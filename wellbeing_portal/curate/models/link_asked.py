"""How often links to a new password were asked for lately."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class LinkAsked(models.Model):
    """That a link was asked for, for an e-mail address or from where somebody came.

    Neither is kept: only a digest, from which nobody learns either. It goes after an hour.
    """

    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField(default=timezone.now)

    objects = models.Manager()

    class Meta:
        verbose_name_plural = "links asked for"
        indexes = [models.Index(fields=["digest", "asked_at"], name="link_asked")]

    def __str__(self) -> str:
        return self.digest
