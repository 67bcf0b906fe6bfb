"""A page asked for again while nothing has changed is not made again.

What a page says is decided by its address, the version of the content, the day, the release and,
for whoever has chosen something to keep or to compare, their own session. These together are its
tag. Who sends the tag back has the page and is told so; a page for somebody who has chosen
nothing is the same for everybody, and is kept in memory for them.

Never tagged, and so always made: pages of curators, or for them; what sets a cookie or changes a
session; what says itself that it must not be kept, such as answers from an index that is behind;
what is streamed; any status but 200. A page that depended on the time of day would have to say
``no-store``.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.search.changes import ContentState
from wellbeing_portal.search.seen import look, seeing

from .compress import compressed, is_text, reads_compressed, send_compressed
from .hosts import HEALTH
from .page_memory import KeptPage, pages_kept
from .release import release

OF_SCRIPTS = ("HX-Request", "Whole-Facets")
"""What scripts say when they put a part of the answer into the page that is shown."""


NO_CONTENT = ContentState(0, "", "")
"""Stands for the content where a page shows none, so that nobody looks which version it is."""


@dataclass(frozen=True, slots=True)
class PageStanding:
    """What a page would be: its tag, of which version, and whether it is everybody's."""

    tag: str
    state: ContentState
    is_everybodys: bool


class UnchangedMiddleware:
    """Answers 304 to who has a page, and from memory where it is the same for everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        standing = _standing(request)
        if standing is None:
            return self.get_response(request)
        # Whoever tells the browser to load a page anew, past all copies, means it.
        if "no-cache" not in request.headers.get("Cache-Control", ""):
            answer = _unchanged(request, standing) or _kept(request, standing)
            if answer is not None:
                return answer
        with seeing(standing.state) if standing.state != NO_CONTENT else nullcontext():
            response = self.get_response(request)
        if _is_settled(request, response):
            _name(response, standing)
            if standing.is_everybodys and settings.PAGE_MEMORY:
                _keep(request, response, standing)
        return response


def _standing(request: HttpRequest) -> PageStanding | None:
    """Return what the page would be, or None where that cannot be said before it is made."""
    if (
        not settings.PAGE_TAGS
        or settings.DEBUG
        or request.method not in {"GET", "HEAD"}
        or request.GET.get("export")
        or request.path_info.startswith((reverse("admin:index"), *map(address_of, HEALTH)))
    ):
        return None
    try:
        chosen = _chosen(request)
        view = _view(request)
        if chosen is None or (chosen and getattr(view, "follows_visitors", False)):
            return None
        state = NO_CONTENT if getattr(view, "holds_no_content", False) else look()
    except Error:
        # The page itself finds out, and says it in words.
        return None
    return PageStanding(_tag(request, state, chosen), state, not chosen)


def _chosen(request: HttpRequest) -> str | None:
    """Return what the session of a visitor holds, as a text; None for whoever has signed in."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    session = dict(request.session.items())
    if SESSION_KEY in session:
        return None
    return repr(sorted(session.items())) if session else ""


def _view(request: HttpRequest) -> Any:
    """Return the class of the view that will answer, or the view itself; None if none will."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return None
    return getattr(view, "view_class", view)


def _tag(request: HttpRequest, state: ContentState, chosen: str) -> str:
    parts = (
        request.build_absolute_uri(),
        *(request.headers.get(name, "") for name in OF_SCRIPTS),
        get_language() or "",
        f"{state.lineage} {state.version} {state.token}",
        timezone.localdate().isoformat(),
        release(),
        chosen,
    )
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f'W/"{digest[:32]}"'


def _unchanged(request: HttpRequest, standing: PageStanding) -> HttpResponseBase | None:
    """Answer that nothing has changed to who has this very page; “*” is anybody's guess."""
    if request.headers.get("If-None-Match", "*").strip() == "*":
        return None
    answer: HttpResponseBase | None = get_conditional_response(request, etag=standing.tag)
    if answer is None or answer.status_code != 304:
        return None
    _name(answer, standing)
    request.session.accessed = True
    return answer


def _kept(request: HttpRequest, standing: PageStanding) -> HttpResponseBase | None:
    if not (standing.is_everybodys and settings.PAGE_MEMORY):
        return None
    kept = pages_kept.find(standing.tag)
    if kept is None:
        return None
    answer = HttpResponse(headers=dict(kept.headers))
    if reads_compressed(request):
        send_compressed(answer, kept.body)
    else:
        answer.content = gzip.decompress(kept.body)
    if kept.asked_session:
        request.session.accessed = True
    return answer


def _is_settled(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether the answer is what everybody with this tag would get, until the tag changes."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("ETag")
        and not request.session.modified
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not {"no-store", "no-cache", "max-age=0"} & _said(response)
        and getattr(request, "session_is_known", True)
    )


def _said(response: HttpResponseBase) -> set[str]:
    return {part.strip() for part in response.get("Cache-Control", "").lower().split(",")}


def _name(response: HttpResponseBase, standing: PageStanding) -> None:
    """Say what the page is, and that a copy of it has to be asked after."""
    response["ETag"] = standing.tag
    patch_cache_control(response, no_cache=True)
    patch_vary_headers(response, OF_SCRIPTS)


def _keep(request: HttpRequest, response: Any, standing: PageStanding) -> None:
    """Keep a page, and send it as it is kept to who can read that."""
    if request.method != "GET" or standing.state == NO_CONTENT or not is_text(response):
        return
    if settings.COMPRESS_PAGES:
        patch_vary_headers(response, ["Accept-Encoding"])
    headers = tuple(response.headers.items())
    body = compressed(response.content)
    pages_kept.keep(standing.tag, KeptPage(body, headers, request.session.accessed), standing.state)
    if reads_compressed(request):
        send_compressed(response, body)
