"""What an address asks of the evidence map, apart from its filters."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from casestudies.facets import FAMILIES
from wellbeing_portal.core.facets import Family

AXES = ("approach", "outcome")
"""What stands on the rows and columns unless the address says otherwise."""
LONG = 600
"""Characters of filters past which the numbers are no links: there are hundreds of them, and each
would have to carry all the filters."""


@dataclass(frozen=True)
class MapAddress:
    """The families on the rows and columns, what is opened, and the one row that is read.

    ``part`` counts from 1 the stretches of columns that fit side by side.
    """

    rows: Family
    columns: Family
    opened: tuple[str, ...]
    row: str
    part: int
    only_gaps: bool
    has_form: bool
    is_long: bool
    ignored: tuple[str, ...]

    @property
    def families(self) -> tuple[Family, Family]:
        """The family on the rows, and that on the columns."""
        return self.rows, self.columns

    @property
    def has_outcomes(self) -> bool:
        """Whether either side is outcomes: then work done has no place on the map."""
        return "outcome" in (self.rows.name, self.columns.name)


def read_map_address(query: QueryDict) -> MapAddress:
    """Read the parameters of an address; never the same family twice."""
    names, ignored = [], []
    for parameter, usual in zip(("rows", "columns"), AXES, strict=True):
        asked = query.get(parameter, "")
        if asked and asked not in FAMILIES:
            ignored.append(
                gettext("The map has no %(parameter)s called “%(asked)s”.")
                % {"parameter": parameter, "asked": asked[:30]}
            )
        names.append(asked if asked in FAMILIES else usual)
    if names[0] == names[1]:
        names[1] = AXES[0] if names[0] != AXES[0] else AXES[1]
    part = query.get("part", "")
    return MapAddress(
        FAMILIES[names[0]],
        FAMILIES[names[1]],
        tuple(value for value in query.getlist("open") if value),
        query.get("row", ""),
        int(part) if part.isascii() and part.isdigit() and len(part) < 3 else 1,
        query.get("only") == "gaps",
        query.get("filters") == "show",
        len(query.urlencode()) > LONG,
        tuple(ignored),
    )
