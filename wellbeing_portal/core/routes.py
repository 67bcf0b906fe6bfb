"""The addresses of the portal, read from its URL patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

NOT_PUBLIC = {"admin"}
"""Apps whose addresses are nobody's business here."""


@dataclass(frozen=True)
class Route:
    """One kind of public address: ``case-studies/<slug:slug>/``.

    ``any_case`` finds it also where letters of ASCII are capitals; other letters are not touched,
    for some have no small letter of the same length.
    """

    text: str
    any_case: re.Pattern[str]
    converters: Mapping[str, Any]

    @property
    def segments(self) -> list[str]:
        """Its parts between slashes, as the pattern writes them."""
        return self.text.split("/")


def routes(urlconf: Any = None) -> tuple[Route, ...]:
    """Return every public route, in the order in which they are tried."""
    return _routes(get_resolver(urlconf))


@lru_cache(maxsize=8)
def _routes(resolver: URLResolver) -> tuple[Route, ...]:
    return tuple(_walk(resolver.url_patterns, "", "", {}))


def _walk(
    patterns: Iterable[URLPattern | URLResolver],
    text: str,
    regex: str,
    converters: Mapping[str, Any],
) -> Iterator[Route]:
    for one in patterns:
        pattern = one.pattern
        if not isinstance(pattern, RoutePattern) or getattr(one, "app_name", None) in NOT_PUBLIC:
            continue
        whole = text + str(pattern)
        together = regex + pattern.regex.pattern.removeprefix("^")
        known = {**converters, **pattern.converters}
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, whole, together, known)
        else:
            yield Route(whole, re.compile(together, re.IGNORECASE | re.ASCII), known)
