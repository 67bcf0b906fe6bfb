"""What a record may be called in addresses, and what it may not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.validators import RegexValidator
from django.db.models import Model
from django.urls import NoReverseMatch, URLResolver, get_resolver, get_script_prefix

from .routes import Route, routes

PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST = 100

plain_slug = RegexValidator(
    PATTERN.replace("$", r"\Z"),
    "Write lower case letters and digits, with single hyphens between words: mental-health.",
    "slug",
)

RESERVED = frozenset(
    "add admin all api briefing change choose compare coverage curate delete downloads draft "
    "drafts edit export feed feeds history index json latest like list map new others "
    "page preview publish rss search shortlist sitemap suggestions test versions".split()
) | frozenset(settings.RESERVED_SLUGS)
"""Words kept for pages that stand, or may come to stand, beside the pages of records."""

_STAND_IN = "stand-in"


def reserved_words(model: type[Model]) -> frozenset[str]:
    """Return the slugs that no record of ``model`` may have: addresses beside its pages."""
    return RESERVED | _words_beside(model, get_resolver())


def place_of(model: type[Model]) -> str | None:
    """Return where the pages of a kind stand, such as ``case-studies/``; None without pages."""
    return _place(model, get_resolver())


def kind_at(segment: str) -> type[Model] | None:
    """Return the kind whose slugs stand behind a segment of an address, if any does."""
    return _kinds(get_resolver()).get(segment)


def beside(place: str) -> list[tuple[str, Route]]:
    """Return what may stand where a slug stands, as patterns write it, each with its route.

    What a kind's own pages have there, the slug, is left out.
    """
    before = place.rstrip("/").split("/")
    own = _own_segment(place)
    return [
        (route.segments[len(before)], route)
        for route in routes()
        if route.segments[: len(before)] == before
        and len(route.segments) > len(before)
        and route.segments[len(before)] not in {"", own}
    ]


def _own_segment(place: str) -> str:
    """Return how the pattern of a kind's page writes the slug: ``<slug:slug>``."""
    found = (r.text.removeprefix(place) for r in routes() if r.text.startswith(f"{place}<"))
    return next((rest.rstrip("/") for rest in found if re.fullmatch(r"<slug:\w+>/", rest)), "")


@lru_cache(maxsize=64)
def _words_beside(model: type[Model], _resolver: URLResolver) -> frozenset[str]:
    place = place_of(model)
    if place is None:
        return frozenset()
    return frozenset(segment for segment, _ in beside(place) if "<" not in segment)


@lru_cache(maxsize=64)
def _place(model: type[Model], _resolver: URLResolver) -> str | None:
    address: Any = getattr(model(slug=_STAND_IN), "get_absolute_url", str)
    try:
        path = urlsplit(address()).path.removeprefix(get_script_prefix())
    except NoReverseMatch:
        return None
    place, slug, rest = path.partition(f"{_STAND_IN}/")
    return place if slug and not rest else None


@lru_cache(maxsize=8)
def _kinds(_resolver: URLResolver) -> dict[str, type[Model]]:
    from .models import Addressed

    places = ((place_of(one), one) for one in apps.get_models() if issubclass(one, Addressed))
    return {place.rstrip("/").split("/")[-1]: model for place, model in places if place}
