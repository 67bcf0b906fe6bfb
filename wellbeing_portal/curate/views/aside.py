"""What somebody finds missing while they fill in a section: a source, or a term.

They go there and come back, and what they typed meanwhile stands where it did.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import write
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.forms.aside import (
    AddSourceForm,
    SuggestOrganisationForm,
    SuggestTermForm,
)
from wellbeing_portal.curate.models import Place, SuggestedTerm, Typed
from wellbeing_portal.curate.picking import KINDS, is_suggested
from wellbeing_portal.curate.signed_out import place_at


class AsidePage(EditorPage):
    """A small form, and the way back to where somebody came from."""

    template_name = "curate/aside.html"
    form_type: type[Any]
    kwargs: dict[str, Any]

    @property
    def back(self) -> str:
        """The page that somebody came from."""
        back = self.request.GET.get("next", "")
        own_page = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return back if own_page and back.startswith("/") else reverse("curate_home")

    @property
    def place(self) -> Place | None:
        """The section that somebody came from, if it is one."""
        return place_at(self.back)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        require(self.user, Verb.START)
        form = self.form_type(request.POST)
        if form.is_valid():
            try:
                with transaction.atomic():
                    self.do(form)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                return HttpResponseRedirect(self.back)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def do(self, form: Any) -> None:
        """Make what was missing."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = next(iter(self.form_type.base_fields))
        kwargs.setdefault("form", self.form_type(initial={asked: self._typed_last()}))
        return super().get_context_data(back=self.back, **kwargs)

    def _typed(self) -> Typed | None:
        if self.place is None:
            return None
        typed: Typed | None = Typed.objects.at(self.place).filter(user=self.user).first()
        return typed

    def _typed_last(self) -> str:
        """Return what somebody typed last into the field that had nothing for them."""
        typed = self._typed()
        values = (typed.data.get(self.request.GET.get("field", "")) if typed else None) or [""]
        lines = values[-1].splitlines()
        return lines[-1].strip() if lines else ""


class AddSourcePage(AsidePage):
    """Makes the draft of a source; it is published with the record that needs it."""

    form_type = AddSourceForm

    def do(self, form: Any) -> None:
        source = write(form.begun(), by=self.user)
        own(source, self.user)
        typed, field = self._typed(), self.request.GET.get("field", "")
        if typed is not None and field:
            typed.data = {**typed.data, field: [source.slug]}
            typed.save(update_fields=["data"])
        said = gettext("The source “%(title)s” is kept as a draft, and named below.")
        messages.success(self.request, said % {"title": source.title})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "title": gettext("Add a source"),
            "help": gettext(
                "It stays a draft until it is published with the record that needs it."
            ),
        }
        return super().get_context_data(**(told | kwargs))


class SuggestTermPage(AsidePage):
    """Keeps a term that somebody misses, for whoever keeps the vocabulary."""

    @property
    def is_organisation(self) -> bool:
        """Whether it is an organisation and no term."""
        return self.vocabulary == "organisations"

    @property
    def form_type(self) -> type[Any]:  # type: ignore[override]
        """What is asked."""
        return SuggestOrganisationForm if self.is_organisation else SuggestTermForm

    @property
    def vocabulary(self) -> str:
        """What fields call the vocabulary.

        Raises:
            Http404: when it is none.
        """
        kind = str(self.kwargs["kind"])
        if not is_suggested(kind):
            raise Http404(gettext("There is no such vocabulary."))
        return kind

    def do(self, form: Any) -> None:
        place = self.place
        term = SuggestedTerm(
            vocabulary=self.vocabulary,
            name=form.cleaned_data["name"],
            meaning=form.cleaned_data["meaning"],
            kind=place.kind if place else "",
            record=place.record if place else 0,
            made_by=self.user,
            made_by_name=self.user.get_username(),
        )
        term.full_clean()
        term.save()
        self._take_out(term.name)
        said = (
            gettext(
                "“%(name)s” is suggested. Leave it out until somebody has added it; what you say "
                "of it in the texts can stand."
            )
            if self.is_organisation
            else gettext(
                "“%(name)s” is suggested. Choose the nearest term that there is, or leave it "
                "open, until somebody decides."
            )
        )
        messages.success(self.request, said % {"name": term.name})

    def _take_out(self, name: str) -> None:
        """Let the field no longer ask for what is suggested now."""
        typed, field = self._typed(), self.request.GET.get("field", "")
        if typed is None or not typed.data.get(field):
            return
        lines = [line for text in typed.data[field] for line in text.splitlines()]
        left = [line for line in lines if line.strip().lower() != name.lower()]
        typed.data = {**typed.data, field: ["\n".join(left)]}
        typed.save(update_fields=["data"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        model = KINDS[self.vocabulary].model
        name = str(model._meta.verbose_name)
        told = (
            {
                "title": gettext("Suggest an organisation"),
                "help": gettext("It can be named once an editor has added it."),
            }
            if self.is_organisation
            else {
                "title": gettext("Suggest a term: %(vocabulary)s") % {"vocabulary": name},
                "help": gettext("Readers see it once an editor has taken it into the vocabulary."),
            }
        )
        return super().get_context_data(**(told | kwargs))
