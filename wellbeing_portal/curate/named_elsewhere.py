"""Other records that name a row of a record, and lose it when it is removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wellbeing_portal.core.models import Keyed, Publishable
from wellbeing_portal.core.models.pointers import all_owners_of, belongs_to, owners_of, pointers_to

from .checking import CheckPoint, record_url


def named_elsewhere(record: Publishable, model: type[Any], key: str) -> Iterator[CheckPoint]:
    """Yield the records that name a row, or the row of which it is a copy, by its key.

    Each comes with its address in the editor.
    """
    if not issubclass(model, Keyed):
        return
    mine = [one for one in (record, record.copy_of) if one is not None]
    rows: Any = model._default_manager.filter(key=key)
    keys = [pk for one in mine for pk in rows.filter(belongs_to(model, one)).values_list("pk")]
    found: dict[tuple[type[Any], int], Publishable] = {}
    for pointer in pointers_to(model):
        if pointer.field in owners_of(pointer.model):
            continue
        pointing = pointer.model._default_manager.filter(
            **{f"{pointer.field.name}__in": [pk for (pk,) in keys]}
        )
        for row in pointing.distinct():
            owner = next(
                (o for o in (row, *all_owners_of(row)) if isinstance(o, Publishable)), None
            )
            if owner is not None and owner not in mine:
                found[type(owner), owner.pk] = owner
    for one in found.values():
        yield CheckPoint(
            f"{one._meta.verbose_name}: {one} ({one.get_state_display()})", record_url(one)
        )
