"""Walks the portal from link to link, as a stranger's program does, and reads all of it."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, quote_plus, unquote_plus, urljoin, urlsplit

from tests.pages.test_unused import words_of

HERE = "http://testserver"
LINKS = re.compile(r"""(?:href|src|action|data-url|hx-get)=["']([^"']+)["']|<loc>([^<]+)</loc>""")
JSON_LINKS = re.compile(r'"(?:url|href|address|page)":\s*"([^"]+)"')
OUTSIDE = ("/static/", "/admin/", "/health")
SHORT = 6
"""Letters of a part of an address that may stand in any text."""
MOST, MOST_OF_ONE_PAGE = 500, 4
"""Addresses that are opened, and those of one page: with other filters it says no other kind of
thing."""


def everything(answer: Any) -> str:
    """All that an answer says: its body, its headers, and where it led to."""
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    way = " ".join(address for address, _status in getattr(answer, "redirect_chain", ()))
    return f"{words_of(answer)} {headers} {unquote_plus(way)}".lower()


def without_echo(text: str, asked: str) -> str:
    """Leave out what a page only repeats of its own address."""
    path, _, query = asked.partition("?")
    values = [part.partition("=")[2] for part in query.split("&") if part]
    parts = [part for value in values for part in re.split(r"[,.]", unquote_plus(value))]
    words = [part.replace("-", " ") for part in path.split("/") if part]
    ways = {path, query, *values, *map(unquote_plus, values), *words, " ".join(words)}
    ways |= {part for part in parts if len(part) > SHORT}
    ways |= {made(one) for one in ways for made in (quote, quote_plus, escape)}
    for way in sorted(filter(None, ways), key=len, reverse=True):
        text = text.replace(way.lower(), "…")
    return text


def crawled(
    client: Any, starts: Iterable[str] = ("/",), asked: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[str, str]]:
    """Yield every address that links lead to, with all that it answers.

    What an address answers that was ``asked`` before is known, and not yielded again.
    """
    waiting, known = deque(starts), set(starts)
    opened: Counter[str] = Counter()
    while waiting and opened.total() < MOST:
        address = waiting.popleft()
        path = address.partition("?")[0]
        if opened[path] >= MOST_OF_ONE_PAGE:
            continue
        opened[path] += 1
        text = asked.get(address) or everything(client.get(address, follow=True))
        if address not in asked:
            yield address, text
        for found in links_in(text, address):
            if found not in known:
                known.add(found)
                waiting.append(found)


def links_in(text: str, address: str) -> Iterator[str]:
    found = [one or other for one, other in LINKS.findall(text)]
    for link in (*found, *JSON_LINKS.findall(text)):
        parts = urlsplit(urljoin(f"{HERE}{address}", unescape(link)))
        if f"{parts.scheme}://{parts.netloc}" == HERE and not parts.path.startswith(OUTSIDE):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path
