"""Searches of readers that found nothing, for those who add synonyms."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.admin import OnlyRead
from wellbeing_portal.core.models.unanswered_search import UnansweredSearch
from wellbeing_portal.core.words import plural

from .search.cards import kind_name
from .search.concepts import may_change_concepts


@admin.register(UnansweredSearch)
class UnansweredSearchAdmin(OnlyRead):
    """What readers typed on two days or more and found nothing about. It is only read."""

    change_list_template = "admin/portal/unanswered_change_list.html"
    list_display = ["words", "place", "days", "times", "first_on", "last_on", "explained"]
    list_display_links = None
    search_fields = ["words"]
    date_hierarchy = "last_on"
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: Any = super().get_queryset(request)
        again: QuerySet[Any] = found.typed_again()
        return again

    @admin.display(description=_("searched in"), ordering="searched")
    def place(self, search: UnansweredSearch) -> str:
        """What was searched."""
        if not search.searched:
            return gettext("The whole portal")
        return plural(kind_name(search.searched))

    @admin.display(description=_("why"))
    def explained(self, search: UnansweredSearch) -> SafeString:
        """The way to how it is read."""
        url = f"{reverse('explain_search')}?{urlencode({'q': search.words})}"
        hidden = format_html('<span class="visually-hidden">: {}</span>', search.words)
        return format_html('<a href="{}">{}{}</a>', url, _("explain this search"), hidden)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say also whether searches are noted at all."""
        told = {
            "title": _("Searches that found nothing in the last 90 days"),
            "searches_are_noted": settings.UNANSWERED_SEARCHES,
        }
        return super().changelist_view(request, told | (extra_context or {}))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Also who may change concepts: it is there for them."""
        user: Any = request.user
        return super().has_view_permission(request, obj) or may_change_concepts(user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return super().has_module_permission(request) or self.has_view_permission(request)
