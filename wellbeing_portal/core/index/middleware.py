"""Says "one moment" where the index cannot answer rightly yet."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from .unavailable import IndexUnavailable

SECONDS = "5"


class IndexMiddleware:
    """Answers 503 with a plain page when a view finds the index unavailable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

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
