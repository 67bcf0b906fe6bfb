"""The names of councils and places, as documents of the index have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from wellbeing_portal.search import Keys

from .models import Council
from .models.council import NAME_LISTS

OTHER_NAMES_OF_REGIONS = {
    "east-of-england": ("East Anglia", "Eastern England"),
    "london": ("Greater London", "London boroughs"),
    "north-east": ("North East England", "the North East"),
    "north-west": ("North West England", "the North West"),
    "south-east": ("South East England", "the South East"),
    "south-west": ("South West England", "the South West", "West Country"),
    "yorkshire-and-the-humber": ("Yorkshire", "Yorkshire and Humber", "Humber"),
}
"""What people call the English regions besides their names."""

COUNCIL_NAMES = ("name", "official_name", "welsh_name", "gaelic_name", *NAME_LISTS)
"""The words that a council is known by, in the documents of what it has."""

KNOWN_BY = (*COUNCIL_NAMES, "gss_code")
FOLLOWS = "follows__predecessor"


def names_in(rows: Iterable[tuple[Any, ...]]) -> tuple[str, ...]:
    """Return the names that rows of ``COUNCIL_NAMES`` hold, each once."""
    found: dict[str, None] = {}
    for row in rows:
        for value in row:
            found |= dict.fromkeys(filter(None, value if isinstance(value, list) else (value,)))
    return tuple(found)


def rows_by_record(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Return rows without their first value, by that value."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *row in rows:
        found[key].append(tuple(row))
    return found


def names_of_the_followed(keys: Keys) -> dict[int, list[tuple[Any, ...]]]:
    """Return the names of the councils that these followed, and of those that these followed."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for way in (FOLLOWS, f"{FOLLOWS}__{FOLLOWS}"):
        rows = Council.objects.filter(pk__in=keys, **{f"{way}__isnull": False}).order_by()
        named = rows.values_list("pk", *(f"{way}__{name}" for name in KNOWN_BY))
        for pk, told in rows_by_record(named).items():
            found[pk] += told
    return found
