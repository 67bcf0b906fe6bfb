"""What an administrator has settled for everybody who edits."""

from __future__ import annotations

from django.db import models


class EditingRule(models.Model):
    """The one row of what is settled; without it everything is as it comes."""

    force_publish = models.BooleanField(
        "publish without a second person",
        default=False,
        help_text="Let editors publish their own work, with a reason, though two accounts may "
        "approve.",
    )

    class Meta:
        verbose_name = "rule of editing"
        verbose_name_plural = "rules of editing"

    def __str__(self) -> str:
        return "Rules of editing"

    @classmethod
    def load(cls) -> EditingRule:
        """Return what is settled."""
        return cls._default_manager.order_by("pk").first() or cls()
