"""The page of a search, as tests read it."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client


def page(client: Client, typed: str, **parameters: str) -> str:
    """Return the main part of the page for what is typed."""
    html = client.get("/search/", {"q": typed, **parameters}).content.decode()
    return unescape(html[html.index("<main") : html.index("</main>")])


def best(html: str) -> list[str]:
    """Return the addresses of the best matches, the first one first."""
    return re.findall(r'data-best="([^"]+)"', html)
