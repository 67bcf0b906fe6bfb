"""Cleans what visitors send and what they are sent, whichever page it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict

# As bytes of UTF-8 what XML cannot hold, and HTML only in error: a space stands in their place.
_CONTROLS = bytes({*range(0x20)} - set(b"\t\n\r"))
_WRITABLE = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
_NOWHERE = ("\ufffe".encode(), "\uffff".encode())
_TYPES = ("text/html", "text/plain", "application/xml", "application/atom+xml", "image/svg+xml")


class TextMiddleware:
    """Takes characters that no text holds out of forms that come in and pages that go out.

    Fields of models clean what they keep. This is for the rest: for what a form checks before a
    field sees it, and for what stands in the database from before or by another hand.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.streaming and response.get("Content-Type", "").startswith(_TYPES):
            _clean(response)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Clean a form, after the protection against forgery has read it."""
        if request.method == "POST" and any(
            "\0" in value or "\r" in value for _, values in request.POST.lists() for value in values
        ):
            request.POST = _tidied(request.POST)  # type: ignore[assignment]


def _tidied(sent: QueryDict) -> QueryDict:
    """Return what was sent without the one character that forms refuse, and with plain line ends.

    Browsers end lines with two characters. A form would take every text of a page for changed,
    and the history would say so.
    """
    cleaned = sent.copy()
    for name, values in sent.lists():
        plain = [value.replace("\0", "").replace("\r\n", "\n") for value in values]
        cleaned.setlist(name, plain)
    cleaned._mutable = False  # noqa: SLF001 - as Django hands it over
    return cleaned


def _clean(response: Any) -> None:
    content = response.content
    cleaned = content.translate(_WRITABLE)
    for nowhere in _NOWHERE:
        cleaned = cleaned.replace(nowhere, b"")
    if cleaned != content:
        response.content = cleaned
