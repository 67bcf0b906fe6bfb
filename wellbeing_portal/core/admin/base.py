"""What every admin page of the portal does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import widgets
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from simple_history.template_utils import HistoricalRecordContextHelper

from wellbeing_portal.core.models import Reference, SlugField
from wellbeing_portal.core.slugs import reserved_words

from .counts import with_columns_of_others, with_counts
from .deleting import KeepsWhatIsUsed
from .keys import is_key
from .lost_choices import NamesLostChoices
from .parts_history import changes_to_parts
from .ranked_search import RankedSearch
from .stale import RefusesStalePages


def without_delete_button(field: forms.Field | None) -> forms.Field | None:
    """Leave out the button beside a choice that deletes what is chosen, wherever it is used.

    It looks as if it only took the choice back.
    """
    if field is not None and isinstance(field.widget, widgets.RelatedFieldWidgetWrapper):
        field.widget.can_delete_related = False
    return field


def called_alike(record: models.Model) -> list[str]:
    """Say which others of its kind are called like a record, in plain sentences."""
    return record.doubts() if isinstance(record, Reference) else []


def hide_what_they_may_not_see(field: Any, request: HttpRequest) -> None:
    """Show a chosen record as a number to who may not look at such records.

    A form that comes back with an error would tell the title of any draft whose key was guessed.
    """
    if not isinstance(field, forms.ModelChoiceField) or field.queryset is None:
        return
    model = field.queryset.model
    registered = admin.site.is_registered(model)
    if registered and not admin.site.get_model_admin(model).has_view_permission(request):
        field.label_from_instance = lambda obj: f"Number {obj.pk}"  # type: ignore[method-assign]


class PortalAdmin(RefusesStalePages, RankedSearch, NamesLostChoices, KeepsWhatIsUsed):
    """An admin page with a history, whose lists count without a query a row.

    The history shows what changed in the record and in the rows that are edited on its page.
    """

    list_per_page = 50
    formfield_overrides = {
        models.TextField: {"widget": widgets.AdminTextareaWidget(attrs={"rows": 6})},
        models.URLField: {"assume_scheme": "https"},
    }
    object_history_template = "admin/portal/object_history.html"
    object_history_list_template = "admin/portal/object_history_list.html"

    class Media:
        # In this order: ours builds on Django's.
        js = ["admin/js/urlify.js", "admin/slugs.js"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_counts(super().get_queryset(request), self.get_list_display(request))

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return with_columns_of_others(self.model, super().get_list_display(request))

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = without_delete_button(super().formfield_for_dbfield(db_field, request, **kwargs))
        hide_what_they_may_not_see(field, request)
        if field is not None and isinstance(db_field, SlugField):
            field.widget.attrs["data-reserved"] = " ".join(sorted(reserved_words(self.model)))
        return field

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Name what is called like the new record: it may be there already."""
        self.ask_to_look_again(request, called_alike(obj))
        response: HttpResponse = super().response_add(request, obj, post_url_continue)
        return response

    def ask_to_look_again(self, request: HttpRequest, doubts: Iterable[str]) -> None:
        """Tell a curator what is doubtful about what was saved."""
        for doubt in doubts:
            self.message_user(request, f"Look at this again: {doubt}", messages.WARNING)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> TemplateResponse:
        """Put buttons at the top of pages of what exists; a new page starts with its title."""
        response = cast(
            "TemplateResponse", super().render_change_form(request, context, *args, **kwargs)
        )
        if response.context_data is not None:
            response.context_data["save_on_top"] = context["original"] is not None
        return response

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self._require_number(object_id)
        inlines = [
            inline
            for inline in self.get_inline_instances(request)
            if inline.has_view_or_change_permission(request)
        ]
        parts = changes_to_parts(self.model, inlines, object_id)
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

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> HistoricalRecordContextHelper:
        """Show more of a changed text than simple_history does."""
        return HistoricalRecordContextHelper(
            self.model, historical_record, max_displayed_delta_change_chars=400
        )

    def _require_number(self, key: str) -> None:
        """Answer “not found” where simple_history would fail on an address that is no number."""
        if not is_key(key):
            raise Http404
