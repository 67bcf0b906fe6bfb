"""A column of a file, and how it is known again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.core.text.likeness import letters
from wellbeing_portal.core.words import opening
from wellbeing_portal.curate.importing.cells import CellReader


@dataclass(frozen=True)
class FileColumn:
    """A column: ``key`` is the name of the field that it says.

    ``empty`` is what an empty cell says. A column that is only ``told`` is written and never
    read: what it says is decided elsewhere.
    """

    key: str
    label: str
    reader: CellReader
    empty: Any = None
    needed: bool = False
    note: str = ""
    told: bool = False
    others: Sequence[str] = field(default=())

    @property
    def heading(self) -> str:
        """What stands on top of it in files."""
        return opening(self.key.replace("_", " "))

    @property
    def notes(self) -> str:
        """What may be written into it, for people."""
        if self.told:
            return gettext("For your information; it is not read.")
        parts = [self.note, gettext("Write %(what)s.") % {"what": self.reader.accepts}]
        if self.needed:
            parts.insert(0, gettext("Needed."))
        return " ".join(filter(None, parts))

    def is_called(self, heading: str) -> bool:
        """Tell whether a heading of a file means this column."""
        return letters(heading) in {letters(one) for one in (self.key, self.label, *self.others)}
