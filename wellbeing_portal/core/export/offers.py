"""What can be taken away of each kind of record. Apps say it when they are ready; pages ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wellbeing_portal.core.compare.comparison import Comparison

from .links import DownloadLink
from .table import About, Table

Tables = Callable[[Sequence[int], str], Sequence[Table]]
"""Makes tables of the records with these primary keys; the text is the portal's own address."""

DocumentOf = Callable[[BinaryIO, Sequence[int], About, Comparison | None], None]
"""Writes a Word file on the records with these keys, with a comparison if there is one."""


@dataclass(frozen=True)
class Offer:
    """How records of one model become a file.

    ``title`` is what a list of them is called, ``slug`` how its file's name begins. ``of_record``
    gives the tables of a single record, where those differ from a list's.
    """

    title: str
    slug: str
    tables: Tables
    of_record: Tables | None = None
    document: DocumentOf | None = None

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats on offer, the ones people use most first."""
        return (*(["docx"] if self.document else []), "xlsx", "csv", "json")


@dataclass(frozen=True)
class PageOffer:
    """How a page that lists no records becomes a file: the formats, their links, and the answer.

    ``respond`` gets the request, the format, and whatever the page says of itself.
    """

    formats: tuple[str, ...]
    links: Callable[[HttpRequest], Sequence[DownloadLink]]
    respond: Callable[..., HttpResponseBase]


_OFFERS: dict[type[Model], Offer] = {}


_PAGES: dict[str, PageOffer] = {}


def offer_page(name: str, what: PageOffer) -> None:
    """Let the page of this name, as addresses have it, offer ``what``."""
    _PAGES[name] = what


def offer_of_page(name: str) -> PageOffer:
    """Return what the page of this name may offer."""
    return _PAGES[name]


def offer(model: type[Model], what: Offer) -> None:
    """Let pages of ``model`` offer ``what``."""
    _OFFERS[model] = what


def offer_of(model: type[Any]) -> Offer | None:
    """Return what pages of ``model`` may offer, if anything."""
    return _OFFERS.get(model)
