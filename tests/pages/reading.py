"""Reads pages as tests want to see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

from casestudies.models import Approach, Enabler, Outcome
from strategies.models import Theme
from tests.universe import Universe

SECTIONS = [
    "What changed",
    "What was aimed at",
    "What was done",
    "Programmes",
    "Who took part",
    "What helped",
    "How it was done",
    "Will it last?",
    "In the pandemic",
    "The need",
    "Source and our reading",
]
"""Parts of the account of a case study that has them all, in their order."""

LISTS = ["/case-studies/", "/strategies/", "/councils/", "/frameworks/", "/sources/"]
MAPS = [
    *("/evidence-map/", "/pathways/", "/approaches/", "/enablers/", "/outcomes/", "/priorities/"),
    *("/frameworks/coverage/", "/findings/", "/about/agreement/"),
]
STATIC_PAGES = ["/about/", "/contact/", "/accessibility/", "/privacy/", "/cookies/"]


def every_public_address(universe: Universe) -> Iterator[str]:
    """Every address that a visitor or a search engine may come to."""
    yield from ["/", *LISTS, *MAPS, *STATIC_PAGES, "/sitemap.xml", "/robots.txt"]
    for model in (Approach, Enabler, Outcome, Theme):
        yield from (concept.get_absolute_url() for concept in model.objects.public())
    yield from (record.get_absolute_url() for record in universe.published)


def in_order(text: str, *parts: str) -> bool:
    """Assert that ``parts`` stand in ``text`` one after the other."""
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"“{part}” is not there, or comes too early"
        at = found + len(part)
    return True


class Page(HTMLParser):
    """A page as a test reads it: headings, links, results and visible text."""

    SILENT = {"script", "style", "head"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.headings: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.results: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._text: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        self._open.append(tag)
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append((tag, ""))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if "data-result" in values:
            self.results.append(str(values["data-result"]))
        if "id" in values:
            self.ids.append(str(values["id"]))
        if tag == "br":
            self._text.append(" ")
        if tag in {"meta", "link", "input", "br", "hr", "img"}:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        self._text.append(" " if tag not in {"span", "a", "strong", "em"} else "")

    def handle_data(self, data: str) -> None:
        if not self.SILENT & set(self._open):
            self._text.append(data)
        if self.headings and self.headings[-1][0] in self._open:
            level, text = self.headings[-1]
            self.headings[-1] = level, " ".join((text + data).split())

    @property
    def text(self) -> str:
        return " ".join("".join(self._text).split())

    @property
    def title(self) -> str:
        found = re.search(r"<title>(.*?)</title>", self.html, re.DOTALL)
        return " ".join(unescape(found[1]).split()) if found else ""

    @property
    def sections(self) -> list[str]:
        """The second-level headings, without that of the contents."""
        return [text for level, text in self.headings if level == "h2" and text != "On this page"]

    @property
    def total(self) -> int:
        found = re.search(r'data-total="(\d+)"', self.html)
        assert found, "the page gives no total"
        return int(found[1])


def not_found(client: Any, address: str) -> str:
    """What the page of an address that leads to nothing says, apart from the words in it."""
    response = client.get(address)
    assert response.status_code == 404, address
    typed = address.rstrip("/").rpartition("/")[2].replace("-", " ")
    text: str = response.content.decode()
    return text.replace(f"“{typed}”", "“…”").replace(f"q={quote(typed)}", "q=…")
