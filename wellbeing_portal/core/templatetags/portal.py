"""Template tags and filters that every page may use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from wellbeing_portal.core import words
from wellbeing_portal.core.contact import tell_us
from wellbeing_portal.core.markdown import render_markdown
from wellbeing_portal.search.snippets import sentences

register = template.Library()

WORDS = re.compile(r"[a-z]{2,}(?:-[a-z0-9]+){0,8}", re.IGNORECASE)
"""The last part of an address that somebody may have meant something by."""

for grammar in (
    words.counted,
    words.in_sentence,
    words.noun_for,
    words.plural,
    words.separator,
    words.spelt,
    words.verb_for,
    words.with_article,
):
    register.filter(grammar.__name__, grammar)


@register.filter
def one_line(html: str) -> SafeString:
    """Show what a template wrote over several lines on one, such as the title of a page."""
    return mark_safe(" ".join(html.split()))  # noqa: S308 - a block has escaped what it shows


@register.filter
def markdown(text: str) -> SafeString:
    """Show a curator's Markdown as safe HTML."""
    return render_markdown(text)


BRIEF = 110
"""Letters after which a list has said enough of a record: it ends with the sentence."""


@register.filter
def in_brief(text: str) -> str:
    """Return as many whole sentences, from the first on, as a list has room for."""
    said = ""
    for sentence in sentences(text):
        said = f"{said} {sentence}".strip()
        if len(said) >= BRIEF:
            break
    return said


@register.filter
def listed(records: Iterable[Any], field: str) -> str:
    """Return a field of each record as words: ``leads|listed:"name"`` gives “A, B and C”."""
    return words.joined(str(getattr(record, field)) for record in records)


@register.simple_tag(takes_context=True)
def active(context: dict[str, Any], prefix: str) -> bool:
    """Tell whether the page shown stands under ``prefix``, for the navigation."""
    request = context.get("request")
    return bool(request and request.path.startswith(prefix))


@register.filter
def first_part(path: str) -> str:
    """Return what all addresses of a part of the portal begin with: “/compare/”."""
    return f"/{path.split('/')[1]}/"


@register.simple_tag(takes_context=True)
def subject_of_address(context: dict[str, Any]) -> str:
    """Return the words that the last part of an address is made of: “fuel poverty”, if any."""
    request = context.get("request")
    last = request.path.strip("/").rpartition("/")[2] if request else ""
    return last.replace("-", " ") if WORDS.fullmatch(last) else ""


@register.simple_tag(takes_context=True)
def address_to_write_to(context: dict[str, Any]) -> str:
    """Return the link that tells whoever runs the portal about this page, if there is one."""
    return tell_us(context.get("request"))
