"""Rows that cite a source."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import InlineModelAdmin
from django.db import models
from django.http import HttpRequest


class CitesSource(InlineModelAdmin):
    """An inline whose new rows cite what the record itself cites, until told otherwise."""

    def get_formset(
        self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any
    ) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        source = formset.form.base_fields.get("source")
        if source is not None and obj is not None:
            source.initial = getattr(obj, "source_id", None)
        return formset
