"""The editor's own pages, as every page names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop


@dataclass(frozen=True)
class Item:
    """A page of the editor; ``is_here`` is the one that is open."""

    url: str
    text: str
    is_here: bool


PAGES = (("curate_home", gettext_noop("My work")), ("curate_trash", gettext_noop("Trash")))


def navigation(request: HttpRequest) -> Iterator[Item]:
    """Yield the editor's pages."""
    for name, text in PAGES:
        url = reverse(name)
        yield Item(url, gettext(text), request.path == url)
