"""Which encoding a request is read in: UTF-8, whatever it says."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class Utf8Middleware:
    """Reads addresses and forms as UTF-8, which is what the portal's pages send.

    Django would believe any codec that a request names. Some of Python's are no encodings of text,
    and one takes minutes for a form that is small enough to be let in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.encoding = "utf-8"
        return self.get_response(request)
