"""A number for each request: in every line of the log about it, in its answer, and on error pages.

So whoever met an error can say which, and whoever runs the portal finds what happened.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse

HEADER = "X-Request-ID"
_FROM_A_PROXY = re.compile(r"[A-Za-z0-9-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """Return the number of the request that is answered just now, or nothing."""
    return _current.get()


class RequestIdMiddleware:
    """Numbers each request; the number that a proxy of ours gave it is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number = _number_of(request)
        request.request_id = number  # type: ignore[attr-defined]
        with _answering(number):
            response = self.get_response(request)
        response.headers[HEADER] = number
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            # It is made when this is long over.
            made: Iterable[bytes] = response.streaming_content  # type: ignore[assignment]
            response.streaming_content = _numbered(made, number)
        return response


def _number_of(request: HttpRequest) -> str:
    """Return what the proxy says, if there is one: a visitor could say anything."""
    said = request.headers.get(HEADER, "") if settings.TRUSTED_PROXIES else ""
    return said if _FROM_A_PROXY.fullmatch(said) else uuid.uuid4().hex


@contextmanager
def _answering(number: str) -> Iterator[None]:
    token = _current.set(number)
    try:
        yield
    finally:
        _current.reset(token)


def _numbered(made: Iterable[bytes], number: str) -> Iterator[bytes]:
    parts = iter(made)
    try:
        while True:
            # Not for longer than one part is made: the server's thread does other things between.
            with _answering(number):
                part = next(parts, None)
            if part is None:
                return
            yield part
    except Exception as error:
        # The server logs it, and knows no number.
        error.add_note(f"While answering request {number}")
        raise
