"""Which version of a record a page was drawn from: the record, its rows, and what both refer to.

A page carries it, signed, and sends it back; it is compared with what is stored by then.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.options import InlineModelAdmin
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import QuerySet
from django.forms.models import _get_foreign_key
from django.utils.text import capfirst

DELETE = "DELETE"
"""The box of a row that marks it for deletion."""

POSITION = "position"
"""The field that keeps rows in order."""

Values = dict[str, Any]
"""The values of a record by the names of its fields, as JSON knows them."""

Rows = list[tuple[Any, Values]]
"""Keys and values of the rows of one kind, in their order."""


@dataclass(frozen=True)
class PageVersion:
    """A record and its rows at one moment; ``rows`` are known by the prefix of their forms."""

    record: Values
    rows: dict[str, Rows]

    def is_as(self, other: PageVersion) -> bool:
        """Tell whether both say the same. The order of rows counts, their numbers do not."""
        return self._essence() == other._essence()

    def _essence(self) -> Any:
        return self.record, {
            prefix: [(pk, without_position(values)) for pk, values in rows]
            for prefix, rows in self.rows.items()
        }


@dataclass(frozen=True)
class RowsOfPage:
    """Rows that are edited on the page of the record that they belong to."""

    model: Any
    prefix: str
    parent: Any

    @classmethod
    def of(cls, inline: InlineModelAdmin) -> RowsOfPage:
        parent: Any = _get_foreign_key(inline.parent_model, inline.model, inline.fk_name)
        prefix = parent.remote_field.get_accessor_name(model=inline.model).replace("+", "")
        return cls(inline.model, prefix, parent)

    @property
    def kind(self) -> str:
        """What one of the rows is called, wherever a page tells of it."""
        return capfirst(str(self.model._meta.verbose_name))


def read_version(
    record: Any, parts: Iterable[RowsOfPage], but: Sequence[str] = (), *, lock: bool = False
) -> PageVersion:
    """Read what is stored now; with ``lock`` nobody else can change it till we are done.

    ``but`` names fields of the record that do not count.
    """
    own = _rows(type(record)._default_manager.filter(pk=record.pk), but, lock=lock)
    rows = {
        part.prefix: _rows(
            part.model._default_manager.filter(**{part.parent.name: record.pk}),
            [part.parent.name],
            lock=lock,
        )
        for part in parts
    }
    return _plain(PageVersion(own[0][1] if own else {}, rows))


def signed(version: PageVersion, record: models.Model) -> str:
    """Return the version as the page of ``record`` carries it."""
    return _signer(record).sign_object([version.record, version.rows], compress=True)


def read_signed(text: str, record: models.Model) -> PageVersion | None:
    """Return the version that a page of ``record`` sent back, if it carried one."""
    try:
        values, rows = _signer(record).unsign_object(text)
    except BadSignature:
        return None
    return _in_pairs(PageVersion(values, rows))


def counted_fields(model: Any, but: Sequence[str] = ()) -> tuple[list[Any], list[Any]]:
    """Return the fields that people fill in: those with one value, and those with several."""
    one = [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in but
    ]
    several = [
        field
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created and field.name not in but
    ]
    return one, several


def without_position(values: Values) -> Values:
    """Return the values of a row apart from its place among the others."""
    return {name: value for name, value in values.items() if name != POSITION}


def _rows(records: QuerySet, but: Sequence[str], *, lock: bool) -> Rows:
    model: Any = records.model
    one, several = counted_fields(model, but)
    placed = any(field.name == POSITION for field in model._meta.concrete_fields)
    records = records.order_by(*([POSITION] if placed else []), "pk")
    if lock:
        records = records.select_for_update()
    found = {
        row["pk"]: {field.name: _tidied(row[field.attname]) for field in one}
        for row in records.values("pk", *(field.attname for field in one))
    }
    if found:
        for field in several:
            _add_chosen(found, field)
    return list(found.items())


def _add_chosen(found: dict[Any, Values], field: Any) -> None:
    """Add to each row the keys of all that it has chosen in one field."""
    source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    for values in found.values():
        values[field.name] = []
    links = field.remote_field.through._default_manager.filter(**{f"{source}__in": list(found)})
    for row, chosen in links.order_by(target).values_list(source, target):
        found[row][field.name].append(chosen)


def _tidied(value: Any) -> Any:
    """Return text as a browser would send it back: that alone makes no new version."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _plain(version: PageVersion) -> PageVersion:
    said = json.dumps([version.record, version.rows], cls=DjangoJSONEncoder)
    return _in_pairs(PageVersion(*json.loads(said)))


def _in_pairs(version: PageVersion) -> PageVersion:
    """Return the version with its rows as they are before JSON makes lists of them."""
    rows: dict[str, Any] = version.rows
    return PageVersion(
        version.record, {prefix: [(pk, said) for pk, said in some] for prefix, some in rows.items()}
    )


def _signer(record: models.Model) -> Signer:
    return Signer(salt=f"version of {record._meta.label_lower} {record.pk}")
