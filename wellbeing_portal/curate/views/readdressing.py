"""The page on which a record gets another address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from wellbeing_portal.core.publishing.readdressing import change_address
from wellbeing_portal.core.roles import Verb, refusal, require
from wellbeing_portal.curate.checking import record_url
from wellbeing_portal.curate.forms.readdressing import AddressForm

from .record import RecordPage


class AddressPage(RecordPage):
    """Says where a record stands and what becomes of that address, and asks for another."""

    template_name = "curate/address.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        require(self.user, Verb.ADDRESS, self.record)
        form = AddressForm(request.POST)
        if form.is_valid():
            try:
                change_address(self.record, form.cleaned_data["slug"], by=self.user)
            except ValidationError as error:
                self.__dict__.pop("record", None)
                form.add_error("slug", error.messages)
            except ObjectDoesNotExist:
                raise Http404(gettext("This record is not there any more.")) from None
            else:
                said = gettext("It stands at %(address)s now.")
                messages.success(request, said % {"address": self.record.get_absolute_url()})
                return HttpResponseRedirect(record_url(self.record))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AddressForm(initial={"slug": self.record.slug}))
        told = {
            "title": gettext("Change its address"),
            "barred": refusal(self.user, Verb.ADDRESS, self.record),
            "address": self.record.get_absolute_url(),
            "was_public": self.was_public,
        }
        return super().get_context_data(**(told | kwargs))
