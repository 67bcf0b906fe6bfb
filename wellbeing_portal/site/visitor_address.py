"""Which address a visitor comes from, for the login throttle."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def visitor_address(request: HttpRequest) -> str:
    """Return the address that the outermost trusted proxy saw, or else the connection's own.

    Each proxy adds the address it was called from at the end of ``X-Forwarded-For``. What
    stands before the part written by trusted proxies is the visitor's own word, and not believed.
    """
    forwarded: list[str] = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies: int = settings.TRUSTED_PROXIES
    if 0 < proxies <= len(forwarded):
        with suppress(ValueError):
            return str(ip_address(forwarded[-proxies].strip()))
    return str(request.META.get("REMOTE_ADDR", ""))
