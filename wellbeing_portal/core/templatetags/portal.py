"""Template tags and filters that every page may use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.text import get_text_list

from wellbeing_portal.core.markdown import render_markdown

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Show a curator's Markdown as safe HTML."""
    return render_markdown(text)


@register.filter
def counted(number: int, noun: str) -> str:
    """Return ``number`` with its noun: ``3|counted:"case study"`` gives “3 case studies”."""
    return f"{number:,} {noun if number == 1 else _plural(noun)}"


@register.filter
def listed(records: Iterable[Any], field: str) -> str:
    """Return a field of each record as words: ``leads|listed:"name"`` gives “A, B and C”."""
    return get_text_list([str(getattr(record, field)) for record in records], "and")


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


@register.simple_tag(takes_context=True)
def active(context: dict[str, Any], prefix: str) -> bool:
    """Tell whether the page shown stands under ``prefix``, for the navigation."""
    request = context.get("request")
    return bool(request and request.path.startswith(prefix))
