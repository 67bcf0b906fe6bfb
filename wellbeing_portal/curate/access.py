"""Who comes in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from wellbeing_portal.core.roles import Verb, require

from .navigation import navigation
from .signed_out import asked_to_sign_in


@method_decorator(never_cache, name="dispatch")
class EditorPage(TemplateResponseMixin, ContextMixin, View):
    """A page of the editor: for accounts with a role, and never kept."""

    title = ""
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if request.method == "POST":
                return asked_to_sign_in(request)
            return redirect_to_login(request.get_full_path(), reverse("curate_sign_in"))
        require(request.user, Verb.SEE)
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Whoever asks."""
        user: Any = self.request.user
        return user

    def get(self, _request: HttpRequest, /, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Show the page."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "title": self.title or gettext("Editor"),
            "curate_navigation": list(navigation(self.request)),
        }
        return super().get_context_data(**(told | kwargs))
