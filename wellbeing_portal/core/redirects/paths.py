"""Where an address that is not found leads: to the same in lower case, to a record's new slug."""

from __future__ import annotations

import re
import string
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix
from django.urls.converters import IntConverter, UUIDConverter

from wellbeing_portal.core.routes import Route, routes
from wellbeing_portal.core.slugs import kind_at

CASELESS = (IntConverter, UUIDConverter)
"""Parts of addresses that mean the same in capitals. Any other may be a token that does not."""

_TO_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def leads_to(path: str, urlconf: Any = None) -> str | None:
    """Return the path that stands for one that was not found, or None.

    All that differs is set right at once: capitals, former slugs, a missing slash at the end.
    """
    prefix = get_script_prefix()
    if not path.startswith(prefix):
        return None
    asked = path.removeprefix(prefix)
    slashed = f"{asked}/" if settings.APPEND_SLASH and not asked.endswith("/") else asked
    for text in dict.fromkeys([asked, slashed]):
        for route in routes(urlconf):
            match = route.any_case.match(text)
            if match:
                present = _present(route, match)
                # A missing slash alone is set right by Django.
                return prefix + present if present not in {None, asked, slashed} else None
    return None


def _present(route: Route, match: re.Match[str]) -> str | None:
    """Return what a path that fits a route is now; None where it names nothing public."""
    text, whole, end = match.string, "", 0
    for name, converter in sorted(route.converters.items(), key=lambda one: match.span(one[0])):
        start, stop = match.span(name)
        before = text[end:start].translate(_TO_LOWER)
        value: str | None = match[name]
        kind = kind_at((whole + before).rstrip("/").rpartition("/")[2])
        if kind is not None and before.endswith("/"):
            value = _slug_now(kind, match[name])
        elif isinstance(converter, CASELESS):
            value = match[name].translate(_TO_LOWER)
        if value is None:
            return None
        whole, end = whole + before + value, stop
    return whole + text[end:].translate(_TO_LOWER)


def _slug_now(kind: Any, slug: str) -> str | None:
    record = kind._default_manager.with_page().only("slug").called([slug]).get(slug)
    return record.slug if record else None
