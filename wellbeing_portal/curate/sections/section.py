"""A part of a record that is edited on a page of its own, or as rows with a page each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wellbeing_portal.core.aggregates import KeyedRow, RecordForm

Told = Callable[[Any], str]
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

    def digest(self, record: RecordForm) -> str:
        """Return a mark that is another whenever what the section edits says something else."""
        return _digest([getattr(record, name) for name in self.edits])


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

    def digest(self, record: RecordForm) -> str:
        """Return the mark of which rows there are, in which order."""
        return _digest([str(getattr(one, self.row_type.KNOWN_BY)) for one in self.standing(record)])

    def row_digest(self, record: RecordForm, key: str) -> str:
        """Return the mark of what one row says."""
        return _digest(self.row(record, key))


def _digest(said: Any) -> str:
    return hashlib.sha256(json.dumps(_plain(said), default=str).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return json.loads(value.model_dump_json()) if hasattr(value, "model_dump_json") else value
