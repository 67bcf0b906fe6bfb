"""What pages show of the visitor's own lists. Reading them sets no cookie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import template
from django.db import Error
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

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
    given = context.get("given")
    if isinstance(given, Given):
        return given.compare
    request = _request(context)
    if request is None:
        return None
    chosen = _chosen(request, kind)
    return Button(record in chosen, len(chosen) >= MOST)


@register.simple_tag(takes_context=True)
def shortlist_button(context: Any, kind: str, record: Any) -> Button | None:
    """Return how the button stands that puts ``record`` on the shortlist."""
    given = context.get("given")
    if isinstance(given, Given):
        return given.shortlist
    request = _request(context)
    if request is None:
        return None
    listed = _shortlist(request)
    return Button(f"{kind}{record.pk}" in listed.keys, listed.is_full)


@register.simple_tag(takes_context=True)
def on_shortlist(context: Any, record: Any, kind: str) -> bool:
    """Tell whether ``record`` is on the visitor's shortlist."""
    button = shortlist_button(context, kind, record)
    return button is not None and button.is_on


@register.simple_tag(takes_context=True)
def choices(context: Any, record: Any, compare: str = "", shortlist: str = "") -> SafeString:
    """Show what can be done with ``record``, as ``_choose.html`` says.

    A list has forty such buttons, which stand in one of a few ways and differ in three words. So
    each way is rendered once, around words that stand for those of a record.
    """
    given = Given(
        compare_button(context, compare, record) if compare else None,
        shortlist_button(context, shortlist, record) if shortlist else None,
    )
    html = _rendered(compare, shortlist, given, get_language() or "")
    for name, value in (
        ("slug", getattr(record, "slug", "")),
        ("pk", record.pk),
        ("title", record),
    ):
        html = html.replace(_word_for(name), conditional_escape(str(value)))
    return mark_safe(html)  # noqa: S308 - rendered by a template; what is put in is escaped


@dataclass(frozen=True)
class Given:
    """How the buttons of a record stand, where that is known already."""

    compare: Button | None
    shortlist: Button | None


@dataclass(frozen=True)
class AnyRecord:
    """Stands for any record: its words are put in later."""

    slug: str
    pk: str
    title: str

    def __str__(self) -> str:
        return self.title


def _word_for(name: str) -> str:
    """Return a word that no record holds: such signs are taken out of every text."""
    return f"\x02{name}\x03"


@lru_cache(maxsize=64)
def _rendered(compare: str, shortlist: str, given: Given, language: str) -> str:
    """Return the buttons as they stand in a language."""
    record = AnyRecord(*map(_word_for, ("slug", "pk", "title")))
    said = {"record": record, "compare": compare, "shortlist": shortlist, "given": given}
    with override(language):
        return render_to_string("components/_choose.html", said)


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
