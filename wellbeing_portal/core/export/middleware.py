"""Gives files out one at a time, and none again to who has it already."""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from wellbeing_portal.core.serving.client import has_gone
from wellbeing_portal.core.serving.refusal import Refusal, refused
from wellbeing_portal.core.serving.release import release
from wellbeing_portal.search.changes import content_state

from .turn import turn

SECONDS, WAIT = 10, 3.0
"""After how many it is worth asking again, and how many the first who asks meanwhile waits."""
BUSY = Refusal(
    503,
    "Files are being made for others just now",
    (
        "Files are made one after another, and yours is not begun yet.",
        f"Try again in {SECONDS} seconds. Pages can be read meanwhile.",
    ),
    seconds=SECONDS,
    again=True,
)


def asks_for_file(request: HttpRequest) -> bool:
    """Tell whether a request asks for a costly file: any ``export``, of whatever page.

    A citation, a feed and the map of the site cost no more than a page, and are none.
    """
    return (
        request.method in {"GET", "HEAD"}
        and bool(request.GET.get("export"))
        and not request.path_info.startswith(reverse("admin:index"))
    )


class FilesMiddleware:
    """Names the state of each file, and lets one be made at a time; others are told to wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not asks_for_file(request):
            return self.get_response(request)
        response: HttpResponseBase | None = None
        try:
            response = self.get_response(request)
        finally:
            _give_back(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, _places: Any, _names: Any
    ) -> HttpResponseBase | None:
        """Answer in place of the view where nothing is to be made, or not now."""
        if not asks_for_file(request):
            return None
        state_of = getattr(getattr(view, "view_class", None), "state_of_file", None)
        tag = entity_tag(request, state_of(request) if state_of else "")
        unchanged = _unchanged(request, tag)
        if unchanged is not None:
            return _named(unchanged, tag, private=bool(state_of))
        end = turn.take(lambda: has_gone(request.META), WAIT)
        if end is None:
            return refused(request, BUSY)
        request.end_of_file = end  # type: ignore[attr-defined]
        request.tag_of_file = (tag, bool(state_of))  # type: ignore[attr-defined]
        return None


def _give_back(request: HttpRequest, response: HttpResponseBase | None) -> None:
    """End the turn now, or when all of the file is sent."""
    end: Callable[[], None] | None = getattr(request, "end_of_file", None)
    if end is None:
        return
    if response is None or not response.streaming or request.method == "HEAD":
        end()
    else:
        closers: list[Callable[[], None]] = response._resource_closers  # type: ignore[attr-defined]  # noqa: SLF001
        closers.append(end)
        weakref.finalize(response, end)
    if response is not None and "Content-Disposition" in response:
        tag, private = request.tag_of_file  # type: ignore[attr-defined]
        _named(response, tag, private=private)


def _unchanged(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    """Answer that nothing has changed to who has this very file; “*” is anybody's guess."""
    if request.headers.get("If-None-Match", "").strip() == "*":
        return None
    unchanged: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    return unchanged


def _named(response: HttpResponseBase, tag: str, *, private: bool) -> HttpResponseBase:
    """Say of which state a file is, and that a kept copy has to be asked after."""
    response["ETag"] = tag
    patch_cache_control(response, no_cache=True, **({"private": True} if private else {}))
    if private:
        patch_vary_headers(response, ["Cookie"])
    return response


def entity_tag(request: HttpRequest, state: str) -> str:
    """Return the name of what an address gives now.

    It is of its content and not of its bytes: a file says when it was made.
    """
    content = content_state()
    parts = (
        request.build_absolute_uri(),
        f"{content.lineage} {content.version} {content.token}",
        timezone.localdate().isoformat(),
        state,
        release(),
    )
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'W/"{digest[:32]}"'
