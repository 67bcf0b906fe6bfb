"""What an index that is behind holds and the public may see no more."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import tantivy

from .changes import ContentState, changes_between
from .declarations import Collection, registry
from .models import IndexChange
from .schema import OWNER
from .stamp import Stamp

CHUNK = 500
"""Keys that are asked of the database together: SQLite takes no more than some."""

EVERY_OWNER = 10_000_000


def withdrawn(stamp: Stamp, state: ContentState, searcher: tantivy.Searcher) -> list[str]:
    """Return the records, named as documents name their owner, that are public no more.

    They are found among those logged since ``stamp``, or among all where the log cannot tell.
    """
    rows = changes_between(stamp.version, stamp.token, state)
    if rows is None:
        rows = [
            (name, int(term.rpartition(":")[2]))
            for name in registry.collections
            for term, _ in searcher.terms_with_prefix(OWNER, f"{name}:", limit=EVERY_OWNER)
        ]
    keys: dict[str, set[int]] = defaultdict(set)
    for name, key in rows:
        keys[name].add(key)
    return sorted(
        f"{name}:{key}"
        for name, collection in registry.collections.items()
        for key in keys[name] - _published(collection, keys[name])
    )


def _published(collection: Collection, keys: Iterable[int]) -> set[int]:
    rows: Any = collection.published().order_by()
    wanted = sorted(keys)
    return {
        pk
        for start in range(0, len(wanted), CHUNK)
        for pk in rows.filter(pk__in=wanted[start : start + CHUNK]).values_list("pk", flat=True)
    }


def first_missing(stamp: Stamp) -> dt.datetime | None:
    """Return when the first change was made that an index with this stamp lacks."""
    later = IndexChange.objects.filter(version__gt=stamp.version)
    return later.order_by("version", "pk").values_list("at", flat=True).first()
