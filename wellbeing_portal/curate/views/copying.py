"""Working copies: begun, and brought up to what is published by now."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import Conflict
from wellbeing_portal.core.publishing.working_copy import start_copy, take_over
from wellbeing_portal.core.versions.telling import tell_conflict
from wellbeing_portal.curate.checking import place_url, record_url

from .record import RecordPage


class StartCopy(RecordPage):
    """Makes a working copy of a published record, or leads to the one that is there."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        copy = start_copy(self.record, by=self.user)
        messages.success(
            request,
            gettext("This is a working copy. The public page stays as it is till it is approved."),
        )
        return HttpResponseRedirect(record_url(copy))


class TakeOver(RecordPage):
    """Gives a working copy what was published meanwhile, and shows what both have changed."""

    template_name = "curate/conflicts.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        if self.record.copy_of_id is None:
            raise Http404(gettext("This is no working copy."))
        conflicts = take_over(self.record, by=self.user)
        if not conflicts:
            messages.success(
                request, gettext("The changes are taken over. Nothing was in dispute.")
            )
            return HttpResponseRedirect(
                reverse("curate_check", args=[self.noun.key, self.record.pk])
            )
        context = self.get_context_data(
            title=gettext("You both changed this"),
            conflicts=[self._told(one) for one in conflicts],
        )
        return self.render_to_response(context, status=409)

    def _told(self, conflict: Conflict) -> dict[str, Any]:
        section = self.noun.section_at(conflict.path[0])
        row = conflict.path[1] if len(conflict.path) > 1 else ""
        url = place_url(self.noun, self.record, section.key if section else "", row)
        return {"told": tell_conflict(self.noun.form, conflict), "url": url}
