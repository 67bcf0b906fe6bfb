"""Follows what a page promises: every number that is a link, to the number it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from unittest import mock

from django.template.response import SimpleTemplateResponse

PROMISE = re.compile(
    r"<td[^>]*data-row=\"(?P<row>[^\"]*)\" data-column=\"(?P<column>[^\"]*)\" "
    r"data-count=\"(?P<count>\d+)\">(?:<a [^>]*href=\"(?P<href>[^\"]*)\")?"
)


def cells_of(html: str) -> list[tuple[str, str, int, str]]:
    """Every cell of a map: its row, its column, its number and its link, or nothing."""
    return [
        (found["row"], found["column"], int(found["count"]), unescape(found["href"] or ""))
        for found in PROMISE.finditer(html)
    ]


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
        with unprinted():
            return _answer(client, address)
    response = client.get(address)
    found = re.search(r'data-total="(\d+)"', response.content.decode())
    assert found, f"{address} gives no total"
    assert int(found[1]) == response.context_data["total"], f"{address} prints another total"
    _read.add(path)
    return int(found[1])


_read: set[str] = set()
"""Pages whose printed total has been compared with the one that they counted."""


def _answer(client: Any, address: str) -> int:
    response = client.get(address)
    assert response.status_code == 200, address
    return int(response.context_data["total"])


@contextmanager
def unprinted() -> Iterator[None]:
    """Answer pages empty; what would be printed on them is in their context."""
    with mock.patch.object(SimpleTemplateResponse, "rendered_content", ""):
        yield
