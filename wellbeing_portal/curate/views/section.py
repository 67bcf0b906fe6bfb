"""A page on which a section of a record is edited."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import RecordForm, write
from wellbeing_portal.core.roles import Verb, refusal
from wellbeing_portal.curate.checking import CheckPoint
from wellbeing_portal.curate.forms import SectionForm
from wellbeing_portal.curate.models import Place, Typed
from wellbeing_portal.curate.sections import RowsSection, Section
from wellbeing_portal.curate.settling import Differs, differing
from wellbeing_portal.curate.signed_out import fields_in

from .changing import ChangingPage
from .keeping import (
    ASIDE,
    DISCARD,
    aside_url,
    company,
    place_of,
    saved_told,
    typed_url,
)

FOUND = 302

DIGEST = "digest"
"""The field that says what the section said when it was opened."""

PREVIEW = "preview"
"""The button that shows what was typed as readers will see it, and saves nothing."""

THEN, TO_TASKS, TO_ANOTHER = "then", "tasks", "another"
"""The button that says where to go on after saving, and its values."""


class OfSection(ChangingPage):
    """A page of a section of a record."""

    @cached_property
    def section(self) -> Any:
        """The section that the address names."""
        found = self.noun.section(self.kwargs["section"])
        if found is None:
            raise Http404(gettext("There is no such section."))
        if isinstance(found, RowsSection) and found.holder(self.said) is None:
            raise Http404(gettext("The row that this belongs to is not there any more."))
        return found

    @property
    def tasks_url(self) -> str:
        """The address of all sections."""
        return reverse("curate_tasks", args=[self.noun.key, self.record.pk])

    def url_of(self, section: Section) -> str:
        """Return the address of a section."""
        return reverse("curate_section", args=[self.noun.key, self.record.pk, section.key])

    @property
    def onward(self) -> CheckPoint:
        """The section after this one; after the last what is above it, or the check page."""
        after = self.noun.after(self.section, was_public=self.was_public)
        if after is not None:
            return CheckPoint(str(after.title), self.url_of(after))
        check_url = reverse("curate_check", args=[self.noun.key, self.record.pk])
        return self.up if self.above else CheckPoint(gettext("Check and publish"), check_url)

    @property
    def progress(self) -> str:
        """Which of all sections this is; nothing where it stands within a row."""
        asked = [one for one in self.noun.sections if self.was_public or not one.later]
        if self.section not in asked:
            return ""
        said = {"number": asked.index(self.section) + 1, "total": len(asked)}
        return gettext("Section %(number)s of %(total)s") % said

    @cached_property
    def above(self) -> list[CheckPoint]:
        """The way from the record down to the section, which may stand within a row."""
        outer = getattr(self.section, "outer", None)
        if outer is None:
            return []
        key = self.section.above
        name = outer.names([self.section.holder(self.said)])[key]
        row_url = reverse("curate_row", args=[self.noun.key, self.record.pk, outer.key, key])
        return [CheckPoint(str(outer.title), self.url_of(outer)), CheckPoint(name, row_url)]

    @property
    def up(self) -> CheckPoint:
        """What is above the section: the row that it stands within, or all sections."""
        return self.above[-1] if self.above else CheckPoint(gettext("All sections"), self.tasks_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "section": self.section,
            "onward": self.onward,
            "progress": self.progress,
            "above": self.above,
            "up": self.up,
        }
        return super().get_context_data(**(told | kwargs))


class SavingPage(OfSection):
    """A page that saves a form of a section, whole.

    Who saves second gets both texts: nothing that somebody typed or saved is lost.
    """

    @property
    def digest(self) -> str:
        """The mark of what stands now."""
        raise NotImplementedError

    def form(self, data: Any = None) -> SectionForm:
        """Return the form, with what was sent or with what the record says."""
        raise NotImplementedError

    def changed(self, form: Any) -> RecordForm:
        """Return all that the record is to say."""
        raise NotImplementedError

    def next_url(self, form: Any) -> str:
        """Where to go on when it is saved."""
        raise NotImplementedError

    @property
    def row_key(self) -> str:
        """The key of the row that is open, if it is one."""
        return ""

    @property
    def place(self) -> Place:
        """Where something is typed."""
        return place_of(self.record, self.section.key, self.row_key)

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        if not self.may_edit:
            return self.shown(self.form())
        typed = Typed.objects.opened(self.user, self.place)
        if typed.saved_at is None:
            return self.shown(self.form())
        # What was typed is shown as it was, with the mark of what stood there then.
        form = self.form(typed.as_sent()).unjudged()
        return self.shown(form, digest=typed.digest, restored=saved_told(typed))

    def change(self, request: HttpRequest) -> HttpResponse:
        opened = request.POST.get(DIGEST, "")
        if DISCARD in request.POST:
            Typed.objects.at(self.place).filter(user=self.user).delete()
            return HttpResponseRedirect(request.get_full_path())
        if ASIDE in request.POST:
            Typed.objects.keep(self.user, self.place, fields_in(request.POST), opened)
            return HttpResponseRedirect(aside_url(request))
        response = self.settled(request, opened)
        if response.status_code == FOUND:
            Typed.objects.at(self.place).filter(user=self.user).delete()
        else:
            Typed.objects.keep(self.user, self.place, fields_in(request.POST), opened)
        return response

    def settled(self, request: HttpRequest, opened: str) -> HttpResponse:
        """Save what was sent, or show what keeps it from being saved."""
        form = self.form(request.POST)
        if PREVIEW in request.POST or form.MORE in request.POST:
            return self.shown(form.unjudged(), digest=opened)
        if not form.is_valid():
            return self.shown(form, digest=opened, status=422)
        differs = differing(form) if opened != self.digest else []
        if differs:
            return self.shown(form, differs=differs, status=409)
        return self.saved(form, opened)

    def saved(self, form: Any, opened: str) -> HttpResponse:
        """Write what the form says, or show why that is refused."""
        try:
            write(self.changed(form), self.record, by=self.user, held=self.held)
        except ValidationError as error:
            form.refuse(error)
            return self.shown(form, digest=opened, status=422)
        return HttpResponseRedirect(self.next_url(form))

    def shown(
        self,
        form: Any,
        *,
        digest: str | None = None,
        differs: list[Differs] | None = None,
        restored: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """Return the page; ``digest`` is the mark of what stood there when it was opened."""
        context = self.get_context_data(
            form=form,
            barred=refusal(self.user, Verb.EDIT, self.record),
            digest=self.digest if digest is None else digest,
            differs=differs or [],
            is_typed=form.is_bound,
            restored=restored,
            company=company(self.place, self.user),
            typed_url=typed_url(self.noun.key, self.record.pk, self.section.key, self.row_key),
        )
        return self.render_to_response(context, status=status)


class SectionPage(SavingPage):
    """Fields of a record, saved by themselves."""

    template_name = "curate/section.html"

    @cached_property
    def digest(self) -> str:
        return str(self.section.digest(self.said))

    def form(self, data: Any = None) -> SectionForm:
        kind = self.section.form
        form: SectionForm = kind(data, initial=kind.initial_of(self.said), record=self.said)
        return form

    def changed(self, form: Any) -> RecordForm:
        return self.said.model_copy(update=form.values())

    def next_url(self, form: Any) -> str:
        if form.asks_more:
            return self.url_of(self.section)
        return self.tasks_url if self.request.POST.get(THEN) == TO_TASKS else self.onward.url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.section.title, **kwargs)
