"""A part of a record that is edited on a page of its own, or as rows with a page each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wellbeing_portal.core.aggregates import KeyedRow, RecordForm

Told = Callable[[RecordForm], str]
"""Says in a line what a section holds."""


@dataclass(frozen=True)
class Section:
    """Some fields of a record's form that are edited together.

    ``key`` names it in addresses, ``edits`` are the fields, ``form`` is what people fill in, and
    ``told`` says in a line what it holds, so that nobody need open it to know.
    """

    key: str
    title: Any
    form: type[Any]
    edits: tuple[str, ...]
    told: Told = field(default=lambda _: "")
    help: Any = ""

    def digest(self, record: RecordForm, row: str = "") -> str:
        """Return a mark that is another whenever what the section edits says something else."""
        said = [_plain(getattr(record, name)) for name in self.edits]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()

    def holds(self, at: str) -> bool:
        """Whether a reason that is ``at`` a field of the record is mended here."""
        relations = {name: key for key, name in self._relations().items()}
        return at in self.edits or relations.get(at) in self.edits

    def _relations(self) -> dict[str, str]:
        return {}


@dataclass(frozen=True)
class RowsSection(Section):
    """Rows of a record: a list that can be put in order, and a page for each.

    ``rows`` is the field of the record's form, ``row_form`` the typed form of one row, ``one``
    what a row is called.
    """

    rows: str = ""
    row_type: type[Any] = KeyedRow
    one: Any = ""

    def standing(self, record: RecordForm) -> Sequence[Any]:
        """Return the rows that the record has, in their order."""
        found: Sequence[Any] = getattr(record, self.rows)
        return found

    def row(self, record: RecordForm, key: str) -> Any | None:
        """Return the row with a key, if the record has it."""
        known = self.row_type.KNOWN_BY
        return next((r for r in self.standing(record) if str(getattr(r, known)) == key), None)

    def digest(self, record: RecordForm, row: str = "") -> str:
        """Return the mark of one row, or of which rows there are."""
        known = self.row_type.KNOWN_BY
        said = (
            _plain(self.row(record, row))
            if row
            else [str(getattr(one, known)) for one in self.standing(record)]
        )
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return json.loads(value.model_dump_json()) if hasattr(value, "model_dump_json") else value
