"""What documents read of the database, taken from the SQL that makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from wellbeing_portal.search.declarations import Collection, Dependency, Keys, registry
from wellbeing_portal.search.writing import documents_of

TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: ([A-Z]\d+))?')
COLUMN = re.compile(r'(?:"(\w+)"|\b([A-Z]\d+))\."(\w+)"')


@dataclass(frozen=True, order=True)
class Read:
    """A column of a table that some documents are made of."""

    table: str
    column: str


def reads_of(collection: Collection, keys: Keys) -> set[Read]:
    """Return every column that is read when the documents of these records are made."""
    asked: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        asked.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(listen):
        for _ in documents_of(collection, keys):
            pass
    return {one for sql in asked for one in columns_in(sql)}


def columns_in(sql: str) -> Iterator[Read]:
    """Yield the columns that a query names, with the tables that its aliases stand for.

    Subqueries may use an alias again for another table: then the column is taken for one of each.
    """
    tables: dict[str, set[str]] = {}
    for table, alias in TABLE.findall(sql):
        tables.setdefault(alias or table, set()).add(table)
    for quoted, alias, column in COLUMN.findall(sql):
        for table in tables.get(quoted or alias, ()):
            yield Read(table, column)


def untold(collection: Collection, reads: Iterable[Read]) -> list[str]:
    """Return what of ``reads`` could change without the documents' being made anew."""
    needs = [need for one, need in registry.dependencies() if one is collection]
    models = {one._meta.db_table: one for one in apps.get_models(include_auto_created=True)}
    found = []
    for one in reads:
        model = models.get(one.table)
        field = model and _column(model, one.column)
        if model and field and not _is_told(collection, needs, model, field):
            found.append(f"{model._meta.label}.{one.column}")
    return sorted(found)


def _column(model: type[Model], name: str) -> Any:
    """Return the field of a column, or None of what a query only calls a column."""
    return next((one for one in model._meta.concrete_fields if one.column == name), None)


def _is_told(
    collection: Collection, needs: list[Dependency], model: type[Model], field: Any
) -> bool:
    """Tell whether a change of a column is noticed: as the record's own, or by a dependency."""
    created_by: Any = model._meta.auto_created
    if created_by:
        # Links are noticed at the end that holds them.
        return created_by is collection.model or any(need.model is created_by for need in needs)
    if model is collection.model or field.primary_key:
        return True
    return any(
        need.owner or not need.fields or {field.name, field.attname} & set(need.fields)
        for need in needs
        if need.model is model
    )
