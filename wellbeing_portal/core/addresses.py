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


def address_of(route: str, *slugs: str) -> str:
    """Return the address of a page: of a list, of the record ``slugs`` names, or of a part of it.

    Raises:
        NoReverseMatch: when there is no such page.
    """
    first, *others = _around(route, len(slugs), settings.ROOT_URLCONF, get_script_prefix())
    for slug in slugs:
        if not _SLUG.fullmatch(slug):
            raise NoReverseMatch(f"No page of “{route}” has the slug “{slug}”.")
    return first + "".join(f"{slug}{after}" for slug, after in zip(slugs, others, strict=True))


@lru_cache
def _around(route: str, slugs: int, _urlconf: str, _prefix: str) -> list[str]:
    """Return what stands before, between and after the slugs."""
    return reverse(route, args=[_ANY] * slugs).split(_ANY)
