"""Keys are never given to something else once their row is gone."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from wellbeing_portal.core.keys import free_key, key_from

from .planned import PlannedRow, PlannedRows


def leave_former_keys(kind: PlannedRows) -> None:
    """Give new rows other keys where rows that are gone had theirs and said something else.

    A row that says what a former one said comes back under its key. A key that somebody gave is
    theirs to give: so a record goes back to an earlier version of itself.
    """
    made = [one for one in kind.new if one.key_is_made and one.parent and not one.parent.is_new]
    if not made:
        return
    former = _former(kind.shape.model, made)
    families = {id(one): family for family in kind.families for one in family}
    for one in made:
        said = former[_owner(one)]
        key = one.values["key"]
        if key in said and _named(one) not in said[key]:
            siblings = {_key(other) for other in families[id(one)] if other is not one}
            wanted = key_from(one.words, str(one.row._meta.verbose_name))
            one.values["key"] = free_key(wanted, siblings | said.keys())


def _former(model: Any, made: list[PlannedRow]) -> dict[int, dict[str, set[tuple[Any, ...]]]]:
    """Return by record the keys that its rows ever had, each with what its row was named by."""
    owner = f"{made[0].parent_field}_id"
    names = [model._meta.get_field(name).attname for name in model.NAMED_BY]
    versions = model.history.filter(**{f"{owner}__in": {_owner(one) for one in made}})
    former: dict[int, dict[str, set[tuple[Any, ...]]]] = defaultdict(lambda: defaultdict(set))
    for record, key, *said in versions.order_by().values_list(owner, "key", *names).distinct():
        former[record][key].add(tuple(said))
    return former


def _owner(one: PlannedRow) -> int:
    return int(one.parent.row.pk) if one.parent else 0


def _key(one: PlannedRow) -> str:
    return str(one.values.get("key") or one.row.key)


def _named(one: PlannedRow) -> tuple[Any, ...]:
    return tuple(one.values[name] for name in one.row.NAMED_BY)
