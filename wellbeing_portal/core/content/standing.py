"""How the record of a content file stands in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wellbeing_portal.core.models import LoadedRecord, Publishable

from .entries import Entry
from .kind import ContentKind
from .snapshot import differs, relations, snapshot
from .ties import Ties

STATES: Mapping[str, str] = {
    Publishable.State.UNPUBLISHED: "unpublished by a curator",
    Publishable.State.WITHDRAWN: "withdrawn by a curator",
    Publishable.State.TRASHED: "put into the trash by a curator",
    Publishable.State.DRAFT: "taken back to draft by a curator",
    Publishable.State.IN_REVIEW: "sent for review by a curator",
    Publishable.State.PUBLISHED: "published by a curator",
}


@dataclass(frozen=True)
class Standing:
    """What a file was loaded into.

    ``record`` is that record, or one that a curator made with the same slug; ``trace`` is None
    where the file was never loaded.
    """

    entry: Entry
    trace: LoadedRecord | None
    record: Any | None

    @property
    def is_loaded(self) -> bool:
        """Whether the record is the one that was loaded."""
        return bool(self.trace and self.record and self.trace.record == self.record.pk)

    def edit(self, now: Mapping[str, Any]) -> str:
        """Return in what way a curator changed the loaded record, or nothing."""
        then = self.trace.state if self.trace else None
        if then is not None and not differs(then, now):
            return ""
        before: Mapping[str, Any] = {"slug": self.entry.key, **(then or {})}

        def is_other(name: str) -> bool:
            return bool(before.get(name, now.get(name)) != now.get(name))

        edits = []
        if is_other("title") or is_other("name"):
            edits.append(f"renamed by a curator to {named(self.record)}")
        elif is_other("slug"):
            edits.append(f"given another address by a curator: {named(self.record)}")
        if is_other("state"):
            edits.append(STATES[now["state"]])
        return "; ".join(edits) or "edited by a curator since"


def named(record: Any) -> str:
    """Return a record as reports name it."""
    return f"“{record}” ({record.slug})"


def standings(kind: ContentKind, entries: Sequence[Entry], ties: Ties) -> Iterator[Standing]:
    """Yield how ``entries`` stand, with all that their records say, in their order."""
    traces = LoadedRecord.objects.in_bulk(
        [ties.traces[entry.place].pk for entry in entries if entry.place in ties.traces]
    )
    records = _everything(kind).in_bulk(
        [ties.records[entry.place] for entry in entries if entry.place in ties.records]
    )
    for entry in entries:
        trace = ties.traces.get(entry.place)
        record = ties.records.get(entry.place)
        yield Standing(
            entry,
            None if trace is None else traces[trace.pk],
            None if record is None else records[record],
        )


def states_now(kind: ContentKind, keys: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the snapshots of what the database holds, by primary key."""
    there = _everything(kind).in_bulk(list(keys))
    return {pk: snapshot(record, kind.children) for pk, record in there.items()}


def _everything(kind: ContentKind) -> Any:
    return kind.model._default_manager.prefetch_related(*relations(kind.model, kind.children))
