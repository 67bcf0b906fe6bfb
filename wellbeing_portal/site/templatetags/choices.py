"""What pages show of the visitor's own lists. Reading them sets no cookie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.db import Error
from django.http import HttpRequest

from wellbeing_portal.core.database.failure import passes
from wellbeing_portal.site.shortlist import kept as shortlist
from wellbeing_portal.site.shortlist.compare_choices import KINDS, ComparisonSoFar, records_chosen
from wellbeing_portal.site.shortlist.kept import Shortlist

register = template.Library()

MOST = 4


@dataclass(frozen=True)
class Button:
    """How a button that adds or removes a record stands: what it does, and whether it can."""

    is_on: bool
    is_full: bool


@register.simple_tag(takes_context=True)
def compare_button(context: Any, kind: str, record: Any) -> Button | None:
    """Return how the button stands that chooses ``record`` for comparison."""
    request = _request(context)
    if request is None:
        return None
    chosen = _chosen(request, kind)
    return Button(record in chosen, len(chosen) >= MOST)


@register.simple_tag(takes_context=True)
def shortlist_button(context: Any, kind: str, record: Any) -> Button | None:
    """Return how the button stands that puts ``record`` on the shortlist."""
    request = _request(context)
    if request is None:
        return None
    listed = _shortlist(request)
    return Button(f"{kind}{record.pk}" in listed.keys, listed.is_full)


@register.simple_tag(takes_context=True)
def chosen_to_compare(context: Any) -> list[ComparisonSoFar]:
    """Return what is chosen so far, of each kind of which anything is."""
    request = _request(context)
    if request is None:
        return []
    choices = [ComparisonSoFar(kind, _chosen(request, kind)) for kind in KINDS]
    return [choice for choice in choices if choice.records]


@register.simple_tag(takes_context=True)
def shortlist_count(context: Any) -> int:
    """Return how many records are on the visitor's shortlist."""
    request = _request(context)
    return len(_shortlist(request).entries) if request else 0


def _request(context: Any) -> HttpRequest | None:
    """Return the request, also inside ``{% include … only %}``; error pages have none.

    Nor is there any for a page that can be read while the visitor's session cannot.
    """
    request: Any = getattr(context, "request", None) or context.get("request")
    return request if hasattr(request, "session") and _is_known(request) else None


def _is_known(request: Any) -> bool:
    """Tell whether the session can be read; it is tried once a page."""
    if not hasattr(request, "session_is_known"):
        try:
            request.session.get(shortlist.KEY)
        except Error as error:
            if not passes(request, error):
                raise
            request.session_is_known = False
        else:
            request.session_is_known = True
    known: bool = request.session_is_known
    return known


def _chosen(request: HttpRequest, kind: str) -> tuple[Any, ...]:
    """Read what is chosen of a kind once for a page: its buttons all ask for it."""
    known: dict[str, tuple[Any, ...]] = request.__dict__.setdefault("chosen_to_compare", {})
    if kind not in known:
        known[kind] = records_chosen(request.session, kind)
    return known[kind]


def _shortlist(request: HttpRequest) -> Shortlist:
    """Read the list once for a page: its buttons all ask for it."""
    if not hasattr(request, "shortlist"):
        request.shortlist = shortlist.kept(request.session)  # type: ignore[attr-defined]
    listed: Shortlist = request.shortlist  # type: ignore[attr-defined]
    return listed
