"""Reads any number of records in little memory and few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from .table import Cell, Column, Table

CHUNK = 200
"""Records that are in memory at one time; each chunk costs the same few queries."""

AT_ONCE = 900
"""Rows of a chunk whose relations are read together.

On SQLite, Django asks for what foreign keys lead to by one OR for each record, and SQLite refuses
an expression that is more than 1,000 deep.
"""

Field = tuple[Column, str | Callable[[Any], Cell]]
"""A column, and where a record keeps what stands in it: an attribute's path, or a function."""


def fetched(
    queryset: QuerySet[Any], keys: Sequence[int], *, by: str = "pk", size: int = CHUNK
) -> Iterator[Any]:
    """Yield the records of ``queryset`` whose field ``by`` is one of ``keys``, in their order.

    No cursor stays open between chunks, so a slow reader holds nobody up; what ceases to be in
    ``queryset`` while the file is being written is left out of the rest of it.
    """
    for start in range(0, len(keys), size):
        chunk = keys[start : start + size]
        found: dict[int, list[Any]] = defaultdict(list)
        for record in queryset.filter(**{f"{by}__in": chunk}).iterator(chunk_size=AT_ONCE):
            found[getattr(record, by)].append(record)
        for key in chunk:
            yield from found.pop(key, ())


def named(relation: str, model: type[Model], *fields: str) -> Prefetch:
    """Return how to fetch what ``relation`` leads to, with no more of it than ``fields``.

    A join would bring the long texts of the same parent again with every row.
    """
    return Prefetch(relation, model._default_manager.only(*fields))


def tabulated(key: str, name: str, fields: Sequence[Field], records: Iterable[Any]) -> Table:
    """Return a table of ``records`` with a column for each of ``fields``."""
    readers = [attrgetter(read) if isinstance(read, str) else read for _, read in fields]
    return Table(
        key=key,
        name=name,
        columns=[column for column, _ in fields],
        rows=(tuple(read(record) for read in readers) for record in records),
    )
