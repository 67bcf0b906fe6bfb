"""Cites sources in a briefing: a number where something is said, and the list at the end."""

from __future__ import annotations

from strategies.models import Source
from wellbeing_portal.core.document import Document, Inline, Link, Quiet, ReferenceMark
from wellbeing_portal.takeaway.strategies import UNPUBLISHED_SOURCE


def cited(document: Document, source: Source, locator: str) -> list[Inline]:
    """Return the mark of a source and the place in it: ``[1] Case study 5, The approach``."""
    if source.is_published:
        text: list[Inline] = [source.citation]
        if source.url:
            text += [" ", Link(source.url, source.url)]
        text += [" ", Link("What rests on it", document.site + source.get_absolute_url()), "."]
        number = document.cite(str(source.pk), text)
    else:
        number = document.cite("unpublished", f"{UNPUBLISHED_SOURCE}.")
    marks: list[Inline] = [" ", ReferenceMark(number)]
    return [*marks, Quiet(f" {locator}")] if locator else marks
