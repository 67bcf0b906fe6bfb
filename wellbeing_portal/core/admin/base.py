"""What every admin page of the portal does."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import widgets
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from .counts import with_counts
from .parts_history import changes_to_parts


class PortalAdmin(SimpleHistoryAdmin):
    """An admin page with a history, whose lists count without a query a row.

    The history shows what changed in the record and in the rows that are edited on its page.
    """

    list_per_page = 50
    save_on_top = True
    formfield_overrides = {
        models.TextField: {"widget": widgets.AdminTextareaWidget(attrs={"rows": 6})},
        models.URLField: {"assume_scheme": "https"},
    }
    object_history_template = "admin/portal/object_history.html"
    object_history_list_template = "admin/portal/object_history_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_counts(super().get_queryset(request), self.list_display)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self._require_number(object_id)
        parts = changes_to_parts(self.model, self.inlines, object_id)
        response: HttpResponse = super().history_view(
            request, object_id, {"changes_to_parts": parts, **(extra_context or {})}
        )
        return response

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        self._require_number(object_id)
        self._require_number(version_id)
        response: HttpResponse = super().history_form_view(
            request, object_id, version_id, extra_context
        )
        return response

    def _require_number(self, key: str) -> None:
        """Answer “not found” where simple_history would fail on an address that is no number."""
        if not key.isdecimal():
            raise Http404
