"""What rows are called for ever within the record that they belong to.

A key is made once, from what the row says first, and stays when that is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, count, groupby
from typing import Any

from django.apps.registry import Apps
from django.db.models import Exists, OuterRef, Subquery
from django.utils.text import slugify

from .slugs import RESERVED

LONGEST_KEY = 60
_LONGEST_MADE = 48
"""What is made leaves room for a number."""


def key_from(words: str, otherwise: str) -> str:
    """Return the key that words ask for; ``otherwise`` where none of them can be written so."""
    slug = _plain(words) or _plain(otherwise)
    if len(slug) <= _LONGEST_MADE:
        return slug
    start, _, _ = slug[: _LONGEST_MADE + 1].rpartition("-")
    return start or slug[:_LONGEST_MADE]


def _plain(words: str) -> str:
    return re.sub("[^a-z0-9]+", "-", slugify(words)).strip("-")


def free_key(wanted: str, taken: Collection[str]) -> str:
    """Return the key wanted, or the first with a number behind it that nothing has."""
    return next(one for one in _numbered(wanted) if one not in taken and one not in RESERVED)


def free_keys(wanted: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Return a key for each one wanted, in their order, no two the same."""
    used, keys = set(taken), []
    for one in wanted:
        keys.append(free_key(one, used))
        used.add(keys[-1])
    return keys


def _numbered(wanted: str) -> Iterator[str]:
    return chain([wanted], (f"{wanted}-{number}" for number in count(2)))


def give_keys(
    apps: Apps, app: str, name: str, named_by: Sequence[str], within: Sequence[str]
) -> None:
    """Give a key to every row of a model, and to its versions. Migrations call it."""
    model: Any = apps.get_model(app, name)
    rows = model._default_manager.select_related(*_relations(model, named_by))
    said = (*named_by, *(f"{one}__slug" for one in _relations(model, named_by)))
    rows = rows.only("position", *within, *said)
    rows = rows.order_by(*(f"{one}_id" for one in within), "position", "pk")

    def owner(row: Any) -> tuple[str, Any]:
        owners = ((field, getattr(row, f"{field}_id")) for field in within)
        return next(((field, key) for field, key in owners if key is not None), ("", None))

    for _, some in groupby(list(rows), owner):
        siblings = list(some)
        wanted = [_wanted(row, named_by) for row in siblings]
        for row, key in zip(siblings, free_keys(wanted), strict=True):
            row.key = key
        model._default_manager.bulk_update(siblings, ["key"], batch_size=200)
    key = model._default_manager.filter(pk=OuterRef("id")).values("key")
    versions: Any = apps.get_model(app, f"Historical{name}")
    versions._default_manager.filter(Exists(key)).update(key=Subquery(key))


def _relations(model: Any, names: Sequence[str]) -> list[str]:
    return [name for name in names if model._meta.get_field(name).is_relation]


def _wanted(row: Any, named_by: Sequence[str]) -> str:
    said = next((said for name in named_by if (said := getattr(row, name))), "")
    return key_from(str(getattr(said, "slug", said)), str(row._meta.verbose_name))
