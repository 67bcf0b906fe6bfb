"""The change log: which records' documents are out of date since when.

Rows are written in the transaction that changes the content, under the lock of the one row of
``ContentVersion``, which is kept until the transaction ends: what is committed later has the
higher version. One transaction has one version, or several where it reads the index in between.
Outside a transaction the row is written by the next statement after the change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Model

from .declarations import Collection, Dependency, Keys, registry
from .models import ContentVersion, IndexChange, new_token

EVERYTHING = "*"
"""Stands for every collection in the log."""

ChangedRecord = tuple[str, int]
"""The name of a collection, and a record's primary key."""

_CACHE = "portal_index_marks"


@dataclass
class Batch:
    """The version that an open transaction writes its rows under, until somebody reads."""

    version: int
    token: str
    read: bool = False


@dataclass(frozen=True)
class WrittenRows:
    """Rows that an open transaction has written.

    It lies among the transaction's ``on_commit`` callbacks and does nothing when called: Django
    drops it exactly when the savepoint that wrote the rows is rolled back.
    """

    batch: Batch
    rows: frozenset[ChangedRecord]

    def __call__(self) -> None:
        """Do nothing: the rows are committed with the content."""


@dataclass
class _Known:
    """What is known of an open transaction; valid for one list of callbacks."""

    callbacks: list[Any]
    rows: set[ChangedRecord]
    batch: Batch | None


def mark(model: type[Model], keys: Keys, dependencies: Iterable[Dependency] | None = None) -> None:
    """Log that rows of ``model`` have changed, for every record that tells of them.

    Saving and deleting objects does this by itself. Call it after ``bulk_create``, ``update``
    and SQL of your own, in their transaction.
    """
    chosen = None if dependencies is None else list(dependencies)
    with transaction.atomic(savepoint=False):
        rows = [
            (collection.name, key)
            for collection in registry.collections.values()
            if collection.model is model
            for key in keys
        ]
        needs = [
            (collection, need)
            for collection, need in registry.dependencies()
            if need.model is model and (chosen is None or need in chosen)
        ]
        if needs:
            # Who else changes content now must be done before we look which records tell of
            # these rows; otherwise a record that joins them meanwhile is missed.
            lock()
        for collection, need in needs:
            rows += [(collection.name, key) for key in records_of(collection, need, keys)]
        log(rows)


def mark_everything() -> None:
    """Log that any record may have changed, so that every index is built again."""
    log([(EVERYTHING, 0)])


def records_of(collection: Collection, need: Dependency, keys: Keys) -> list[int]:
    """Return the records of ``collection`` that tell of these rows now."""
    records = collection.model._default_manager.filter(**{f"{need.lookup}__in": need.reach(keys)})
    return list(records.order_by().values_list("pk", flat=True).distinct())


def log(rows: Iterable[ChangedRecord]) -> None:
    """Write rows that this transaction has not written yet."""
    known = _known()
    new = frozenset(rows) - known.rows
    if not new:
        return
    with transaction.atomic(savepoint=False):
        batch = known.batch or _new_batch()
        IndexChange.objects.bulk_create(
            IndexChange(version=batch.version, token=batch.token, collection=name, record=key)
            for name, key in sorted(new)
        )
        transaction.on_commit(WrittenRows(batch, new))
        # Outside a surrounding transaction this one ends here and its list is thrown away.
        known.rows |= new
        known.batch = batch


def lock() -> None:
    """Take the lock that orders changes of content, until the transaction ends.

    Taken before the first row of content is written, it also keeps two curators' transactions
    from waiting for one another.
    """
    if connection.in_atomic_block and _known().batch is None:
        ContentVersion.objects.select_for_update().filter(pk=1).first()


def _new_batch() -> Batch:
    token = new_token()
    # The UPDATE waits for whoever holds the row, and then counts on from what they committed.
    while not ContentVersion.objects.filter(pk=1).update(version=F("version") + 1, token=token):
        ContentVersion.objects.get_or_create(pk=1)
    version = ContentVersion.objects.values_list("version", flat=True).get(pk=1)
    return Batch(version, token)


def _known() -> _Known:
    """Return what this transaction has written and not lost again by a rollback.

    Django puts a new list of callbacks in place of the old one at a rollback and after a commit.
    """
    callbacks = connection.run_on_commit
    known: _Known | None = getattr(connection, _CACHE, None)
    if known is None or known.callbacks is not callbacks or not connection.in_atomic_block:
        marks = [mark for mark in _marks() if not mark.batch.read]
        rows = {row for mark in marks for row in mark.rows}
        known = _Known(callbacks, rows, marks[-1].batch if marks else None)
        setattr(connection, _CACHE, known)
    return known


def _marks() -> list[WrittenRows]:
    if not connection.in_atomic_block:
        return []
    callbacks: list[Any] = connection.run_on_commit
    return [entry[1] for entry in callbacks if isinstance(entry[1], WrittenRows)]


def seal() -> bool:
    """Tell whether this transaction has changed content; what it changes next is a new version.

    Called when the index is read.
    """
    if not connection.in_atomic_block:
        return False
    marks = _marks()
    for one in marks:
        one.batch.read = True
    known = _known()
    known.rows, known.batch = set(), None
    return bool(marks)


@dataclass(frozen=True, slots=True)
class ContentState:
    """The version of the content that this connection sees."""

    version: int
    token: str
    lineage: str


def content_state() -> ContentState:
    """Return the version of the content: the one query that a reader asks."""
    row = ContentVersion.objects.values_list("version", "token", "lineage").filter(pk=1).first()
    if row is None:
        ContentVersion.objects.get_or_create(pk=1)
        return content_state()
    return ContentState(*row)


def changes_between(version: int, token: str, state: ContentState) -> list[ChangedRecord] | None:
    """Return the rows logged after ``version``, or None where the log does not lead from there.

    It does not when that version was rolled back, is of another database, or is so old that its
    rows were removed.
    """
    if (version, token) == (state.version, state.token):
        return []
    if not leads_from(version, token, state):
        return None
    log_rows = IndexChange.objects.order_by()
    rows = log_rows.filter(version__gt=version, version__lte=state.version)
    changed = list(rows.values_list("collection", "record").distinct())
    return None if (EVERYTHING, 0) in changed else changed


def leads_from(version: int, token: str, state: ContentState) -> bool:
    """Tell whether the log leads on from a version that was committed before ``state``."""
    if version >= state.version:
        return False
    log_rows = IndexChange.objects.order_by()
    # Version 0 is what there was before anything was logged; it has no rows of its own.
    if version:
        return log_rows.filter(version=version, token=token).exists()
    return log_rows.filter(version=1).exists()
