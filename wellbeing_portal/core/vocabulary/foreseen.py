"""What an act upon a concept would change, before it is done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wellbeing_portal.core.models import Concept
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.versions.telling import ToldChange, changes
from wellbeing_portal.core.versions.values import Names

from .naming import Keys, records
from .uses import CountChange


@dataclass(frozen=True)
class ForeseenRecord:
    """A record that an act touches, and what would be different in it."""

    record: Any
    changes: tuple[ToldChange, ...] = ()


@dataclass(frozen=True)
class ForeseenPage:
    """The page of a concept that changes; ``leads_to`` where its address leads then."""

    address: str
    name: str
    leads_to: str = ""


@dataclass(frozen=True)
class Foreseen:
    """All that would change: in records, in numbers, on pages of concepts.

    ``refused`` is why it cannot be done as things stand, ``doubted`` what somebody should know.
    """

    concept: Concept
    note: str
    records: tuple[ForeseenRecord, ...] = ()
    counts: tuple[CountChange, ...] = ()
    pages: tuple[ForeseenPage, ...] = ()
    refused: tuple[str, ...] = ()
    doubted: tuple[str, ...] = field(default=())

    @property
    def digest(self) -> str:
        """What tells whether the same would be done as when somebody looked at it."""
        said = [self.note, *(str(one) for one in self.counts)]
        for one in self.records:
            said += [one.record._meta.label, str(one.record.pk), one.record.state]
            said += [f"{change.where} {change.pieces}" for change in one.changes]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def told(keys: Keys) -> tuple[ForeseenRecord, ...]:
    """Return records in which nothing is written anew, though they are told otherwise."""
    return tuple(ForeseenRecord(one) for batch in records(keys) for one in batch)


def as_told(record: Any, before: Any, after: Any, names: Names) -> ForeseenRecord:
    """Return a record with what would be different in it."""
    return ForeseenRecord(record, tuple(changes(before, after, names)))


def pages_of(concepts: Iterable[Concept]) -> Iterator[ForeseenPage]:
    """Yield the pages of concepts."""
    for concept in concepts:
        yield ForeseenPage(_address(concept), concept.name)


def broader_of(concept: Concept) -> list[Concept]:
    """Return the concepts above one, the nearest first."""
    found: list[Concept] = []
    at = concept.broader
    while at is not None and at not in found:
        found.append(at)
        at = at.broader
    return found


def _address(concept: Any) -> str:
    return str(concept.get_absolute_url())


def about(record: Any, sentence: str) -> Reason:
    """Return a reason that is about a record."""
    return Reason(sentence, about=record)
