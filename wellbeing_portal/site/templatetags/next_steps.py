"""Where to go from a page that has nothing to show."""

from __future__ import annotations

from typing import Any

from django import template

from strategies.council_names.book import NameBook, NamedCouncil
from wellbeing_portal.search import current

register = template.Library()


@register.simple_tag(takes_context=True)
def councils_asked_for(context: Any) -> list[NamedCouncil]:
    """Return the councils that the address asks for: those like them may have what they lack."""
    request = context.get("request")
    slugs = request.GET.getlist("council") if request else []
    if not slugs:
        return []
    book = NameBook.of(current().memory)
    return [one for one in book.councils.values() if one.slug in slugs]
