"""What is taken away: typed columns, rows that come one at a time, and an account of both."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlsplit

from django.utils.text import slugify
from django.utils.translation import gettext

from wellbeing_portal.core.citation import PUBLISHER
from wellbeing_portal.core.words import day_in_words

LICENCE = "CC BY 4.0"
LICENCE_NAME = "Creative Commons Attribution 4.0 International"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"

Cell = str | int | Decimal | dt.date | bool | Sequence[str] | None
"""What may stand in a row; each must fit the kind of its column, or be None."""


class ColumnKind(enum.Enum):
    """What the cells of a column are, so that each format can write them as such."""

    TEXT = "text"
    LIST = "list"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"


_WIDTHS = {
    ColumnKind.TEXT: 24,
    ColumnKind.LIST: 30,
    ColumnKind.NUMBER: 11,
    ColumnKind.DATE: 14,
    ColumnKind.BOOLEAN: 10,
}


@dataclass(frozen=True)
class Column:
    """A heading, what stands under it, and how wide it is in a spreadsheet (in characters).

    ``key`` is its name for programs: whoever reads our files relies on it, so it stays when the
    heading is worded anew. ``wraps`` lets a cell take several lines in a spreadsheet.
    """

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 0
    wraps: bool = False

    @property
    def shown_width(self) -> int:
        """The width given, or the one that suits the kind and the heading."""
        return self.width or max(_WIDTHS[self.kind], len(self.heading) + 4)


@dataclass(frozen=True)
class Table:
    """Rows under columns. The rows can be read once, as they come from the database.

    ``key`` is its name for programs and in addresses, which stays when ``name`` changes.
    """

    key: str
    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class About:
    """What a file holds, when it was made, with which filters, and from where.

    ``slug`` begins the file's name; ``filters`` are pairs of words such as
    ``("Region", "London or South East")``.
    """

    title: str
    slug: str
    address: str
    made: dt.datetime
    filters: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    asked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The values of facets that chose the content, as addresses have them."""
    is_short: bool = False
    """Whether a document is to keep to two pages."""
    audience: str = ""
    """Whom a document is written for, in its reader’s words."""

    @property
    def site(self) -> str:
        """The beginning of every address of the portal: ``https://portal.example``."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def made_on(self) -> str:
        """The day for reading: ``21 November 2026``."""
        return day_in_words(self.made)

    @property
    def filters_in_words(self) -> str:
        """All filters in one line."""
        return "; ".join(f"{name}: {value}" for name, value in self.filters) or "none"

    @property
    def line(self) -> str:
        """Everything in one line, for a format that has room for no more."""
        parts = [
            f"{PUBLISHER}: {self.title}",
            f"Filters: {self.filters_in_words}",
            gettext("Made on %(made_on)s from %(address)s")
            % {"made_on": self.made_on, "address": self.address},
            gettext("Licence: %(licence)s, %(licence_address)s")
            % {"licence": LICENCE, "licence_address": LICENCE_ADDRESS},
            *self.notes,
        ]
        return gettext("About this file. ") + ". ".join(parts)

    def file_name(self, ending: str, part: str = "") -> str:
        """Return a name that says what and when: ``case-studies-2026-11-21.xlsx``."""
        names = [self.slug, *([slugify(part)] if part else []), self.made.date().isoformat()]
        return f"{'-'.join(names)}.{ending}"
