"""Admin pages of records that have a publishing state. They are written in the editor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.words import day_in_words

from .only_read import ReadInEditor

SOON = dt.timedelta(days=90)


class ReviewFilter(admin.SimpleListFilter):
    """Records by when somebody should check them."""

    title = "review"
    parameter_name = "review"

    def lookups(
        self, _request: HttpRequest, _model_admin: admin.ModelAdmin
    ) -> Iterable[tuple[str, str]]:
        return [
            ("overdue", "Overdue"),
            ("soon", "Due within 90 days"),
            ("none", "No date set"),
        ]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = timezone.localdate()
        match self.value():
            case "overdue":
                published: Any = queryset
                overdue: QuerySet = published.due_for_review(today)
                return overdue
            case "soon":
                return queryset.filter(review_due__gt=today, review_due__lte=today + SOON)
            case "none":
                return queryset.filter(review_due__isnull=True)
        return queryset


class PublishableAdmin(ReadInEditor):
    """Shows records in every state, and when somebody should check them."""

    list_filter: ClassVar[Any] = ["state", ReviewFilter]

    publishing_fieldset: Any = (
        "Publishing",
        {"fields": [("state", "published_at", "updated_at"), "review_due", "inferred"]},
    )

    @admin.display(description="review due", ordering="review_due")
    def review(self, record: Publishable) -> str:
        """The review date, marked when it has come."""
        if record.review_due is None:
            return ""
        date = day_in_words(record.review_due)
        overdue = record.is_published and record.review_due <= timezone.localdate()
        return f"{date} (overdue)" if overdue else date

    def get_view_on_site_url(self, obj: models.Model | None = None) -> str | None:
        """No link to a page that the public cannot see."""
        if isinstance(obj, Publishable) and not obj.is_published:
            return None
        return super().get_view_on_site_url(obj)
