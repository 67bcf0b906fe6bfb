"""What records are tied to by many-to-many relations, by name, in one query for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

NAMED = ("id", "name", "slug")
"""What is fetched of each record."""

Tied = tuple[Sequence[Model], Sequence[str]]
"""Records of one kind, and those of their relations that are wanted."""


def fetch_named(*wanted: Tied) -> None:
    """Let ``record.relation.all()`` answer without a query, by name in alphabetical order.

    Django's own prefetching asks once for each relation; a finding has eight. What is fetched of
    each record is its key, name and slug; whatever else is asked of it costs a query of its own.
    """
    queries = [_query(records, name) for records, names in wanted if records for name in names]
    if not queries:
        return
    first, *others = queries
    found: dict[tuple[str, int], list[tuple[str, int, str]]] = defaultdict(list)
    for relation, owner, pk, name, slug in first.union(*others, all=True) if others else first:
        found[relation, owner].append((name, pk, slug))
    for records, names in wanted:
        for record in records:
            for name in names:
                _keep(record, name, found.get((_label(record, name), record.pk), ()))


def _label(record: Model, relation: str) -> str:
    return f"{record._meta.label_lower}.{relation}"


def _query(records: Sequence[Model], relation: str) -> QuerySet[Any, Any]:
    field: Any = records[0]._meta.get_field(relation)
    owner, tied = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = field.remote_field.through._default_manager.filter(
        **{f"{owner}__in": [record.pk for record in records]}
    )
    return rows.order_by().values_list(
        Value(_label(records[0], relation)),
        f"{owner}_id",
        f"{tied}_id",
        Cast(F(f"{tied}__name"), TextField()),
        Cast(F(f"{tied}__slug"), TextField()),
    )


def _keep(record: Any, relation: str, rows: Iterable[tuple[str, int, str]]) -> None:
    """Do what ``prefetch_related`` does at its end."""
    model = record._meta.get_field(relation).related_model
    kept = getattr(record, relation).get_queryset()
    kept._result_cache = list(_made(model, kept.db, rows))  # noqa: SLF001 (as Django itself does)
    kept._prefetch_done = True  # noqa: SLF001
    vars(record).setdefault("_prefetched_objects_cache", {})[relation] = kept


def _made(model: Any, db: str, rows: Iterable[tuple[str, int, str]]) -> Iterator[Model]:
    # Django takes the values in the order in which the model has its fields.
    names = [one.attname for one in model._meta.concrete_fields if one.attname in NAMED]
    for name, pk, slug in sorted(rows, key=lambda row: (row[0].casefold(), row[1])):
        values = {"id": pk, "name": name, "slug": slug}
        yield model.from_db(db, names, [values[each] for each in names])
