"""Lets a curator's change wait longer for its turn than a visitor's."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from .patience import CURATOR, Patience, waiting

READING = {"GET", "HEAD", "OPTIONS", "TRACE"}


class CuratorsMiddleware:
    """Waits longer for the database where somebody who has signed in changes something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in READING or not is_curators(request):
            return self.get_response(request)
        with waiting(Patience(max(settings.DATABASE_TIMEOUT, CURATOR * 1.5), CURATOR)):
            return self.get_response(request)


def is_curators(request: HttpRequest) -> bool:
    """Tell whether somebody who has signed in asks for a page of theirs."""
    doors = (reverse("admin:index"), reverse("curate_home"))
    return request.path.startswith(doors) and request.user.is_authenticated
