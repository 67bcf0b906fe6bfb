"""Says how many queries a page asked, and renders a page again without asking any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

QUERIES, MODE = "X-Bench-Queries", "X-Bench-Mode"


class CountingMiddleware:
    """Counts queries. A request in mode ``floor`` is answered from what ``keep`` has kept:

    the template and the context of the page, with everything the database said already in it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.kept: dict[str, TemplateResponse] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = 0

        def count(execute: Any, *arguments: Any) -> Any:
            nonlocal asked
            asked += 1
            return execute(*arguments)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response[QUERIES] = str(asked)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Render again what was kept of the page, all of it."""
        if request.headers.get(MODE) != "floor":
            return None
        kept = self.kept[request.get_full_path()]
        template = kept.resolve_template(kept.template_name)
        return HttpResponse(template.render(kept.context_data, request))

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Keep a page that is about to be rendered, if asked to."""
        if request.headers.get(MODE) == "keep":
            self.kept[request.get_full_path()] = response
        return response
