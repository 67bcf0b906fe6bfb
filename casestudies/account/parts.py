"""How much of each part of an account its page shows: no account makes its page too heavy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wellbeing_portal.core.lists.paging import nearest_page

ROOM = 74_000
"""Bytes of HTML that the parts of an account may take together; what stands around takes 20,000."""
OPENED = 50_000
"""How many of them a part has that was asked for, in which it begins or goes on."""
PROSE = "prose"


@dataclass(frozen=True)
class AccountPiece:
    """A row of a part, or a paragraph: under what name its template asks for it, and its weight."""

    name: str
    value: Any
    weight: int


@dataclass(frozen=True)
class Shown:
    """Those pieces of a part that a page shows, of all or of one page of it."""

    rows: Mapping[str, Sequence[Any]]
    page: int = 1
    pages: int = 1
    is_asked: bool = False
    """Whether the address asks for this part, so that what is left stands on its next page."""

    @property
    def prose(self) -> str:
        """The paragraphs that are shown, as one text."""
        return "\n\n".join(self.rows.get(PROSE, ()))

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the part is left out."""
        return self.pages == 1

    @property
    def before(self) -> int:
        """The number of the page before, or 0."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The number of the page that follows, or 0."""
        return self.page + 1 if self.page < self.pages else 0


NOTHING = Shown({})


def shares(weights: Mapping[str, int], room: int) -> dict[str, int]:
    """Share out room: small parts have what they need, large ones the same of what is left."""
    found: dict[str, int] = {}
    for number, key in enumerate(sorted(weights, key=lambda one: weights[one])):
        found[key] = min(weights[key], room // (len(weights) - number))
        room -= found[key]
    return found


def shown_of(
    parts: Mapping[str, Sequence[AccountPiece]], asked: str, page: str
) -> dict[str, Shown]:
    """Return what a page shows of each part, one of which the address may ask for."""
    weights = {key: sum(one.weight for one in pieces) for key, pieces in parts.items()}
    given = min(weights.pop(asked, 0), OPENED)
    room = shares(weights, ROOM - given) | {asked: given}
    found = {}
    for key, pieces in parts.items():
        pages = list(_pages(pieces, room[key])) or [[]]
        number = nearest_page(page, len(pages)) if key == asked else 1
        found[key] = Shown(_by_name(pages[number - 1]), number, len(pages), key == asked)
    return found


def place_of(parts: Mapping[str, Sequence[AccountPiece]], row: Any) -> tuple[str, str]:
    """Return which part a row stands in, and on which page of it; nothing if it is in none."""
    for key, pieces in parts.items():
        weight = sum(one.weight for one in pieces)
        for number, page in enumerate(_pages(pieces, min(weight, OPENED)), start=1):
            if any(one.value is row for one in page):
                return key, str(number)
    return "", ""


def _pages(pieces: Sequence[AccountPiece], room: int) -> Iterator[list[AccountPiece]]:
    """Yield pieces in order, as many at once as have room; one that is larger stands alone."""
    page: list[AccountPiece] = []
    left = room
    for one in pieces:
        if page and one.weight > left:
            yield page
            page, left = [], room
        page.append(one)
        left -= one.weight
    if page:
        yield page


def _by_name(pieces: Sequence[AccountPiece]) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for one in pieces:
        found[one.name].append(one.value)
    return dict(found)
