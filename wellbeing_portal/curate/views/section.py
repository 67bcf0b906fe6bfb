"""A page on which a section of a record is edited."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import RecordForm, write
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.forms import SectionForm
from wellbeing_portal.curate.sections import Section
from wellbeing_portal.curate.settling import Differs, differing

from .record import RecordPage

DIGEST = "digest"
"""The field that says what the section said when it was opened."""


class SectionPage(RecordPage):
    """Fields of a record, saved by themselves.

    Who saves second gets both texts: nothing that somebody typed or saved is lost.
    """

    template_name = "curate/section.html"

    @cached_property
    def section(self) -> Section:
        """The section that the address names."""
        found = self.noun.section(self.kwargs["section"])
        if found is None:
            raise Http404(gettext("There is no such section."))
        return found

    @cached_property
    def digest(self) -> str:
        """The mark of what the section says now."""
        return self.section.digest(self.said)

    def get(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return self.shown(self.form())

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        require(self.user, Verb.EDIT, self.record)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.shown(form, status=422)
        if request.POST.get(DIGEST) != self.digest:
            return self.shown(form, differs=differing(form), status=409)
        try:
            write(self.changed(form), self.record, by=self.user)
        except ValidationError as error:
            form.refuse(error)
            return self.shown(form, status=422)
        return HttpResponseRedirect(self.next_url())

    def form(self, data: Any = None) -> SectionForm:
        """Return the form, with what was sent or with what the record says."""
        kind = self.section.form
        form: SectionForm = kind(data, initial=kind.initial_of(self.said), record=self.said)
        return form

    def changed(self, form: SectionForm) -> RecordForm:
        """Return all that the record is to say."""
        return self.said.model_copy(update=form.values())

    def next_url(self) -> str:
        """Where to go on when the section is saved."""
        return reverse("curate_tasks", args=[self.noun.key, self.record.pk])

    def shown(
        self, form: SectionForm, *, differs: list[Differs] | None = None, status: int = 200
    ) -> HttpResponse:
        """Return the page."""
        context = self.get_context_data(
            title=self.section.title,
            section=self.section,
            form=form,
            digest=self.digest,
            differs=differs or [],
        )
        return self.render_to_response(context, status=status)
