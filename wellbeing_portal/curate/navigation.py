"""The editor's own pages, as every page names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from wellbeing_portal.core.roles import Verb, may


@dataclass(frozen=True)
class NavigationItem:
    """A page of the editor; ``is_here`` is the one that is open."""

    url: str
    text: str
    is_here: bool


PAGES = (
    ("curate_home", gettext_noop("My work"), Verb.SEE),
    ("curate_health", gettext_noop("Health"), Verb.LOOK_AFTER),
    ("curate_vocabulary", gettext_noop("Vocabulary"), Verb.VOCABULARY),
    ("curate_trash", gettext_noop("Trash"), Verb.SEE),
    ("curate_imports", gettext_noop("Imports"), Verb.IMPORT),
    ("curate_exports", gettext_noop("Exports"), Verb.EXPORT),
    ("curate_accounts", gettext_noop("Accounts"), Verb.ACCOUNTS),
    ("curate_help", gettext_noop("Help"), Verb.SEE),
)
"""Each with what one has to be allowed to find it there."""


def navigation(request: HttpRequest) -> Iterator[NavigationItem]:
    """Yield the editor's pages."""
    user: Any = request.user
    for name, text, verb in PAGES:
        if not may(user, verb):
            continue
        url = reverse(name)
        yield NavigationItem(url, gettext(text), request.path == url)
