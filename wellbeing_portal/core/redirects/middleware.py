"""Leads on where a page is not found under the address asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .moved import Moved, lead_on, lead_to
from .paths import leads_to


class RedirectMiddleware:
    """Answers 301 where an address has capitals in it, or a slug or value from before.

    It looks only when a page has found nothing, and costs others nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 404 and request.method in {"GET", "HEAD"}:
            path = leads_to(request.path, getattr(request, "urlconf", None))
            if path is not None:
                return lead_to(path, request.META.get("QUERY_STRING", ""))
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer in place of a page that was asked for by a former value."""
        return lead_on(request, exception) if isinstance(exception, Moved) else None
