"""A council that others follow: the record of the admin whose page has rows in an order."""

from __future__ import annotations

from typing import Any

from strategies.models import Council, CouncilChange
from tests import factories
from tests.admin_pages import new_rows

ROWS = "followed_by"


def followed_council(letters: str = "ABCD") -> Council:
    """A council whose rows say A, B, C and D of where each change is told."""
    council: Council = factories.CouncilFactory.create(name="Old Marl")
    for letter in letters:
        factories.CouncilChangeFactory.create(predecessor=council, source=letter)
    return council


def row_of(council: Council, letter: str) -> CouncilChange:
    return CouncilChange.objects.get(predecessor=council, source=letter)


def sources(council: Council) -> list[str]:
    """What the rows say, in their order; no two stand in one place."""
    rows = list(CouncilChange.objects.filter(predecessor=council).order_by("position"))
    assert len({row.position for row in rows}) == len(rows)
    return [row.source for row in rows]


def added(*rows: dict[str, Any], existing: int = 4) -> dict[str, Any]:
    """What a browser sends for rows that are added, each about another council."""
    return new_rows(ROWS, existing, *map(whole, rows))


def whole(row: dict[str, Any]) -> dict[str, Any]:
    if not row.get("source"):
        return {"extent": "whole"} | row
    successor = factories.CouncilFactory.create()
    return {"successor": successor.pk, "status": "proposed", "extent": "whole"} | row


def changed(index: int, **values: Any) -> dict[str, Any]:
    """What a browser sends for a row in which something is changed."""
    return {f"{ROWS}-{index}-{name}": value for name, value in values.items()}
