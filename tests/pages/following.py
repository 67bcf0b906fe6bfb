"""Follows what a page promises: every number that is a link, to the number it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Any
from unittest import mock

from django.template.response import SimpleTemplateResponse

from wellbeing_portal.core.lists import faceted_list
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.search import current

PROMISE = re.compile(
    r"<td[^>]*data-row=\"(?P<row>[^\"]*)\" data-column=\"(?P<column>[^\"]*)\" "
    r"data-count=\"(?P<count>\d+)\">\s*(?:<a [^>]*href=\"(?P<href>[^\"]*)\")?"
)


def cells_of(html: str) -> list[tuple[str, str, int, str]]:
    """Every cell of a map: its row, its column, its number and its link, or nothing."""
    return [
        (found["row"], found["column"], int(found["count"]), unescape(found["href"] or ""))
        for found in PROMISE.finditer(html)
    ]


CELL = re.compile(r"<td\s([^>]*data-changed[^>]*)>\s*(?:<(?P<tag>a|span)\s([^>]*)>)?", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True)
class MapCell:
    """A cell of the evidence map as a page has it: its numbers, its link, its name, its look."""

    row: str
    column: str
    changed: int
    aimed: int
    done: int
    count: int
    research: str
    link: str
    name: str
    look: str

    @property
    def drawn(self) -> int:
        """The number that is drawn."""
        return self.changed or self.aimed or self.done


def map_cells(html: str) -> list[MapCell]:
    """Every cell of the evidence map on a page."""
    found = []
    for cell in CELL.finditer(html):
        data = dict(ATTRIBUTE.findall(cell[1]))
        within = {name: unescape(value) for name, value in ATTRIBUTE.findall(cell[3] or "")}
        changed, aimed, done = (
            int(data.get(f"data-{name}", 0)) for name in ("changed", "aimed", "done")
        )
        found.append(
            MapCell(
                data["data-row"],
                data["data-column"],
                changed,
                aimed,
                done,
                int(data["data-count"]),
                unescape(data.get("data-research", "")),
                within.get("href", ""),
                within.get("aria-label", ""),
                within.get("class", ""),
            )
        )
    return found


def links_with(html: str, attribute: str) -> list[tuple[str, int]]:
    """Every link that promises a number in an attribute such as ``data-studies``."""
    found = []
    for tag in re.findall(r"<a [^>]*>", html):
        number = re.search(rf'{attribute}="(\d+)"', tag)
        if number:
            href = re.search(r'href="([^"]*)"', tag)
            assert href, f"no link: {tag}"
            found.append((unescape(href[1]), int(number[1])))
    return found


def total_of(client: Any, address: str, base: str = "") -> int:
    """The total of the page at an address, which may be relative to ``base``.

    Where many links lead to one page, it is read as it is printed once; after that its number is
    asked for alone, since printing it takes most of the time.
    """
    if address.startswith("?"):
        address = base + address
    address = address.partition("#")[0]
    path = address.partition("?")[0]
    if path in _read:
        return number_of(client, address)
    response = client.get(address)
    found = re.search(r'data-total="(\d+)"', response.content.decode())
    assert found, f"{address} gives no total"
    assert int(found[1]) == response.context_data["total"], f"{address} prints another total"
    _read.add(path)
    return int(found[1])


_read: set[str] = set()
"""Pages whose printed total has been compared with the one that they counted."""


def number_of(client: Any, address: str) -> int:
    """How many the page at an address finds; a list fetches and counts nothing else for it."""
    with unprinted(), found_alone():
        response = client.get(address)
    assert response.status_code == 200, address
    return int(response.context_data["total"])


@contextmanager
def found_alone() -> Iterator[None]:
    """Let lists find what they are asked for, and neither fetch their rows nor count facets."""

    def told(page: FacetedListView, **_kwargs: Any) -> dict[str, Any]:
        reader = current()
        results = page.find(reader, page.bind(page.request.GET, reader))
        return {"results": results, "total": results.total}

    with ExitStack() as patched:
        patched.enter_context(mock.patch.object(faceted_list, "facet_names", return_value={}))
        for page in _lists(FacetedListView):
            if "get_context_data" in vars(page):
                patched.enter_context(mock.patch.object(page, "get_context_data", told))
        yield


def _lists(page: type[FacetedListView]) -> Iterator[type[FacetedListView]]:
    yield page
    for below in page.__subclasses__():
        yield from _lists(below)


@contextmanager
def unprinted() -> Iterator[None]:
    """Answer pages empty; what would be printed on them is in their context."""
    with mock.patch.object(SimpleTemplateResponse, "rendered_content", ""):
        yield
