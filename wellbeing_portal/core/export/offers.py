"""What can be taken away of each kind of record or drawing. Apps say it when they are ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Generic, TypeVar

from django.db.models import Model

from wellbeing_portal.core.compare.comparison import Comparison

from .table import About, Table

Tables = Callable[[Sequence[int], str], Sequence[Table]]
"""Makes tables of the records with these primary keys; the text is the portal's own address."""

DocumentOf = Callable[[BinaryIO, Sequence[int], About, Comparison | None], None]
"""Writes a Word file on the records with these keys, with a comparison if there is one."""

Drawing = TypeVar("Drawing")

PURPOSES = {
    "docx": ("Word", "a briefing that you can edit"),
    "xlsx": ("Excel", "a sheet for each kind"),
    "csv": ("CSV", "one table, for any program"),
    "json": ("JSON", "everything, for programmers"),
}
"""What each format is called, and what it is good for."""


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
    purposes: Mapping[str, tuple[str, str]] = field(default_factory=lambda: PURPOSES)

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats on offer, the ones people use most first."""
        return (*(["docx"] if self.document else []), "xlsx", "csv", "json")


@dataclass(frozen=True)
class DrawingOffer(Generic[Drawing]):
    """How a page that shows a drawing of many records becomes a file.

    ``title`` says what a file tells of; ``notes`` stand in every file. ``purposes`` says of each
    format what it holds; those with a document or a picture are offered as well.
    """

    slug: str
    title: Callable[[Drawing], str]
    tables: Callable[[Drawing], Sequence[Table]]
    purposes: Mapping[str, tuple[str, str]]
    notes: Sequence[str] = ()
    document: Callable[[BinaryIO, Drawing, About], None] | None = None
    picture: Callable[[Drawing, About], str] | None = None

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats on offer, the ones people use most first."""
        return (
            *(["docx"] if self.document else []),
            *("xlsx", "csv", "json"),
            *(["svg"] if self.picture else []),
        )


_OFFERS: dict[type[Model], Offer] = {}
_DRAWINGS: dict[type[Any], DrawingOffer[Any]] = {}


def offer(model: type[Model], what: Offer) -> None:
    """Let pages of ``model`` offer ``what``."""
    _OFFERS[model] = what


def offer_of(model: type[Any]) -> Offer | None:
    """Return what pages of ``model`` may offer, if anything."""
    return _OFFERS.get(model)


def offer_drawing(kind: type[Drawing], what: DrawingOffer[Drawing]) -> None:
    """Let pages that show a drawing of this kind offer ``what``."""
    _DRAWINGS[kind] = what


def offer_of_drawing(kind: type[Drawing]) -> DrawingOffer[Drawing] | None:
    """Return what pages that show such a drawing may offer, if anything."""
    return _DRAWINGS.get(kind)
