"""Pages for those who cannot sign in yet: invited, or without their password."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import Any

from axes.helpers import get_client_ip_address
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic.base import TemplateView

from wellbeing_portal.curate.accounts import (
    MailNotSent,
    accepted,
    account_of,
    mail_goes_out,
    may_ask,
    reach_server,
)
from wellbeing_portal.curate.forms.account import AcceptForm, ForgottenForm, NewPasswordForm


@method_decorator(never_cache, name="dispatch")
class ForgottenPage(views.PasswordResetView):
    """Sends a link to whoever has forgotten their password, and says nothing of who has one."""

    template_name = "curate/forgotten.html"
    email_template_name = "curate/mail/forgotten.txt"
    form_class = ForgottenForm
    success_url: Any = reverse_lazy("curate_forgotten_sent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"title": gettext("Set a new password")} | kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Send the link, unless too many were asked for.

        Whether there is a mail server is asked of everybody: what happens to the mail of one
        account would tell that there is such an account.
        """
        visitor = get_client_ip_address(self.request) or ""
        if not may_ask(form.cleaned_data["email"], visitor):
            form.add_error(None, too_many())
            return self.render_to_response(self.get_context_data(form=form), status=429)
        try:
            reach_server()
        except MailNotSent:
            form.add_error(None, not_sent())
            return self.form_invalid(form)
        with suppress(MailNotSent):
            return super().form_valid(form)
        return HttpResponseRedirect(str(self.success_url))

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ForgottenSentPage(TemplateView):
    """Says that a link is on its way, if there is such an account."""

    template_name = "curate/forgotten_sent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=gettext("Look into your mailbox"), goes_out=mail_goes_out(), **kwargs
        )


class NewPasswordPage(views.PasswordResetConfirmView):
    """Takes another password from whoever has the link."""

    template_name = "curate/new_password.html"
    form_class = NewPasswordForm
    success_url: Any = reverse_lazy("curate_sign_in")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, gettext("Your password is changed. Sign in with it."))
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = super().get_context_data(**kwargs)
        return told | {"title": gettext("Choose a new password")}


@method_decorator(never_cache, name="dispatch")
@method_decorator(sensitive_post_parameters(), name="dispatch")
class AcceptPage(TemplateView):
    """Takes name and password from somebody who was invited."""

    template_name = "curate/accept.html"

    @cached_property
    def account(self) -> User | None:
        """Whose invitation it is; none, if it is too old or used."""
        return account_of(self.kwargs["token"])

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        if self.account is None:
            return self.shown(None, status=410)
        return self.shown(AcceptForm(self.account, initial={"name": self.account.username}))

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        if self.account is None:
            return self.shown(None, status=410)
        form = AcceptForm(self.account, request.POST)
        if not form.is_valid():
            return self.shown(form, status=422)
        accepted(self.account, form.cleaned_data["name"], form.cleaned_data["new_password1"])
        messages.success(request, gettext("Your account is ready. Sign in."))
        return HttpResponseRedirect(reverse("curate_sign_in"))

    def shown(self, form: AcceptForm | None, status: int = 200) -> HttpResponse:
        """Return the page."""
        title = gettext("Your account") if form else gettext("This invitation is over")
        context = self.get_context_data(title=title, form=form)
        return self.render_to_response(context, status=status)


def too_many() -> str:
    """Say that links were asked for too often."""
    return gettext("Links have been asked for too often. Try again in an hour.")


def not_sent() -> str:
    """Say that a mail could not be sent."""
    return gettext("The mail could not be sent just now. Try again later.")
