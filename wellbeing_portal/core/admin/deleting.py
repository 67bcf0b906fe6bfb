"""Deletion of reference records: what is used stays, and the page says where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import Truncator
from simple_history.admin import SimpleHistoryAdmin

from wellbeing_portal.core.models import Publishable, Reference
from wellbeing_portal.core.models.pointers import Pointer, owner_of, owners_of, pointers_to
from wellbeing_portal.core.words import noun_for

SHOWN = 5
"""Records of each relation that the page names; the others are counted."""

CHANGED_MEANWHILE = "Nothing was deleted: somebody has just begun to use it."


@dataclass(frozen=True)
class Holder:
    """A record that uses another: its name, its page, and its state if it is not public."""

    name: str
    url: str
    state: str


@dataclass(frozen=True)
class Use:
    """The records that use one by one relation: what they are, how many, and the first of them."""

    kind: str
    relation: str
    number: int
    first: Sequence[Holder]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.number - len(self.first)


@dataclass(frozen=True)
class Used:
    """A record that cannot be deleted, and why."""

    record: Model
    uses: Sequence[Use]


@dataclass(frozen=True)
class DeletionRefusal:
    """Of the records that were to be deleted, those in use and those that may go."""

    used: Sequence[Used]
    free: Sequence[Model]

    def __bool__(self) -> bool:
        return bool(self.used)


class KeepsWhatIsUsed(SimpleHistoryAdmin):
    """Deletes a reference record only while nothing points at it, and names what does.

    Deletion is refused below this page too; the page says it in words and offers the rest.
    """

    delete_confirmation_template = "admin/portal/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/portal/delete_selected_confirmation.html"

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], Any]:
        """Say what would go with the records that may go, and why the others may not."""
        refusal = deletion_refusal(list(objs), request)
        gone, counts, forbidden, protected = super().get_deleted_objects(refusal.free, request)
        return gone, counts, forbidden, refusal or protected

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            response: HttpResponse = super().delete_view(request, object_id, extra_context)
        except (ProtectedError, IntegrityError):
            return self._ask_again(request)
        return response

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        if "post" not in request.POST:
            asked: HttpResponse | None = super().response_action(request, queryset, *args, **kwargs)
            return asked
        try:
            # What is logged as deleted and what is deleted come together or not at all.
            with transaction.atomic():
                response: HttpResponse | None = super().response_action(
                    request, queryset, *args, **kwargs
                )
        except (ProtectedError, IntegrityError):
            return self._ask_again(request)
        return response

    def _ask_again(self, request: HttpRequest) -> HttpResponse:
        """Show the page again, which says what has changed since it was shown."""
        self.message_user(request, CHANGED_MEANWHILE, messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())


def deletion_refusal(records: Sequence[Model], request: HttpRequest) -> DeletionRefusal:
    """Tell the records that are used from those that may go."""
    if not records or not isinstance(records[0], Reference):
        return DeletionRefusal((), records)
    uses: dict[Any, list[Use]] = {record.pk: [] for record in records}
    for pointer in pointers_to(type(records[0])):
        used = pointer.used_of(records)
        for record in records:
            if record.pk in used:
                uses[record.pk].append(_use(pointer, record, request))
    return DeletionRefusal(
        [Used(record, uses[record.pk]) for record in records if uses[record.pk]],
        [record for record in records if not uses[record.pk]],
    )


def _use(pointer: Pointer, record: Model, request: HttpRequest) -> Use:
    """Return what uses ``record`` by one relation; named only to who may see it."""
    holders = _holders(pointer.rows(record))
    number = holders.count()
    opts = holders.model._meta
    shown = SHOWN if _may_view(request, holders.model) else 0
    first = [_holder(one) for one in holders.order_by("pk")[:shown]]
    return Use(noun_for(number, str(opts.verbose_name)), pointer.label, number, first)


def _may_view(request: HttpRequest, model: type[Model]) -> bool:
    page = admin.site.get_model_admin(model) if admin.site.is_registered(model) else None
    return page is not None and page.has_view_permission(request)


def _holders(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the records whose pages show these rows: themselves, or what they belong to."""
    while not admin.site.is_registered(rows.model) and len(owners := owners_of(rows.model)) == 1:
        owned = rows.order_by().values(owners[0].name)
        rows = owners[0].related_model._default_manager.filter(pk__in=owned)
    return rows


def _holder(record: Model) -> Holder:
    opts = record._meta
    url = ""
    if admin.site.is_registered(type(record)):
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
    return Holder(Truncator(record).chars(100), url, _state_of(record))


def _state_of(record: Model) -> str:
    """Return the publishing state of a record or of what it belongs to, if it is not public."""
    owner: Model | None = record
    while owner is not None and not isinstance(owner, Publishable):
        owner = owner_of(owner)
    if owner is None or owner.is_published:
        return ""
    return str(owner.get_state_display()).lower()
