"""Addresses of pages, by the names of their routes, quickly enough for a list of hundreds.

Django's ``reverse`` builds every address anew from patterns. What it answers for a route and any
slug is the same but for the slug, so it is asked once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse

_ANY = "any-slug-at-all"
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")


def address_of(route: str, slug: str | None = None) -> str:
    """Return the address of a page: of a list, or of the record ``slug``.

    Raises:
        NoReverseMatch: when there is no such page.
    """
    before, after = _around(route, slug is not None, settings.ROOT_URLCONF, get_script_prefix())
    if slug is None:
        return before
    if not _SLUG.fullmatch(slug):
        raise NoReverseMatch(f"No page of “{route}” has the slug “{slug}”.")
    return f"{before}{slug}{after}"


@lru_cache
def _around(route: str, has_slug: bool, _urlconf: str, _prefix: str) -> tuple[str, str]:
    """Return what stands before and after the slug."""
    before, _, after = reverse(route, args=[_ANY] if has_slug else []).partition(_ANY)
    return before, after
