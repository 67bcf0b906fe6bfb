"""Pages to look at what is written elsewhere: by the editor, by a release, or by itself."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin, StackedInline, TabularInline
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.http import HttpRequest

from .base import PortalAdmin


class _NobodyWrites(BaseModelAdmin):
    """Nobody adds, changes or deletes, whatever rights they hold."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OnlyRead(_NobodyWrites, ModelAdmin):
    """Lists and pages that are looked at, and lists without actions."""

    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show all as text, on pages of former versions too."""
        if self.fieldsets:
            return flatten_fieldsets(self.get_fieldsets(request, obj))
        return self.fields or super().get_readonly_fields(request, obj)


class ReadInEditor(OnlyRead, PortalAdmin):
    """Records that the editor writes, or rows of them: each page leads to the record there."""

    change_form_template = "admin/portal/read_in_editor.html"


class RowsToRead(_NobodyWrites, InlineModelAdmin):
    """Rows on the page of what they belong to, in their order."""

    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read what the rows name together with the rows."""
        one: list[str] = []
        several: list[str] = []
        for name in flatten_fieldsets(self.get_fieldsets(request)):
            try:
                field = self.opts.get_field(name)
            except FieldDoesNotExist:
                continue
            if field.is_relation:
                (several if field.many_to_many else one).append(name)
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related(*one).prefetch_related(*several) if one or several else rows


class RowsInTable(RowsToRead, TabularInline):
    """Short rows."""


class RowsBelow(RowsToRead, StackedInline):
    """Long rows, one under the other."""
