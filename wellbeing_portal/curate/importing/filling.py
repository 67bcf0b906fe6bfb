"""Makes the form of a record from what stands and what a file says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError as RuleBroken
from django.utils.translation import gettext
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from wellbeing_portal.core.aggregates.form import Form, KeyedRow
from wellbeing_portal.core.aggregates.shape import shape_of
from wellbeing_portal.core.content.schema import why_not

from .cells.naming import plain
from .said import CellTrouble, RowSaid
from .tables import FileSheet, FileTable


def filled(
    table: FileTable, said: RowSaid, before: Any | None, state: Mapping[str, Any]
) -> Any | None:
    """Return the form that a record would have; None where it cannot be, which ``said`` tells.

    What the file has no column or sheet for stays as it stands.
    """
    form = table.keeper.form
    data = _data(form, said, before, keeps=table.of_rows) | dict(state)
    try:
        return form.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _tell(table, said, tuple(detail["loc"]), why_not(detail))
    return None


TAKEN = frozenset({"unique", "unique_together"})
"""What Django calls a rule that is broken by what another record says."""


def tell_broken(table: FileTable, said: RowSaid, error: RuleBroken) -> None:
    """Note which cell breaks a rule of a model."""
    location = tuple(getattr(error, "location", ()))
    if not hasattr(error, "error_dict"):
        for message in error.messages:
            _tell(table, said, location, message)
        return
    for name, broken in error.error_dict.items():
        at = location if name == "__all__" else (*location, name)
        for one in broken:
            _tell(table, said, at, " ".join(one.messages), is_taken=one.code in TAKEN)


def _tell(
    table: FileTable, said: RowSaid, at: tuple[Any, ...], why: str, *, is_taken: bool = False
) -> None:
    names = tuple(one for one in at if isinstance(one, str))
    place = said.place_of(at)
    if names and not place.column:
        place = replace(place, column=names[-1].replace("_", " ").capitalize())
    if any(one.place == place for row in said.every() for one in row.troubles):
        return
    accepts = next(filter(None, (_accepts(sheet, names) for sheet in table.sheets)), "")
    if is_taken:
        accepts = gettext("what no other record has, or the slug of the record that is meant")
    why = why[:1].upper() + why[1:]
    stop = "" if why.endswith((".", "?", "!")) else "."
    said.troubles.append(CellTrouble(place, said.text_of(at), f"{why}{stop}", accepts))


def _accepts(sheet: FileSheet, names: tuple[str, ...]) -> str:
    if not names or names[:-1] != sheet.path:
        return ""
    column = sheet.column(names[-1])
    return column.reader.accepts if column is not None else ""


def _data(form: type[Any], said: RowSaid, before: Any | None, *, keeps: bool) -> dict[str, Any]:
    rows = shape_of(form).rows if issubclass(form, Form) else {}
    data: dict[str, Any] = {}
    for name in form.model_fields:
        if name in rows:
            standing = list(getattr(before, name)) if before is not None else []
            if name in said.rows:
                below = rows[name].shape.form
                data[name], said.rows[name] = _rows(below, said.rows[name], standing, keeps=keeps)
            else:
                data[name] = [_dumped(row) for row in standing]
            continue
        stands = None if before is None else getattr(before, name, None)
        value = _as_it_stands(said.values.get(name, stands), stands)
        if value not in (None, "", []):
            data[name] = value
        elif _may_be_empty(form.model_fields[name]):
            data[name] = ""
        # What is empty otherwise has its default, or is missing.
    if data.get("key") == "":
        del data["key"]
    return data


def _as_it_stands(value: Any, stands: Any) -> Any:
    """Return what stands where a line says the same but for spaces, which nobody sees."""
    if not (isinstance(value, str) and isinstance(stands, str)) or "\n" in value + stands:
        return value
    return stands if value.split() == stands.split() else value


def _may_be_empty(info: FieldInfo) -> bool:
    """Tell whether a field has to be said, and may say nothing."""
    return info.is_required() and any(
        getattr(one, "min_length", None) == 0 for one in info.metadata
    )


def _rows(
    form: type[Any], said: Sequence[RowSaid], standing: Sequence[Any], *, keeps: bool
) -> tuple[list[dict[str, Any]], list[RowSaid]]:
    """Return the data of rows, and what the file says of each, in the same order."""
    matched: list[tuple[RowSaid, Any | None]] = []
    left = list(standing)
    for row in said:
        twin = next((one for one in left if _is_same(form, row, one)), None)
        if twin is not None:
            left.remove(twin)
        matched.append((row, twin))
    made = []
    if keeps:
        of = {id(twin): row for row, twin in matched if twin is not None}
        for one in standing:
            told = of.get(id(one))
            if told is None:
                made.append((RowSaid(said[0].place), _dumped(one)))
            else:
                made.append((told, _row(form, told, one)))
        matched = [(row, twin) for row, twin in matched if twin is None]
    made += [(row, _row(form, row, twin)) for row, twin in matched]
    return [data for _, data in made], [row for row, _ in made]


def _row(form: type[Any], row: RowSaid, twin: Any | None) -> dict[str, Any]:
    data = _data(form, row, twin, keeps=False)
    if twin is not None and issubclass(form, KeyedRow):
        data.setdefault("key", twin.key)
    return data


def _is_same(form: type[Any], row: RowSaid, standing: Any) -> bool:
    """Tell whether a line is about a row that stands: by key, or by what it is named by."""
    known_by = form.KNOWN_BY
    said = row.values.get(known_by)
    if said:
        return bool(said == getattr(standing, known_by))
    if not issubclass(form, KeyedRow):
        return False
    words = next((row.values.get(name) for name in form.model.NAMED_BY), None)
    return bool(words) and plain(str(words)) == plain(standing.words)


def _dumped(row: Any) -> dict[str, Any]:
    data: dict[str, Any] = row.model_dump()
    return data
