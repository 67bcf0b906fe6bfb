"""Somebody at the editor, in a browser."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

PASSWORD = "correct-horse-battery"


def sign_in(page: Page, live_server: Any, user: Any) -> None:
    """Let a browser be signed in, as if the form had been filled in."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
