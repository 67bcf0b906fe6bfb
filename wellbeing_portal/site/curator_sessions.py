"""How long sessions last: a visitor's list for months, a curator's sign-in for weeks."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

CURATOR_SESSION_AGE = 14 * 24 * 60 * 60
"""Seconds that a curator stays signed in, as the page on cookies says."""


def shorten_session(request: HttpRequest | None, **_kwargs: Any) -> None:
    """Let the session of somebody who signs in end sooner than that of a visitor."""
    if request is not None:
        request.session.set_expiry(CURATOR_SESSION_AGE)


def connect() -> None:
    """Watch for people who sign in."""
    user_logged_in.connect(shorten_session, dispatch_uid="shorten_session")
