"""Admin pages of records that have a publishing state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst

from wellbeing_portal.core.models import Publishable

from .base import PortalAdmin

SOON = dt.timedelta(days=90)
MOST_REFUSALS = 10
"""How many refusals one message each are shown for; the others are counted."""

State = Publishable.State


class PublishingVerb(Protocol):
    """Moves a record to another state, or says why not in a ValidationError."""

    def __call__(self, record: Any, *, by: Any) -> None: ...


class PublishingActions(Protocol):
    """A module ``actions`` with the four verbs of publishing."""

    @property
    def publish(self) -> PublishingVerb: ...
    @property
    def submit_for_review(self) -> PublishingVerb: ...
    @property
    def archive(self) -> PublishingVerb: ...
    @property
    def return_to_draft(self) -> PublishingVerb: ...


@dataclass(frozen=True)
class Move:
    """A way from one publishing state to another."""

    verb: str
    label: str
    done: str
    to: State
    since: frozenset[State]

    @property
    def button(self) -> str:
        """The name of the button that saves the page and then makes the move."""
        return f"_{self.verb}"


SEND_FOR_REVIEW = Move(
    "submit_for_review",
    "Send for review",
    "sent for review",
    State.IN_REVIEW,
    frozenset({State.DRAFT}),
)
PUBLISH = Move(
    "publish",
    "Publish",
    "published",
    State.PUBLISHED,
    frozenset({State.DRAFT, State.IN_REVIEW, State.ARCHIVED}),
)
ARCHIVE = Move(
    "archive",
    "Archive",
    "archived",
    State.ARCHIVED,
    frozenset({State.DRAFT, State.IN_REVIEW, State.PUBLISHED}),
)
RETURN_TO_DRAFT = Move(
    "return_to_draft",
    "Return to draft",
    "returned to draft",
    State.DRAFT,
    frozenset({State.IN_REVIEW, State.PUBLISHED, State.ARCHIVED}),
)
MOVES = (SEND_FOR_REVIEW, PUBLISH, ARCHIVE, RETURN_TO_DRAFT)


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
                return queryset.filter(state=State.PUBLISHED, review_due__lte=today)
            case "soon":
                return queryset.filter(review_due__gt=today, review_due__lte=today + SOON)
            case "none":
                return queryset.filter(review_due__isnull=True)
        return queryset


class PublishableAdmin(PortalAdmin):
    """Moves records from state to state, in lists and on their pages, by the app's actions.

    The state is never a field to edit: a record that lacks something cannot be published, and
    the page says what is missing.
    """

    publishing: PublishingActions
    change_form_template = "admin/portal/publishable_change_form.html"
    actions = ("publish", "submit_for_review", "archive", "return_to_draft")
    list_filter: ClassVar[Any] = ["state", ReviewFilter]
    readonly_fields: ClassVar[Any] = ["state", "published_at", "updated_at"]
    prepopulated_fields = {"slug": ["title"]}

    publishing_fieldset: Any = (
        "Publishing",
        {"fields": [("state", "published_at", "updated_at"), "review_due", "inferred"]},
    )

    @admin.action(description=PUBLISH.label, permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move_all(request, queryset, PUBLISH)

    @admin.action(description=SEND_FOR_REVIEW.label, permissions=["change"])
    def submit_for_review(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move_all(request, queryset, SEND_FOR_REVIEW)

    @admin.action(description=ARCHIVE.label, permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move_all(request, queryset, ARCHIVE)

    @admin.action(description=RETURN_TO_DRAFT.label, permissions=["change"])
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move_all(request, queryset, RETURN_TO_DRAFT)

    @admin.display(description="review due", ordering="review_due")
    def review(self, record: Publishable) -> str:
        """The review date, marked when it has come."""
        if record.review_due is None:
            return ""
        date = f"{record.review_due:%-d %B %Y}"
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
        reasons = self._move(request, record, move)
        if reasons:
            text = f"Your changes are saved, but “{record}” was not {move.done}. {reasons}"
            self.message_user(request, text, messages.WARNING)
        else:
            text = f"“{record}” was saved and {move.done}."
            self.message_user(request, text, messages.SUCCESS)

    def _move_all(self, request: HttpRequest, queryset: QuerySet, move: Move) -> None:
        """Move each record that is not there yet, and report on all of them."""
        done, refusals = 0, []
        for pk in list(queryset.values_list("pk", flat=True)):
            with transaction.atomic():
                record = self.model._default_manager.select_for_update().get(pk=pk)
                if record.state == move.to:
                    continue
                reasons = self._move(request, record, move)
            if reasons:
                refusals.append(f"“{record}” was not {move.done}. {reasons}")
            else:
                done += 1
        self._report(request, move, done, refusals)

    def _move(self, request: HttpRequest, record: Publishable, move: Move) -> str:
        """Make the move and return nothing, or return why it was refused."""
        if record.state not in move.since:
            return f"It is in the state “{record.get_state_display().lower()}”."
        verb: PublishingVerb = getattr(self.publishing, move.verb)
        try:
            with transaction.atomic():
                verb(record, by=request.user)
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    def _report(self, request: HttpRequest, move: Move, done: int, refusals: list[str]) -> None:
        for refusal in refusals[:MOST_REFUSALS]:
            self.message_user(request, refusal, messages.ERROR)
        if len(refusals) > MOST_REFUSALS:
            more = f"{len(refusals) - MOST_REFUSALS} more were not {move.done} either."
            self.message_user(request, more, messages.ERROR)
        if done or not refusals:
            names = self.opts.verbose_name if done == 1 else self.opts.verbose_name_plural
            text = f"{done or 'No'} {names} {move.done}."
            level = messages.SUCCESS if done else messages.INFO
            self.message_user(request, capfirst(text), level)
