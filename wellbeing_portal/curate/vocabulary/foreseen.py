"""What would change, as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from wellbeing_portal.core.vocabulary.foreseen import Foreseen, ForeseenRecord
from wellbeing_portal.core.words import counted, opening
from wellbeing_portal.curate.checking import CheckPoint, record_url

from .pages import points

TOLD = 30
"""Of so many records it is told what would be different in them; the rest are named."""


@dataclass(frozen=True)
class ForeseenLine:
    """A record, the way to it, its state, and what would be different in it."""

    name: str
    url: str
    state: str
    changes: Sequence[Any]


@dataclass(frozen=True)
class ShownKind:
    """Records of one kind that are touched."""

    title: str
    records: Sequence[ForeseenLine]


@dataclass(frozen=True)
class ShownForeseen:
    """All that would change, in the order in which the page has it."""

    note: str
    digest: str
    kinds: Sequence[ShownKind]
    counts: Sequence[Any]
    pages: Sequence[Any]
    refused: Sequence[CheckPoint]


def shown(foreseen: Foreseen) -> ShownForeseen:
    """Return what would change, for a page."""
    kinds = []
    told = 0
    for model, some in groupby(foreseen.records, key=lambda one: type(one.record)):
        records = list(some)
        title = opening(counted(len(records), str(model._meta.verbose_name)))
        rows = []
        for one in records:
            told += bool(one.changes)
            rows.append(_record(one, with_changes=told <= TOLD))
        kinds.append(ShownKind(title, rows))
    return ShownForeseen(
        foreseen.note,
        foreseen.digest,
        kinds,
        foreseen.counts,
        foreseen.pages,
        points(foreseen.refused),
    )


def _record(one: ForeseenRecord, *, with_changes: bool) -> ForeseenLine:
    record = one.record
    state = "" if record.is_published else str(record.get_state_display())
    changes = one.changes if with_changes else ()
    return ForeseenLine(str(record), record_url(record), state, changes)
