"""Writes documents into an index folder."""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import tantivy
from django.db import connection

from .changes import ChangedRecord, ContentState
from .declarations import Collection, Document, Keys, registry
from .schema import KIND, OWNER, STATE_KIND, build_schema, register_tokenizers, to_tantivy
from .stamp import Stamp, Stamped, stamp_document

BATCH = 1000
"""Records that are fetched from the database together."""

UPDATE_HEAP, HEAP = 15_000_000, 1_000_000_000
"""Bytes that an update and a build may hold before they write to disk. A build takes so much only
where there is so much: a hundred thousand case studies fill it once."""

Task = tuple[str, list[int], int]
"""A collection, the keys of some of its records, and how many it has in all."""

Progress = Callable[[str, int, int], None]
"""Is told the collection, and how many of how many of its records are done."""

log = logging.getLogger(__name__)


class WriteFailed(Exception):
    """The folder cannot be written: full, read-only, or gone."""


def documents_of(collection: Collection, keys: Keys) -> Iterator[tuple[str, Document]]:
    """Yield the documents of these records, each with the name of its record."""
    added: dict[str, list[Any]] = defaultdict(list)
    for extension in registry.extensions:
        if extension.collection == collection.name:
            added[extension.kind].append(extension.additions(keys))
    for owner, document in collection.documents(keys):
        extended = document
        for additions in added[document.kind]:
            if more := additions.get(document.pk):
                both = {
                    name: [*extended.facets.get(name, ()), *values]
                    for name, values in more.facets.items()
                }
                extended = replace(
                    extended,
                    facets={**extended.facets, **both},
                    sorts={**extended.sorts, **more.sorts},
                )
        yield f"{collection.name}:{owner}", extended


def create(folder: Path) -> tantivy.Index:
    """Make an empty index in a new folder."""
    folder.mkdir(parents=True)
    index = tantivy.Index(build_schema(registry), path=str(folder), reuse=False)
    register_tokenizers(index)
    return index


def build(folder: Path, state: ContentState, progress: Progress | None = None) -> None:
    """Write everything that is published into a new folder.

    Raises:
        WriteFailed: the folder may hold a part; remove it.
    """
    with _as_write_failure():
        index = create(folder)
        writer = index.writer(HEAP, 1)
        try:
            tell = telling(progress)
            for task in batches():
                add_task(writer, index.schema, task)
                tell(task)
            _commit(writer, index.schema, Stamped(Stamp.of(state)))
        finally:
            release(writer)


def finish(folder: Path, state: ContentState) -> None:
    """Say of an index that is laid together which version of the content it holds.

    Raises:
        WriteFailed: the folder may hold a part; remove it.
    """
    with _as_write_failure():
        index = tantivy.Index(build_schema(registry), path=str(folder), reuse=True)
        register_tokenizers(index)
        writer = index.writer(UPDATE_HEAP, 1)
        try:
            _commit(writer, index.schema, Stamped(Stamp.of(state)))
        finally:
            release(writer)


def batches() -> Iterator[Task]:
    """Yield the keys of everything published, with its collection and how many that has."""
    for name, collection in registry.collections.items():
        # Asked once, and not for their number as well: the question takes longer than the keys.
        published = list(collection.published().order_by("pk").values_list("pk", flat=True))
        for keys in _batches(iter(published), BATCH):
            yield name, keys, len(published)


def telling(progress: Progress | None) -> Callable[[Task], None]:
    """Return what counts the tasks that are done, and tells ``progress``."""
    done: dict[str, int] = defaultdict(int)

    def tell(task: Task) -> None:
        name, keys, total = task
        done[name] += len(keys)
        if progress:
            progress(name, done[name], total)

    return tell


def apply(
    index: tantivy.Index, before: Stamped, rows: Iterable[ChangedRecord], state: ContentState
) -> Callable[[], None]:
    """Write the documents of changed records again, and commit.

    ``before`` is what the index says of itself. Applying the same rows twice does no harm.
    Returns what is still to be called before anybody else writes: the engine may be joining
    parts, and would go on doing so in a folder that has passed to others. It may take a moment,
    and readers need not wait for it.

    Raises:
        WriteFailed: nothing has been changed for readers.
    """
    changed: dict[str, list[int]] = defaultdict(list)
    for name, key in rows:
        changed[name].append(key)
    owners: set[str] = set()
    with _as_write_failure():
        writer = index.writer(UPDATE_HEAP, 1)
        try:
            for name, keys in sorted(changed.items()):
                collection = registry.collections.get(name)
                reached = collection.reach(keys) if collection else keys
                for chunk in _batches(iter(sorted(reached)), BATCH):
                    for key in chunk:
                        owners.add(owner := f"{name}:{key}")
                        writer.delete_documents_by_term(OWNER, owner)
                    if collection:
                        _add(writer, index.schema, collection, chunk)
            _commit(writer, index.schema, before.then(state, owners))
        except BaseException:
            release(writer)
            raise
    return lambda: release(writer)


def in_background(close: Callable[[], None], then: Callable[[], None]) -> None:
    """Run ``close`` and ``then`` without keeping a reader waiting."""

    def run() -> None:
        try:
            close()
        finally:
            then()

    threading.Thread(target=run, name="index-merge", daemon=True).start()


def release(writer: Any) -> None:
    """Let others write this index, whatever state the writer is in."""
    try:
        writer.wait_merging_threads()
    except ValueError as error:
        log.debug("The writer had failed, or parts were not joined: %s", error)


def add_task(writer: Any, schema: Any, task: Task) -> None:
    """Write the documents of the records that a task of a build names."""
    name, keys, _total = task
    _add(writer, schema, registry.collections[name], keys)
    _forget_queries()


def _add(writer: Any, schema: Any, collection: Collection, keys: Keys) -> None:
    for owner, document in documents_of(collection, keys):
        writer.add_document(to_tantivy(document, owner, registry, schema))


def _commit(writer: Any, schema: Any, stamped: Stamped) -> None:
    """Commit what was written, and with it which content the index then holds."""
    writer.delete_documents_by_term(KIND, STATE_KIND)
    writer.add_document(stamp_document(stamped, schema))
    writer.commit()


def _batches(keys: Iterator[int], size: int) -> Iterator[list[int]]:
    while batch := list(islice(keys, size)):
        yield batch


def _forget_queries() -> None:
    """Keep Django's record of queries, which DEBUG switches on, from growing with the content."""
    if connection.queries_logged:
        connection.queries_log.clear()


@contextmanager
def _as_write_failure() -> Iterator[None]:
    """Call by one name what goes wrong when a folder cannot be written."""
    try:
        yield
    except (OSError, ValueError, SystemError) as error:
        raise WriteFailed(str(error)) from error
