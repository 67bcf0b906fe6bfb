"""Tells visitors where the index cannot answer rightly yet, or answers from before a change."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import http_date

from .behind import answering
from .unavailable import IndexUnavailable

SECONDS = "5"


BEHIND = "Index-Behind-Since"
"""Header of an answer, also of a file or feed, that may lack what changed since then."""


class IndexMiddleware:
    """Answers 503 with a plain page when a view finds the index unavailable.

    Where a view was answered from the last whole index, pages say so by ``request.index``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with answering() as answer:
            request.index = answer  # type: ignore[attr-defined]
            response = self.get_response(request)
        if answer.behind:
            response[BEHIND] = http_date(answer.behind.since.timestamp())
            # Neither browser nor proxy may show it once the index is up to date.
            response["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer in place of a view that could not."""
        if not isinstance(exception, IndexUnavailable):
            return None
        response: HttpResponse
        if request.accepts("text/html"):
            response = render(request, "503.html", status=503)
        else:
            response = JsonResponse({"detail": "One moment, please try again."}, status=503)
        response["Retry-After"] = SECONDS
        response["Cache-Control"] = "no-store"
        return response
