"""The content files of councils: those that are, those that were and are to come, and who followed.

What followed a council is said in a table of its own, and belongs to the council that it followed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from wellbeing_portal.core.aggregates import Slug
from wellbeing_portal.core.content import ContentModel, ContentProblems, Parsed, read_table
from wellbeing_portal.core.content.saving import at, write

from .aggregates.references import CouncilRef
from .content_cells import SplitList, one_by_slug
from .models import Council, CouncilChange

TABLES = ("councils.csv", "former_and_coming_councils.csv")
CHANGES = "council_changes.csv"


class ChangeRow(ContentModel):
    """A line of the table of changes, but for the council that is followed."""

    successor: CouncilRef
    extent: CouncilChange.Extent = CouncilChange.Extent.WHOLE
    status: CouncilChange.Status
    date: dt.date | None = None
    source: str = ""


class CouncilRow(ContentModel):
    """A line of the table of councils; ``parent`` is a county's slug."""

    slug: Slug
    name: str
    official_name: str
    welsh_name: str = ""
    gaelic_name: str = ""
    initials: Annotated[list[str], SplitList] = []
    other_names: Annotated[list[str], SplitList] = []
    former_names: Annotated[list[str], SplitList] = []
    gss_code: str | None = None
    type: Council.Type
    region: Council.Region
    nation: Council.Nation
    parent: CouncilRef | None = None
    begins: dt.date | None = None
    ends: dt.date | None = None
    followed_by: list[ChangeRow] = []


def read_councils(folder: Path) -> list[Parsed]:
    """Read the tables of councils and of what followed them; those that follow come first.

    Raises:
        ContentProblems: when a table is wrong, or names a council that no table has.
    """
    rows = [row for name in TABLES if (folder / name).exists() for row in read_table(folder / name)]
    changes = read_table(folder / CHANGES) if (folder / CHANGES).exists() else []
    followed_by: dict[str, list[Parsed]] = defaultdict(list)
    for change in changes:
        followed_by[str(change.data.get("predecessor", ""))].append(change)
    slugs = {row.data.get("slug") for row in rows}
    unknown = [
        change.problem(("predecessor",), "there is no council of this name", slug)
        for slug, lines in followed_by.items()
        for change in lines
        if slug not in slugs
    ]
    if unknown:
        raise ContentProblems(unknown)
    told = [_with_changes(row, followed_by.get(str(row.data.get("slug")), [])) for row in rows]
    return _successors_first(told, {slug: _after(lines) for slug, lines in followed_by.items()})


def _with_changes(row: Parsed, changes: Sequence[Parsed]) -> Parsed:
    said = [{k: v for k, v in one.data.items() if k != "predecessor"} for one in changes]
    return replace(row, data={**row.data, "followed_by": said}) if said else row


def _after(changes: Sequence[Parsed]) -> list[str]:
    return [str(one.data.get("successor", "")) for one in changes]


def _successors_first(rows: Sequence[Parsed], after: Mapping[str, Sequence[str]]) -> list[Parsed]:
    """Order rows so that what follows a council is known before it."""

    def steps(slug: str, seen: tuple[str, ...] = ()) -> int:
        """Return how many councils have followed one another since."""
        if slug in seen:
            return 0
        return max((1 + steps(one, (*seen, slug)) for one in after.get(slug, ())), default=0)

    return sorted(rows, key=lambda row: steps(str(row.data.get("slug", ""))))


def save_council(row: CouncilRow, record: Council | None) -> Council:
    """Make a council, with what followed it, as its row says."""
    values: dict[str, Any] = row.model_dump(exclude={"followed_by"})
    values["parent"] = one_by_slug(Council, row.parent)
    council = write(record or Council(), values)
    council.followed_by.all().delete()
    for position, change in enumerate(row.followed_by, start=1):
        with at("followed_by", position - 1):
            write(
                CouncilChange(predecessor=council, position=position),
                change.model_dump() | {"successor": one_by_slug(Council, change.successor)},
            )
    return council
