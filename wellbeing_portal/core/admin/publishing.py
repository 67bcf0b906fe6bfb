"""Admin pages of records that have a publishing state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.reason import reasons_in
from wellbeing_portal.core.publishing.gate import judge
from wellbeing_portal.core.publishing.resting import left_without
from wellbeing_portal.core.words import day_in_words

from .base import PortalAdmin
from .bulk_moves import ask_first, forecast, is_confirmed, move_each, report
from .moves import (
    MOVES,
    PUBLISH,
    RETURN_TO_DRAFT,
    SEND_FOR_REVIEW,
    UNPUBLISH,
    Move,
)
from .reasons import told

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


class PublishableAdmin(PortalAdmin):
    """Moves records from state to state, in lists and on their pages.

    The state is never a field to edit: a record that lacks something cannot be published, and
    the page says what is missing.
    """

    change_form_template = "admin/portal/publishable_change_form.html"
    actions = ("publish", "submit_for_review", "unpublish", "return_to_draft")
    list_filter: ClassVar[Any] = ["state", ReviewFilter]
    readonly_fields: ClassVar[Any] = ["state", "published_at", "updated_at"]
    prepopulated_fields = {"slug": ["title"]}

    publishing_fieldset: Any = (
        "Publishing",
        {"fields": [("state", "published_at", "updated_at"), "review_due", "inferred"]},
    )

    @admin.action(description=PUBLISH.label, permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self._move_all(request, queryset, PUBLISH)

    @admin.action(description=SEND_FOR_REVIEW.label, permissions=["change"])
    def submit_for_review(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self._move_all(request, queryset, SEND_FOR_REVIEW)

    @admin.action(description=UNPUBLISH.label, permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self._move_all(request, queryset, UNPUBLISH)

    @admin.action(description=RETURN_TO_DRAFT.label, permissions=["change"])
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self._move_all(request, queryset, RETURN_TO_DRAFT)

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

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> TemplateResponse:
        record = context.get("original")
        may_move = self.has_change_permission(request, record)
        if isinstance(record, Publishable) and may_move and not context["is_popup"]:
            context["moves"] = [move for move in MOVES if record.state in move.since]
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        for move in MOVES:
            if move.button in request.POST:
                self._move_saved(request, obj, move)
                return HttpResponseRedirect(request.get_full_path())
        response: HttpResponse = super().response_change(request, obj)
        return response

    def _move_saved(self, request: HttpRequest, record: Publishable, move: Move) -> None:
        """Make the move and say so, or say why it was refused; what was typed is saved.

        Raises:
            PermissionDenied: when the account may not; then nothing is saved either.
        """
        was_seen = record.is_published
        objections = self._move(request, record, move)
        if objections:
            intro = f"Your changes are saved, but “{record}” was not {move.done}."
            self.message_user(request, told(intro, record, objections), messages.WARNING)
        else:
            text = f"“{record}” was saved and {move.done}."
            self.message_user(request, text, messages.SUCCESS)
            if move.to == Publishable.State.PUBLISHED:
                self.ask_to_look_again(request, judge(record).doubted)
            elif was_seen and (named := left_without(record)):
                look = told("Look at this again:", record, named)
                self.message_user(request, look, messages.WARNING)

    def _move_all(
        self, request: HttpRequest, queryset: QuerySet, move: Move
    ) -> HttpResponse | None:
        """Ask first; when that is confirmed, move each record and report on all of them."""
        ahead = forecast(queryset, move)
        if not is_confirmed(request, ahead):
            return ask_first(self, request, ahead, move)

        def attempt(record: Publishable) -> Sequence[str]:
            try:
                return self._move(request, record, move)
            except PermissionDenied as error:
                return (str(error),)

        records = self.model._default_manager.all()
        report(self, request, move, move_each(records, ahead.keys, move, attempt))
        return None

    def _move(self, request: HttpRequest, record: Publishable, move: Move) -> Sequence[str]:
        """Make the move and return nothing, or return why it was refused."""
        barred = move.bar(record)
        if barred:
            return (barred,)
        try:
            with transaction.atomic():
                move.make(record, by=request.user)
        except ValidationError as error:
            return reasons_in(error)
        return ()
