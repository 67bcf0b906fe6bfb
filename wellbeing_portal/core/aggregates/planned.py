"""What has to be written so that a record says what a form says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wellbeing_portal.search.signals import Told

from .shape import Path, Shape

Location = tuple[str | int, ...]
"""Where in a form a row stands, such as ``("findings", 3)``."""


@dataclass(eq=False)
class PlannedRow:
    """A row, or the record itself, and what will be different about it.

    ``values`` are new values by the names of fields; ``links`` the records that a relation to
    many gets and loses, by their primary keys. ``words`` are what the row is named by, and
    ``key_is_made`` says that nobody gave its key.
    """

    shape: Shape
    row: Any
    location: Location
    parent: PlannedRow | None = None
    parent_field: str = ""
    words: str = ""
    key_is_made: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    links: dict[str, tuple[set[int], set[int]]] = field(default_factory=dict)

    is_new: bool = field(init=False)
    """Whether it has to be made."""

    def __post_init__(self) -> None:
        self.is_new = self.row.pk is None

    @property
    def is_changed(self) -> bool:
        """Whether it stands, and will be different."""
        return not self.is_new and bool(self.values or self.links)

    @property
    def told(self) -> Told:
        """The row as the log of changes is told of it.

        Nothing can point at a new one yet, and the record itself is saved with signals.
        """
        silent = not self.is_new and self.parent is not None
        columns = self.row._meta.concrete_fields if silent else ()
        fields = {column.attname for column in columns if column.name in self.values}
        through = {self.shape.many[name].remote_field.through for name in self.links}
        return Told(self.row, frozenset(fields), frozenset(through))

    def apply(self) -> None:
        """Set the values, once what they name has been saved."""
        if self.parent is not None:
            setattr(self.row, self.parent_field, self.parent.row)
        for name, value in self.values.items():
            one = self.shape.one.get(name)
            setattr(self.row, name if one is None else one.attname, value)


@dataclass
class PlannedRows:
    """All rows of one kind, such as the funders of all initiatives.

    ``families`` are the rows of each parent, in their order; ``new`` and ``changed`` those of
    them that have to be written.
    """

    shape: Shape
    families: list[list[PlannedRow]] = field(default_factory=list)
    new: list[PlannedRow] = field(default_factory=list)
    changed: list[PlannedRow] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)

    def add(self, family: list[PlannedRow]) -> None:
        """Take in the rows of one parent, when all that will be different is known."""
        self.families.append(family)
        self.new += [one for one in family if one.is_new]
        self.changed += [one for one in family if one.is_changed]

    @property
    def beyond(self) -> int:
        """How far rows have to go to stand where none does, did or will."""
        rows = [*self.removed, *(one.row for family in self.families for one in family)]
        return 1 + max([len(rows), *(row.position for row in rows)])

    @property
    def touched(self) -> list[PlannedRow]:
        """The rows that have to be written."""
        return [*self.changed, *self.new]


@dataclass
class Plan:
    """The records, and all kinds of rows in the order in which they can be made."""

    records: list[PlannedRow]
    kinds: dict[Path, PlannedRows]

    @classmethod
    def of_all(cls, plans: Sequence[Plan]) -> Plan:
        """Return the plan that writes what several say, of records of one kind, in one go."""
        kinds = {path: PlannedRows(kind.shape) for path, kind in plans[0].kinds.items()}
        for one in plans:
            for path, kind in one.kinds.items():
                for name in ("families", "new", "changed", "removed"):
                    getattr(kinds[path], name).extend(getattr(kind, name))
        return cls([record for one in plans for record in one.records], kinds)

    @property
    def is_empty(self) -> bool:
        """Whether the records say all of it already."""
        return not any(kind.touched or kind.removed for kind in self.kinds.values())
