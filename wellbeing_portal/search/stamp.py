"""Which content an index holds, and which records its last commits changed.

Both stand in one document of the index itself, so that they are committed with what they tell of.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tantivy

from .changes import ContentState
from .schema import ID, KIND, STATE_KIND, STORED

STEPS_KEPT = 20
"""Commits back to which a reader can learn what has changed since."""
OWNERS_KEPT = 300
"""Changed records of a commit up to which it names them: more are sooner read anew."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which content an index holds."""

    version: int
    token: str

    @classmethod
    def of(cls, state: ContentState) -> Stamp:
        """Return the stamp of what is read from the database at ``state``."""
        return cls(state.version, state.token)


@dataclass(frozen=True, slots=True)
class Step:
    """What a commit changed: the owners of documents that it wrote anew or took away."""

    before: Stamp
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stamped:
    """The stamp of an index, and the steps that led to it, the last one first."""

    stamp: Stamp
    steps: tuple[Step, ...] = ()

    def then(self, state: ContentState, owners: Collection[str]) -> Stamped:
        """Return what the next commit says, which changes the documents of these owners."""
        stamp = Stamp.of(state)
        if len(owners) > OWNERS_KEPT:
            return Stamped(stamp)
        step = Step(self.stamp, tuple(sorted(owners)))
        return Stamped(stamp, (step, *self.steps)[:STEPS_KEPT])

    def changed_since(self, stamp: Stamp) -> frozenset[str] | None:
        """Return whose documents may differ from what they were then; None if it is not known."""
        changed: set[str] = set()
        if stamp == self.stamp:
            return frozenset()
        for step in self.steps:
            changed.update(step.owners)
            if step.before == stamp:
                return frozenset(changed)
        return None


def changed_records(owners: Iterable[str], *collections: str) -> Mapping[str, set[int]]:
    """Return the keys of those of these owners that are of some collections, by collection."""
    found: dict[str, set[int]] = {name: set() for name in collections}
    for owner in owners:
        name, _, key = owner.rpartition(":")
        if name in found:
            found[name].add(int(key))
    return found


def stamp_document(stamped: Stamped, schema: Any) -> tantivy.Document:
    """Return the document that says it."""
    said = [_flat(stamped.stamp), [[*_flat(one.before), *one.owners] for one in stamped.steps]]
    values = {KIND: STATE_KIND, ID: STATE_KIND, STORED: json.dumps(said).encode()}
    return tantivy.Document.from_dict(values, schema)


def read_stamp(searcher: tantivy.Searcher, schema: Any) -> Stamped | None:
    """Return which content a searcher sees, or None where an index says nothing of it."""
    hits = searcher.search(tantivy.Query.term_query(schema, KIND, STATE_KIND), limit=1).hits
    if not hits:
        return None
    stamp, steps = json.loads(searcher.doc(hits[0][1])[STORED][0])
    return Stamped(
        Stamp(*stamp),
        tuple(Step(Stamp(version, token), tuple(owners)) for version, token, *owners in steps),
    )


def _flat(stamp: Stamp) -> Sequence[Any]:
    return stamp.version, stamp.token
