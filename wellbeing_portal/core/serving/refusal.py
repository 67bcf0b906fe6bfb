"""Says in words that a request cannot be answered now, or not at all.

The page asks nothing of the database or of the session: it is for the moment when they fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import QueryDict
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

TEMPLATE = "refusal.html"


@dataclass(frozen=True)
class Refusal:
    """What is said: a status, a title, and sentences; ``seconds`` until it is worth trying again.

    ``again`` lets the page offer what was asked for once more: as a link, or for a visitor's own
    form as a button that sends the same fields, so that nothing typed is lost.
    """

    status: int
    title: str
    words: Sequence[str]
    seconds: int = 0
    again: bool = False


def refused(
    request: HttpRequest, refusal: Refusal, *, fields: QueryDict | None = None
) -> HttpResponse:
    """Return the answer to a request that is refused; ``fields`` are those of its form."""
    response: HttpResponse
    if request.accepts("text/html"):
        response = HttpResponse(
            render_to_string(TEMPLATE, _context(request, refusal, fields)), status=refusal.status
        )
    else:
        response = JsonResponse({"detail": " ".join(refusal.words)}, status=refusal.status)
    if refusal.seconds:
        response["Retry-After"] = str(refusal.seconds)
    patch_cache_control(response, no_store=True)
    return response


def _context(request: HttpRequest, refusal: Refusal, fields: QueryDict | None) -> dict[str, Any]:
    reading = request.method in {"GET", "HEAD"}
    return {
        "title": refusal.title,
        "words": refusal.words,
        "again": request.get_full_path() if refusal.again and reading else "",
        "form": request.path if fields else "",
        "fields": [(name, one) for name, many in fields.lists() for one in many] if fields else [],
    }
