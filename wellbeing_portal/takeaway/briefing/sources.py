"""Cites sources in a briefing: a number where something is said, and the list at the end."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext

from strategies.models import Source
from wellbeing_portal.core.compare.comparison import HIDDEN_SOURCE
from wellbeing_portal.core.document import Inline, Link, Quiet, ReferenceMark, Writable


def cited(document: Writable, source: Source, locator: str) -> list[Inline]:
    """Return the mark of a source and the place in it: ``[1] Case study 5, The approach``.

    Two pages have no room for places: they stand on the portal.
    """
    if source.is_published:
        text: list[Inline] = [source.citation]
        text += _addresses(document, source)
        number = document.cite(str(source.pk), text)
    else:
        number = document.cite("unpublished", f"{gettext(HIDDEN_SOURCE)}.")
    marks: list[Inline] = [" ", ReferenceMark(number)]
    return [*marks, Quiet(f" {locator}")] if locator and not document.is_short else marks


def _addresses(document: Writable, source: Source) -> list[Inline]:
    """Return where a source is, and in a document of several pages what the portal rests on it.

    Two pages have no room for long addresses: there the host leads to the whole.
    """
    found: list[Inline] = []
    if source.url:
        shown = urlsplit(source.url).hostname if document.is_short else source.url
        found += [" ", Link(shown or source.url, source.url)]
    if not document.is_short:
        found += [
            " ",
            Link(gettext("What rests on it"), document.site + source.get_absolute_url()),
            ".",
        ]
    return found
