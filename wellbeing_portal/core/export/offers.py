"""What can be taken away of each kind of record. Apps say it when they are ready; pages ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db.models import Model

from wellbeing_portal.core.comparison import Comparison

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


_OFFERS: dict[type[Model], Offer] = {}


def offer(model: type[Model], what: Offer) -> None:
    """Let pages of ``model`` offer ``what``."""
    _OFFERS[model] = what


def offer_of(model: type[Any]) -> Offer | None:
    """Return what pages of ``model`` may offer, if anything."""
    return _OFFERS.get(model)
