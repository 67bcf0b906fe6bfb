"""Signing in and out, and one's own account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, views
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext

from wellbeing_portal.core.roles import role_of
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.accounts import mail_goes_out
from wellbeing_portal.curate.forms.account import ChangePasswordForm, SignInForm
from wellbeing_portal.curate.signed_out import WAITING, bring_back, waiting_in
from wellbeing_portal.curate.summaries import ask_for, wants


class SignIn(views.LoginView):
    """Lets somebody in who has an account."""

    template_name = "curate/sign_in.html"
    form_class = SignInForm
    next_page: Any = reverse_lazy("curate_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=gettext("Sign in"), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        waiting = waiting_in(self.request.POST)
        if waiting is None or bring_back(waiting, form.get_user()):
            return answer
        context = {"title": gettext("Send it now?"), "waiting": waiting}
        return render(self.request, "curate/send_again.html", context)

    def form_invalid(self, form: Any) -> HttpResponse:
        context = self.get_context_data(form=form, waiting=self.request.POST.get(WAITING, ""))
        return self.render_to_response(context, status=422)


class SignOut(views.LogoutView):
    """Ends a session."""

    next_page: Any = reverse_lazy("curate_sign_in")


class AccountPage(EditorPage):
    """What somebody is to the portal, whether they want a summary, and the ways out."""

    template_name = "curate/account.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Note whether they want the weekly summary."""
        wanted = request.POST.get("summary") == "on"
        if wanted and not self.user.email:
            said = gettext("Your account has no e-mail address. Ask an administrator to enter it.")
            context = self.get_context_data(lacks_address=True, errors=[(said, "wants-summary")])
            return self.render_to_response(context, status=422)
        ask_for(self.user, wanted=wanted)
        said = (
            gettext("The summary comes once a week, when there is something to look at.")
            if wanted
            else gettext("You get no summary.")
        )
        messages.success(request, said)
        return HttpResponseRedirect(reverse("curate_account"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=gettext("Your account"),
            role=role_of(self.user).label,
            wants_summary=wants(self.user),
            goes_out=mail_goes_out(),
            **kwargs,
        )


class ChangePasswordPage(EditorPage):
    """Gives whoever is signed in another password."""

    template_name = "curate/change_password.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        form = ChangePasswordForm(self.user, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        form.save()
        update_session_auth_hash(request, self.user)
        messages.success(request, gettext("Your password is changed."))
        return HttpResponseRedirect(reverse("curate_account"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ChangePasswordForm(self.user))
        return super().get_context_data(title=gettext("Change your password"), **kwargs)
