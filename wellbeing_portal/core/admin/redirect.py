"""Former addresses: which there are, and the way to give one free."""

from __future__ import annotations

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import capfirst

from wellbeing_portal.core.models import Redirect


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    """Slugs that records had before. They come by themselves and lead on for ever.

    Only that of a record which has been deleted can be given free, so that it is a decision.
    """

    list_display = ["slug", "kind_of_record", "name", "made_at"]
    search_fields = ["slug", "name"]
    search_help_text = "Former slug, or name of a deleted record"
    actions = None

    @admin.display(description="kind of record", ordering="kind")
    def kind_of_record(self, redirect: Redirect) -> str:
        return capfirst(str(apps.get_model(redirect.kind)._meta.verbose_name))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Redirect | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Redirect | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.target is None)
