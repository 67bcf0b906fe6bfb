"""Signing in and out, and one's own account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import views
from django.urls import reverse_lazy
from django.utils.translation import gettext

from wellbeing_portal.core.roles import role_of
from wellbeing_portal.curate.access import EditorPage


class SignIn(views.LoginView):
    """Lets somebody in who has an account."""

    template_name = "curate/sign_in.html"
    next_page: Any = reverse_lazy("curate_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=gettext("Sign in"), **kwargs)


class SignOut(views.LogoutView):
    """Ends a session."""

    next_page: Any = reverse_lazy("curate_sign_in")


class AccountPage(EditorPage):
    """What somebody is to the portal, a way out, and a way to another password."""

    template_name = "curate/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=gettext("Your account"), role=role_of(self.user).label, **kwargs
        )
