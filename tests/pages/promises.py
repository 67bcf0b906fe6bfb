"""What the options of facets promise, and what following them gives.

Choosing an option alone in its facet, beside whatever is chosen in the others, has to give as many
records as stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test import Client

Pairs = tuple[tuple[str, str], ...]
"""Parameters of an address; one may repeat."""

OPTION = re.compile(r'<li[^>]* data-facet="([^"]*)" data-value="([^"]*)" data-count="(\d+)"[^>]*>')


@dataclass(frozen=True)
class Promise:
    """An option of a facet, and the number beside it, on the list at ``path`` with ``chosen``."""

    path: str
    chosen: Pairs
    facet: str
    value: str
    count: int

    @property
    def kept(self) -> Pairs:
        """The parameters that choosing it leads to."""
        others = ((name, value) for name, value in self.chosen if name != self.facet)
        return *others, (self.facet, self.value)

    @property
    def address(self) -> str:
        """The address that choosing it leads to."""
        return f"{self.path}?{urlencode(self.kept)}"

    def broken(self, given: int) -> str:
        """Say that following it gave another number."""
        stands = f"{self.path}?{urlencode(self.chosen)}"
        return f"{stands} promises {self.count}, {self.address} gives {given}"


@dataclass(frozen=True)
class Shown:
    """A list as it was shown: its promises, of these the printed ones, its total and results."""

    promises: Sequence[Promise]
    printed: set[tuple[str, str, int]]
    total: int
    results: Sequence[str]
    pages: int

    def of(self, facet: str) -> list[Promise]:
        """Return the promises of one facet."""
        return [one for one in self.promises if one.facet == facet]


def show(client: Client, path: str, chosen: Pairs = (), page: int = 1) -> Shown:
    """Ask for a list; options that a long facet does not print are promises too."""
    query = [*chosen, ("page", str(page))] if page > 1 else chosen
    response: Any = client.get(f"{path}?{urlencode(query)}")
    assert response.status_code == 200, f"{path}?{urlencode(query)}: {response.status_code}"
    html = response.content.decode()
    total = re.search(r'data-total="(\d+)"', html)
    assert total, f"{path}?{urlencode(query)} gives no total"
    said = response.context_data
    return Shown(
        [
            Promise(path, chosen, facet.name, option.value, option.count)
            for facet in said["facets"]
            for option in _all(facet.options)
        ],
        {(facet, value, int(count)) for facet, value, count in OPTION.findall(html)},
        int(total[1]),
        re.findall(r'data-result="([^"]*)"', html),
        said["page_obj"].paginator.num_pages,
    )


def listed(client: Client, path: str, chosen: Pairs = ()) -> list[str]:
    """Return what a list shows on all its pages."""
    first = show(client, path, chosen)
    rest = (show(client, path, chosen, page).results for page in range(2, first.pages + 1))
    return [*first.results, *(slug for results in rest for slug in results)]


def _all(options: Sequence[Any]) -> Iterator[Any]:
    for option in options:
        yield option
        yield from _all(option.narrower)
