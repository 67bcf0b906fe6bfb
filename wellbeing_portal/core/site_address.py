"""Where readers find the portal, for what is written without a request: mails of commands."""

from __future__ import annotations

from django.conf import settings

LOCAL = "http://localhost:8000"


def site_address() -> str:
    """Return the address of the front page without its last stroke.

    It is the first public name among those that the portal answers to.
    """
    if settings.IS_LOCAL:
        return LOCAL
    names = (name.lstrip(".") for name in settings.ALLOWED_HOSTS)
    public = next((name for name in names if name not in {"", "*", *settings.LOCAL_HOSTS}), "")
    return f"https://{public}" if public else LOCAL
