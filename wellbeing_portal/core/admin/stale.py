"""Pages that never overwrite what others did since they were opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import router, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from wellbeing_portal.core.models.locking import hold

from .authors import last_author, last_name
from .keys import is_key
from .meanwhile import Meanwhile, version_changes
from .merging import EditedPart, SentPage
from .posted import typed
from .version import PageVersion, RowsOfPage, read_signed, read_version, signed

MARK = "_version"
"""The input in which a page carries the version that it was drawn from."""

_REFUSAL = "_portal_refusal"

CHANGED = (
    "Nothing is saved yet: this {name} was changed while you had it open. See above what "
    "changed, look at what you typed, and save again."
)
UNKNOWN = (
    "Nothing is saved yet: this page did not say which version of the {name} it was made from. "
    "Check that nothing has changed, and save again."
)
INCOMPLETE = (
    "Nothing is saved yet: a part of this page was lost on its way here. Check that all rows are "
    "there, and save again."
)


class RefusesStalePages(admin.ModelAdmin):
    """Saves and deletes only what is still as it was when the page was opened.

    Otherwise the page comes back with what others changed and with all that was typed; sent once
    more, it goes through. ``bookkeeping`` names fields that nobody edits on the page.
    """

    bookkeeping: Sequence[str] = ()
    parent_fields: Sequence[str] = ()
    """Relations to the records on whose pages this one can be edited too."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if object_id is None or "_saveasnew" in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method == "POST":
            with transaction.atomic(using=router.db_for_write(self.model)):
                context = self._before_saving(request, object_id)
                if isinstance(context, HttpResponse):
                    return context
                context |= extra_context or {}
                return super().changeform_view(request, object_id, form_url, context)
        # Read before the page is: then it can only be taken for older than it is.
        context = self._mark(request, object_id) | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method != "POST":
            context = self._mark(request, object_id) | (extra_context or {})
            return super().delete_view(request, object_id, context)
        with transaction.atomic(using=router.db_for_write(self.model)):
            context = self._before_deleting(request, object_id) | (extra_context or {})
            return super().delete_view(request, object_id, context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, _REFUSAL, "")
        return refusing_form(form, refusal) if refusal else form

    def _mark(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        record = self._record(request, object_id)
        if record is None or not (
            self.has_change_permission(request, record)
            or self.has_delete_permission(request, record)
        ):
            return {}
        return {"version_mark": signed(self._version(request, record), record)}

    def _before_saving(self, request: HttpRequest, object_id: str) -> dict[str, Any] | HttpResponse:
        """Compare what was sent with what is stored, and see to it that a stale page is refused."""
        record = self._locked(request, object_id)
        if record is None:
            return self._deleted_meanwhile(request, object_id) or {}
        if not self.has_change_permission(request, record):
            return {}
        now = self._version(request, record, lock=True)
        before = read_signed(request.POST.get(MARK, ""), record)
        page = self._page(request, record)
        page.add_again()
        refusal = ""
        meanwhile: Meanwhile | None = None
        if before is None or not before.is_as(now) or not page.whole:
            page.bring_up_to(now, before)
            parts = self._parts(request, record)
            if before:
                meanwhile = version_changes(record, parts, before, now, page.kept)
            refusal = self._refusal(page, before, meanwhile)
        setattr(request, _REFUSAL, refusal)
        request.POST = page.data  # type: ignore[assignment]
        return {
            "version_mark": signed(now, record),
            "meanwhile": meanwhile,
            "gone_rows": page.gone(),
        }

    def _refusal(
        self, page: SentPage, before: PageVersion | None, meanwhile: Meanwhile | None
    ) -> str:
        known = CHANGED if meanwhile or page.whole else INCOMPLETE
        said = known if before else UNKNOWN
        return said.format(name=self.opts.verbose_name)

    def _before_deleting(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        """Ask again where the record is no longer what was to be deleted."""
        record = self._locked(request, object_id)
        if record is None or not self.has_delete_permission(request, record):
            return {}
        now = self._version(request, record, lock=True)
        before = read_signed(request.POST.get(MARK, ""), record)
        if MARK not in request.POST or (before and before.is_as(now)):
            return {}
        request.POST = QueryDict()
        parts = self._parts(request, record)
        return {
            "version_mark": signed(now, record),
            "meanwhile": before and version_changes(record, parts, before, now),
            "asked_again": True,
        }

    def _record(self, request: HttpRequest, object_id: str) -> Any:
        to_field = request.POST.get("_to_field", request.GET.get("_to_field"))
        if to_field and not self.to_field_allowed(request, to_field):
            return None
        return self.get_object(request, unquote(object_id), to_field)

    def _locked(self, request: HttpRequest, object_id: str) -> Any:
        """Return the record, which nobody else can change till we are done.

        Its parents come first: their pages lock in that order too, so nobody waits in a circle.
        """
        record = self._record(request, object_id)
        if record is None:
            return None
        parents = [getattr(record, name) for name in self.parent_fields]
        for one in (*parents, record):
            if one is not None:
                there = hold(one)
        return self._record(request, object_id) if there else None

    def _version(self, request: HttpRequest, record: Any, *, lock: bool = False) -> PageVersion:
        but = [*(self.get_exclude(request, record) or ()), *self.bookkeeping]
        return read_version(record, self._parts(request, record), but, lock=lock)

    def _parts(self, request: HttpRequest, record: Any) -> list[RowsOfPage]:
        return [RowsOfPage.of(inline) for inline in self.get_inline_instances(request, record)]

    def _page(self, request: HttpRequest, record: Any) -> SentPage:
        inlines = [
            inline
            for inline in self.get_inline_instances(request, record)
            if inline.has_change_permission(request, record)
        ]
        shown = flatten_fieldsets(self.get_fieldsets(request, record))
        form = self.get_form(request, record, change=True, fields=shown)
        parts = [edited_part(inline, request, record) for inline in inlines]
        return SentPage(request.POST.copy(), record, form.base_fields, parts)

    def _deleted_meanwhile(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """Show what was typed about a record that is gone, so that it can be copied."""
        key = unquote(object_id)
        name = last_name(self.model, key) if is_key(key) else ""
        if not name or not self.has_change_permission(request):
            return None
        page = self._page(request, None)
        rows = [
            (one.part.kind, typed(one.fields, sent))
            for one in page.parts
            for sent in page.rows[one.part.prefix].apart()
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": f"This {self.opts.verbose_name} was deleted",
            "opts": self.opts,
            "name": name,
            "by": last_author(self.model, key),
            "typed": typed(page.fields, request.POST),
            "rows": [(kind, said) for kind, said in rows if said],
        }
        return TemplateResponse(request, "admin/portal/deleted_meanwhile.html", context)


def edited_part(inline: InlineModelAdmin, request: HttpRequest, record: Any) -> EditedPart:
    """Return the rows of an inline with their inputs."""
    form = inline.get_formset(request, record).form
    return EditedPart(RowsOfPage.of(inline), form.base_fields)


def refusing_form(form: type[forms.ModelForm], why: str) -> type[forms.ModelForm]:
    """Return the form as one that is not valid, whatever is filled in."""

    class RefusedForm(form):  # type: ignore[valid-type]
        def clean(self) -> Any:
            cleaned = super().clean()
            self.add_error(None, why)
            return cleaned

    return RefusedForm
