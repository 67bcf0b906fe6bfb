"""What a page answers when it is asked for a file that it does not have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from .response import without_own_parameters


def not_offered(request: HttpRequest, formats: Sequence[str]) -> HttpResponse:
    """Say that there is no such file, and where the page itself and its files are."""
    asked = request.GET.get("export", "").strip()[:20]
    offered = (
        gettext("It offers %(formats)s.") % {"formats": ", ".join(formats)}
        if formats
        else gettext("It offers no files.")
    )
    return no_file(
        request,
        gettext("This page has no file format called “%(asked)s”. %(offered)s")
        % {"asked": asked, "offered": offered},
    )


def no_file(request: HttpRequest, message: str) -> HttpResponse:
    """Answer “not found” with a reason and the way to the page."""
    context = {"message": message, "page_url": without_own_parameters(request)}
    return render(request, "404.html", context, status=404)


class NotOfferedMiddleware:
    """Lets no page answer as a page when a file was asked for.

    A program that asks for a file would take the page for it. Views that have files say which;
    this is for all others, those to come among them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            request.GET.get("export")
            and response.status_code == 200
            and "Content-Disposition" not in response
            and not _is_admin(request)
        ):
            return not_offered(request, ())
        return response


def _is_admin(request: HttpRequest) -> bool:
    return bool(request.resolver_match and request.resolver_match.app_name == "admin")
