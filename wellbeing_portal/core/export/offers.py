"""What can be taken away of each kind of record. Apps say it when they are ready; pages ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db.models import Model

from .table import About, Table


@dataclass(frozen=True)
class Offer:
    """How records of one model become a file.

    ``title`` is what a list of them is called, ``slug`` how its file's name begins. ``tables``
    takes primary keys, in the order wanted; ``document`` takes them too and writes a Word file.
    ``of_record`` gives the tables of a single record, where those differ from a list's.
    """

    title: str
    slug: str
    tables: Callable[[Sequence[int]], Sequence[Table]]
    of_record: Callable[[int], Sequence[Table]] | None = None
    document: Callable[[BinaryIO, Sequence[int], About], None] | None = None

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
