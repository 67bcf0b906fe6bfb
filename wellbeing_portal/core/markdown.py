"""Turns curators' Markdown into safe HTML."""

from __future__ import annotations

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")
_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "blockquote", "code", "br", "hr"}
_TAGS |= {"h2", "h3", "h4", "pre"}


@lru_cache(maxsize=1024)
def render_markdown(text: str) -> SafeString:
    """Return ``text`` as HTML: raw HTML is shown as text, and only plain formatting is kept.

    Links may go to web and mail addresses; scripts, styles, images and frames never pass.
    """
    html = nh3.clean(
        _MARKDOWN.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(html)  # noqa: S308 (cleaned above; tests try to get scripts through)
