"""What others did to a record while somebody had its page open, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from .authors import Author, author_of, author_of_field, last_author, name_of, versions
from .in_words import LONG, in_words, label_of
from .version import (
    DELETE,
    POSITION,
    PageVersion,
    Rows,
    RowsOfPage,
    Values,
    counted_fields,
    without_position,
)


@dataclass(frozen=True)
class FieldChange:
    """A field that somebody else changed: what stood there and what stands there now.

    ``kept`` tells that the person before the page changed it too, to something else.
    """

    label: str
    before: str
    after: str
    by: Author | None
    kept: bool

    @property
    def is_long(self) -> bool:
        """Whether the texts are better folded up."""
        return max(len(self.before), len(self.after)) > LONG or "\n" in self.before + self.after


@dataclass(frozen=True)
class RowChange:
    """A row that somebody else added, changed or removed.

    ``was_to_go`` tells that the person before the page had marked it for deletion.
    """

    kind: str
    name: str
    what: str
    by: Author | None
    fields: list[FieldChange]
    was_to_go: bool = False


@dataclass(frozen=True)
class Meanwhile:
    """All that others did, with the kinds of rows that they put into another order."""

    fields: list[FieldChange]
    rows: list[RowChange]
    reordered: list[str]

    def __bool__(self) -> bool:
        return bool(self.fields or self.rows or self.reordered)

    @property
    def people(self) -> list[Author]:
        """Everybody who had a hand in it, once each."""
        changes: list[FieldChange | RowChange] = [*self.fields, *self.rows]
        return list({one.by.user_id: one.by for one in changes if one.by and one.by.who}.values())


def version_changes(
    record: Any,
    parts: Iterable[RowsOfPage],
    before: PageVersion,
    now: PageVersion,
    kept: Collection[tuple[str, Any, str]] = (),
) -> Meanwhile:
    """Return what makes the version ``now`` out of ``before``."""
    parts = [part for part in parts if part.prefix in before.rows]
    return Meanwhile(
        _field_changes(type(record), record.pk, before.record, now.record, kept, ("", None)),
        [change for part in parts for change in _row_changes(part, before, now, kept)],
        [
            str(part.model._meta.verbose_name_plural)
            for part in parts
            if _is_reordered(before.rows[part.prefix], now.rows[part.prefix])
        ],
    )


def _field_changes(
    model: Any,
    pk: Any,
    before: Values,
    now: Values,
    kept: Collection[tuple[str, Any, str]],
    row: tuple[str, Any],
) -> list[FieldChange]:
    one, several = counted_fields(model)
    changed = [
        field
        for field in (*one, *several)
        if field.name in before and field.name in now and before[field.name] != now[field.name]
    ]
    known = versions(model, pk) if changed else []
    return [
        FieldChange(
            label=label_of(field),
            before=in_words(field, before[field.name]),
            after=in_words(field, now[field.name]),
            by=_author(model, pk, known, field),
            kept=(*row, field.name) in kept,
        )
        for field in changed
        if field.name != POSITION
    ]


def _author(model: Any, pk: Any, known: list[Any], field: Any) -> Author | None:
    if not known:
        return last_author(model, pk)
    return author_of(known[0]) if field.many_to_many else author_of_field(known, field)


def _row_changes(
    part: RowsOfPage, before: PageVersion, now: PageVersion, kept: Collection[tuple[str, Any, str]]
) -> list[RowChange]:
    earlier, later = dict(before.rows[part.prefix]), dict(now.rows[part.prefix])
    changes = []
    for pk, values in later.items():
        if pk not in earlier:
            changes.append(_whole_row(part, pk, "added"))
        elif without_position(earlier[pk]) != without_position(values):
            place = (part.prefix, pk)
            fields = _field_changes(part.model, pk, earlier[pk], values, kept, place)
            by = fields[0].by if fields else last_author(part.model, pk)
            name, was_to_go = name_of(part.model, pk), (*place, DELETE) in kept
            changes.append(RowChange(part.kind, name, "changed", by, fields, was_to_go))
    removed = [pk for pk in earlier if pk not in later]
    there = set(part.model._default_manager.filter(pk__in=removed).values_list("pk", flat=True))
    for pk in removed:
        what = "moved to another page" if pk in there else "removed"
        changes.append(_whole_row(part, pk, what))
    return changes


def _whole_row(part: RowsOfPage, pk: Any, what: str) -> RowChange:
    return RowChange(part.kind, name_of(part.model, pk), what, last_author(part.model, pk), [])


def _is_reordered(before: Rows, now: Rows) -> bool:
    """Tell whether the rows that both have follow one another differently."""
    earlier, later = [pk for pk, _ in before], [pk for pk, _ in now]
    return [pk for pk in earlier if pk in later] != [pk for pk in later if pk in earlier]
