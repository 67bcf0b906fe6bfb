"""The page that begins a record."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from wellbeing_portal.core.aggregates import write
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.models import Place, Typed
from wellbeing_portal.curate.signed_out import START, fields_in

from .keeping import ASIDE, aside_url
from .record import NounPage


class StartPage(NounPage):
    """Asks for the little that a record cannot be without, and makes a draft of it."""

    template_name = "curate/start.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        require(self.user, Verb.START)
        if ASIDE in request.POST:
            Typed.objects.keep(self.user, self.place, fields_in(request.POST), "")
            return HttpResponseRedirect(aside_url(request))
        form = self.noun.start(request.POST)
        if form.is_valid():
            try:
                with transaction.atomic():
                    record = write(form.begun(), by=self.user)
                    own(record, self.user)
                    Typed.objects.at(self.place).filter(user=self.user).delete()
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                first = self.noun.sections[0].key
                args = [self.noun.key, record.pk, first]
                return HttpResponseRedirect(reverse("curate_section", args=args))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.noun.start(initial=self._typed()))
        return super().get_context_data(title=self.noun.start_text, noun=self.noun, **kwargs)

    @property
    def place(self) -> Place:
        """Where something is typed before there is a record."""
        return Place(kind_of(self.noun.model), 0, START)

    def _typed(self) -> dict[str, str]:
        """Return what was typed before somebody went to add what was missing."""
        typed = Typed.objects.at(self.place).filter(user=self.user).first()
        return {name: values[0] for name, values in typed.data.items() if values} if typed else {}
