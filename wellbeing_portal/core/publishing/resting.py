"""What published records rest on, and may not be taken back from under them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from wellbeing_portal.core.models import Publishable, Reference, used_by_published
from wellbeing_portal.core.models.pointers import owners_of, pointers_to
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.words import counted, opening

MOST_NAMED = 20
"""Records of each kind that are named; the others are counted."""


def held_by_published(records: QuerySet[Any]) -> QuerySet[Any]:
    """Return those of ``records`` that readers see and that something published rests on."""
    if not issubclass(records.model, Reference):
        return records.none()
    published = records.filter(state=Publishable.State.PUBLISHED)
    return published.filter(used_by_published(records.model))


def reasons_to_stay(record: Publishable) -> tuple[Reason, ...]:
    """Return why a record may not be taken from the public: the published records that rest on it.

    Only reference records are rested on; ``left_without`` tells of all others.
    """
    held = held_by_published(type(record)._default_manager.filter(pk=record.pk))
    if not held.exists():
        return ()
    return tuple(_told(record, "{kind} “{name}” rests on it, and readers see that."))


def left_without(record: Publishable) -> tuple[Reason, ...]:
    """Return which published records name a record or a part of it that readers see no longer.

    They stay as they are, such as a case study whose strategy is unpublished, and show it no more.
    """
    return tuple(_told(record, "{kind} “{name}” names it, and no longer shows that to readers."))


def resting_on(record: Publishable) -> list[Publishable]:
    """Return the published records that keep a record from leaving."""
    if not reasons_to_stay(record):
        return []
    return [one for rows in _pointing_at(record) for one in rows if isinstance(one, Publishable)]


def require_withdrawable(record: Publishable) -> None:
    """Refuse to take a record from the public while something published rests on it.

    Raises:
        ValidationError: naming every record that does.
    """
    if reasons := reasons_to_stay(record):
        raise ValidationError(list(reasons))


def _told(record: Publishable, sentence: str) -> Iterator[Reason]:
    for rows in _pointing_at(record):
        kind = str(rows.model._meta.verbose_name)
        number = rows.count()
        for one in rows.order_by("pk")[:MOST_NAMED]:
            yield Reason(sentence.format(kind=opening(kind), name=one), about=one)
        if number > MOST_NAMED:
            left = counted(number - MOST_NAMED, f"more {kind}")
            yield Reason(f"So do {left}.")


def _pointing_at(record: Publishable) -> list[QuerySet[Any]]:
    """Return the records, by kind, that readers see and that point at one or at a row of it."""
    found: dict[type[Model], QuerySet[Any]] = {}
    for rows in _rows_pointing_at(record):
        for above in _public_above(rows):
            model = above.model
            keys = model._default_manager.filter(pk__in=above.order_by().values("pk"))
            found[model] = found[model] | keys if model in found else keys
    own = type(record)
    return [rows.exclude(pk=record.pk) if model is own else rows for model, rows in found.items()]


def _rows_pointing_at(record: Publishable) -> Iterator[QuerySet[Any]]:
    for pointer in pointers_to(type(record)):
        rows = pointer.rows(record)
        yield rows
        if pointer.field not in owners_of(pointer.model):
            continue
        for other in pointers_to(pointer.model):
            parts = {f"{other.field.name}__in": rows.order_by().values("pk")}
            yield other.model._default_manager.filter(**parts)


def _public_above(rows: QuerySet[Any]) -> Iterator[QuerySet[Any]]:
    """Yield what rows belong to, as far as the public may see it."""
    if issubclass(rows.model, Publishable):
        yield rows.filter(state=Publishable.State.PUBLISHED)
        return
    owners = owners_of(rows.model)
    if not owners:
        yield rows
    for field in owners:
        above = field.related_model._default_manager
        yield from _public_above(above.filter(pk__in=rows.order_by().values(field.name)))
