"""Admin pages of what readers see only while something published uses it."""

from __future__ import annotations

from django.contrib import admin
from django.db import models

from wellbeing_portal.core.models import Publishable


class SeenWhenUsed(admin.ModelAdmin):
    """Says whether readers see a term or a source, and links to no page that they do not."""

    def get_view_on_site_url(self, obj: models.Model | None = None) -> str | None:
        """No link to a page that is not there."""
        if obj is not None and not _is_seen(obj):
            return None
        url: str | None = super().get_view_on_site_url(obj)
        return url

    @admin.display(description="shown to readers")
    def seen(self, record: models.Model) -> str:
        """Whether the public may see it."""
        if record.pk and _is_seen(record):
            return "Yes"
        if isinstance(record, Publishable) and not record.is_published:
            return "No. It is not published."
        return "No. It is shown once something that is published uses it."


def _is_seen(record: models.Model) -> bool:
    public = type(record)._default_manager.public()  # type: ignore[attr-defined]
    return bool(public.filter(pk=record.pk).exists())
