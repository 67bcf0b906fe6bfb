"""A sheet of a file: records of a kind, or rows that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wellbeing_portal.core.text.likeness import letters

from .column import FileColumn

SheetPath = tuple[str, ...]


@dataclass(frozen=True)
class FileSheet:
    """A sheet with its columns.

    ``path`` leads from the record to its rows, such as ``("initiatives", "funders")``; () are the
    records. ``parents`` are the keys of the columns that name what a row belongs to, the record
    first.
    """

    key: str
    title: str
    form: type[Any]
    columns: Sequence[FileColumn]
    path: SheetPath = ()
    parents: Sequence[str] = ()

    def is_called(self, name: str) -> bool:
        """Tell whether a sheet of a file is meant by this name."""
        return letters(name) in {letters(self.key), letters(self.title), letters(self.title[:28])}

    def column(self, key: str) -> FileColumn | None:
        """Return a column by its key."""
        return next((one for one in self.columns if one.key == key), None)

    @property
    def read_columns(self) -> list[FileColumn]:
        """The columns that a file may fill."""
        return [one for one in self.columns if not one.told]
