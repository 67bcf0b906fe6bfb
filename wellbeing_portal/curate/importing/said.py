"""What a file says of one record, and where it says each thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

At = tuple[str | int, ...]
"""Where in a form a value stands, such as ``("findings", 0, "unit")``."""


@dataclass(frozen=True)
class CellPlace:
    """A cell: sheet, row and heading as the program shows them."""

    sheet: str
    row: int
    column: str = ""


@dataclass(frozen=True)
class CellTrouble:
    """Something that is not accepted: where, what stands there, why, and what would be."""

    place: CellPlace
    value: str
    why: str
    accepts: str = ""
    near: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)


@dataclass(frozen=True)
class UnderstoodAs:
    """A cell that says a thing otherwise than it is kept."""

    place: CellPlace
    value: str
    told: str


@dataclass
class RowSaid:
    """What a line says: values by field, each with its place; ``rows`` are those below it.

    Only what the file has a column or a sheet for is there. ``named`` is what the line calls what
    it belongs to, from the record down.
    """

    place: CellPlace
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, CellPlace] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[RowSaid]] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    troubles: list[CellTrouble] = field(default_factory=list)
    understood: list[UnderstoodAs] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)

    def every(self) -> Iterator[RowSaid]:
        """Yield this line and all below it."""
        yield self
        for rows in self.rows.values():
            for row in rows:
                yield from row.every()

    def place_of(self, at: At) -> CellPlace:
        """Return the cell of a value of the form, or the line that is nearest to it."""
        if not at:
            return self.place
        name, *rest = at
        rows = self.rows.get(str(name))
        if rows and rest and isinstance(rest[0], int) and rest[0] < len(rows):
            return rows[rest[0]].place_of(tuple(rest[1:]))
        return self.places.get(str(name), self.place)

    def text_of(self, at: At) -> str:
        """Return what stands in the cell of a value."""
        if not at:
            return ""
        name, *rest = at
        rows = self.rows.get(str(name))
        if rows and rest and isinstance(rest[0], int) and rest[0] < len(rows):
            return rows[rest[0]].text_of(tuple(rest[1:]))
        return self.texts.get(str(name), "")

    def trouble(self, name: str, why: str, accepts: str = "") -> None:
        """Note that what the line says in a field is not accepted."""
        place = self.places.get(name, self.place)
        self.troubles.append(CellTrouble(place, self.texts.get(name, ""), why, accepts))


Fixed = Mapping[str, str]
"""What is the same in every row of a sheet, by the keys of columns."""
