"""One thing that can be imported and exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from .sheet import FileSheet

if TYPE_CHECKING:
    from wellbeing_portal.curate.importing.keeping import FormKeeper


@dataclass(frozen=True)
class FileTable:
    """A table with all its sheets; ``keeper`` knows how its records are read and written.

    ``known_by`` are fields by which a row that gives no slug finds its record: any of these sets.
    ``of_rows`` tables have rows of records alone, which they add and change and never take away.
    ``only_changes`` says that no record comes into being by an import. ``as_files`` says that
    whole records go in and out as content files too.
    """

    key: str
    title: str | Promise
    about: str | Promise
    model: type[Any]
    keeper: FormKeeper
    sheets: Sequence[FileSheet]
    known_by: Sequence[Sequence[str]] = ()
    of_rows: bool = False
    only_changes: bool = False
    as_files: bool = False

    @property
    def first(self) -> FileSheet:
        """The sheet that a file of one table has."""
        return self.sheets[0]

    @property
    def is_flat(self) -> bool:
        """Whether one table says all of it."""
        return len(self.sheets) == 1

    def sheet(self, key: str) -> FileSheet | None:
        """Return a sheet by its key."""
        return next((one for one in self.sheets if one.key == key), None)
