"""What readers see already has to stay fit for them: saving asks what publishing asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import owner_of
from wellbeing_portal.core.models.reason import INTRODUCES
from wellbeing_portal.core.publishing.gate import judge

from .moves import MOVES

REFUSED = (
    "Readers see this, and with your changes it could not be published. Mend what follows, or "
    "return it to draft first."
)


class NoLongerFitError(Exception):
    """A published record lacks what it did not lack before; nothing of the change is kept."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(*reasons)
        self.reasons = tuple(reasons)


def published_owner(record: Any) -> Publishable | None:
    """Return the published record that this is or belongs to, as it stands in the database."""
    while record is not None and not isinstance(record, Publishable):
        record = owner_of(record)
    if record is None or record.pk is None:
        return None
    stored = type(record)._default_manager.filter(pk=record.pk).first()
    return stored if stored is not None and stored.is_published else None


class StaysFitForReaders(admin.ModelAdmin):
    """Refuses a change after which a published record could not be published, and keeps the form.

    Only what is new counts: a record that lacked something before can be edited as it is.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            response: HttpResponse = super().changeform_view(
                request, object_id, form_url, extra_context
            )
        except NoLongerFitError as refusal:
            # What was saved is undone; the same form is shown again with what it lacks.
            told: Any = request
            told.lacking = refusal.reasons
            response = super().changeform_view(request, object_id, form_url, extra_context)
        return response

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form: Any = super().get_form(request, obj, change, **kwargs)
        lacking = getattr(request, "lacking", ())
        if not lacking:
            return form

        class Refused(form):
            """The form of what lacks something, which says so and is not valid."""

            def clean(self) -> Any:
                said = super().clean()
                intro = ValidationError(REFUSED, code=INTRODUCES)
                self.add_error(None, [intro, *lacking])
                return said

        return Refused

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        told: Any = request
        told.lacked = _lacks(published_owner(obj))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if any(move.button in request.POST and _withdraws(move.to) for move in MOVES):
            return
        before = getattr(request, "lacked", ())
        new = [one for one in _lacks(published_owner(form.instance)) if one not in before]
        if new:
            raise NoLongerFitError(new)


def _lacks(owner: Publishable | None) -> tuple[str, ...]:
    return judge(owner).unmet if owner is not None else ()


def _withdraws(state: str) -> bool:
    return state != Publishable.State.PUBLISHED
