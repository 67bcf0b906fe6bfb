"""Sessions of visitors: small, few at a time, and never in the way of a page."""

from __future__ import annotations

import threading

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from wellbeing_portal.core.database.failure import LOCKED, meaning, refusal_of

from .again import fields_of
from .cleaning import clean_after
from .refusal import Refusal, refused

READING = {"GET", "HEAD", "OPTIONS", "TRACE"}
LARGEST = 64 * 1024
"""Characters that a session may take in the database."""
AT_A_TIME = 2
"""Changes of visitors that a process saves at a time; the rest of its threads serve readers."""
WAIT = 0.3
"""Seconds that a further one waits for its turn."""
TOO_LARGE = Refusal(
    413,
    "Your list has no room for that",
    ("Your notes are very long together. Shorten one of them, and save this one again.",),
)

_turns = threading.BoundedSemaphore(AT_A_TIME)


class BoundedSessionMiddleware(SessionMiddleware):
    """Saves sessions within bounds, and says in words when one cannot be saved.

    A page that was only read is shown all the same.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save what has changed, and keep what depends on the session out of shared caches."""
        answer = self._answer(request, response)
        if request.session.accessed:
            control = answer.get("Cache-Control", "")
            if "no-store" not in control and "private" not in control:
                patch_cache_control(answer, private=True)
        if request.method not in READING:
            clean_after(answer)
        return answer

    def _answer(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not request.session.modified or response.status_code >= 500:
            return super().process_response(request, response)
        if _is_too_large(request):
            return refused(request, TOO_LARGE, fields=fields_of(request))
        if not _turns.acquire(timeout=WAIT):
            return response if request.method in READING else _later(request)
        try:
            return super().process_response(request, response)
        except (Error, SessionInterrupted) as error:
            cause = _cause(error)
            if meaning(cause) is None or settings.DEBUG:
                raise
            if request.method in READING:
                return response
            return refusal_of(request, cause) or response
        finally:
            _turns.release()


def _cause(error: BaseException) -> BaseException | None:
    """Return what the database said: Django takes any failure to mean that the session is gone."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, Error):
        cause = cause.__context__
    return cause


def _is_too_large(request: HttpRequest) -> bool:
    session = request.session
    # Of those that are signed in the admin keeps what it needs.
    return "_auth_user_id" not in session and len(session.encode(dict(session.items()))) > LARGEST


def _later(request: HttpRequest) -> HttpResponse:
    return refused(request, LOCKED, fields=fields_of(request))
