"""Sends pages compressed: a list is a tenth of its size.

What compresses to a different size for each guess at a secret can be made to tell it (BREACH).
Pages for everybody hold no secret. What a visitor has on a list of their own could be one, so a
name of random length goes with each answer; curators' pages, which hold keys against forgery and
drafts, are sent as they are. What is streamed, such as files, is left to the server in front.
"""

from __future__ import annotations

import gzip
import io
import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.regex_helper import _lazy_re_compile

LEAST = 1_000
"""Bytes up to which compressing gains nothing."""
LEVEL = 4
"""Higher levels take twice as long for a few per cent."""
PADDING = 100
TYPES = (
    "text/html",
    "text/plain",
    "application/atom+xml",
    "application/xml",
    "application/json",
    "image/svg+xml",
)
ACCEPTED = _lazy_re_compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


class CompressMiddleware:
    """Compresses what is sent whole, to browsers that say they can read it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: Any = self.get_response(request)
        if (
            not settings.COMPRESS_PAGES
            or request.path_info.startswith(reverse("admin:index"))
            or not is_text(response)
        ):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if reads_compressed(request):
            send_compressed(response, compressed(response.content, secrets.randbelow(PADDING)))
        return response


def is_text(response: Any) -> bool:
    """Tell whether an answer is text that is sent whole, as it is, and long enough."""
    return (
        not response.streaming
        and not response.has_header("Content-Encoding")
        and response.get("Content-Type", "").startswith(TYPES)
        and len(response.content) >= LEAST
    )


def reads_compressed(request: HttpRequest) -> bool:
    """Tell whether the browser says that it reads what is compressed, and may be sent it."""
    return settings.COMPRESS_PAGES and bool(
        ACCEPTED.search(request.headers.get("Accept-Encoding", ""))
    )


def compressed(content: bytes, padding: int = 0) -> bytes:
    """Return content compressed, with a file name of ``padding`` letters that nobody reads."""
    out = io.BytesIO()
    name = "x" * padding
    with gzip.GzipFile(name, "wb", compresslevel=LEVEL, fileobj=out, mtime=0) as file:
        file.write(content)
    return out.getvalue()


def send_compressed(response: Any, body: bytes) -> None:
    """Send ``body`` for what an answer holds."""
    response.content = body
    response["Content-Encoding"] = "gzip"
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(body))
