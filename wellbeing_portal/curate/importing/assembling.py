"""Puts the lines of a file together, each record with what belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.core.free_slugs import slug_from

from .cells import FileNames, NameReader, NotAccepted
from .cells.naming import plain
from .mapping import SheetMapping, body_of
from .reading import GridRow, ReadFile, SheetGrid
from .said import CellPlace, CellTrouble, RowSaid, UnderstoodAs
from .tables import FileColumn, FileSheet, FileTable

CALLED = ("slug", "title", "name", "key", "statement", "covers", "text", "committee", "topic")
"""Fields by which lines of other sheets may name a line."""

KEYS = ("slug", "key")
"""Of these the ones that name one line alone: as written, they go before any name like them."""


def assembled(
    read: ReadFile, table: FileTable, mappings: Sequence[SheetMapping], names: FileNames
) -> list[RowSaid]:
    """Return the records of a file, in their order, with all that it says of each."""
    grids = {grid.name: grid for grid in read.grids}
    by_path: dict[tuple[str, ...], list[RowSaid]] = {}
    for mapping in mappings:
        sheet = table.sheet(mapping.sheet) if mapping.sheet else None
        if sheet is not None:
            grid = grids[mapping.name]
            headings = _headings(grid, mapping)
            lines = list(body_of(grid, mapping))
            if sheet.path == () and not table.only_changes:
                _announce(lines, table, mapping, names)
            rows = [understood(line, sheet, mapping, headings, names) for line in lines]
            by_path.setdefault(sheet.path, []).extend(rows)
    records = by_path.pop((), None)
    if records is None:
        records = _implied(by_path)
    _hang(records, by_path)
    return records


def _announce(
    lines: Sequence[GridRow], table: FileTable, mapping: SheetMapping, names: FileNames
) -> None:
    """Let records be named that stand in the same file, before or after whoever names them."""
    readers = [column.reader for column in table.first.columns]
    if NameReader(table.model) not in readers:
        return
    places = {key: place for place, key in mapping.columns.items()}
    for line in lines:
        name = line.cell(places["name"]) if "name" in places else ""
        slug = line.cell(places["slug"]) if "slug" in places else ""
        known = names.of(table.model)
        if name and not known.meant_by(name):
            known.add(slug or slug_from(name), name)


def understood(
    line: GridRow,
    sheet: FileSheet,
    mapping: SheetMapping,
    headings: Mapping[str, str],
    names: FileNames,
) -> RowSaid:
    """Return what one line says."""
    said = RowSaid(CellPlace(mapping.name, line.number))
    parents: dict[str, str] = {}
    texts = {key: line.cell(place) for place, key in mapping.columns.items()}
    for key, text in {**mapping.fixed, **texts}.items():
        column = sheet.column(key)
        if column is None or column.told:
            continue
        place = CellPlace(mapping.name, line.number, headings.get(key, column.heading))
        filled = text or mapping.fixed.get(key, "")
        if key in sheet.parents:
            parents[key] = filled
            if not filled:
                said.troubles.append(
                    CellTrouble(place, "", gettext("This is missing."), column.reader.accepts)
                )
            continue
        meant = _meant(mapping.values.get(key, {}), filled)
        if meant or mapping.empties:
            _take(said, column, place, meant, names)
        else:
            said.places[column.key], said.texts[column.key] = place, ""
        if meant != filled:
            said.understood.append(UnderstoodAs(place, filled, _label(column, meant)))
    said.named = tuple(parents.get(key, "") for key in sheet.parents)
    return said


def _meant(words: Mapping[str, str], text: str) -> str:
    """Return which of our choices a word of the file is said to mean, or the word."""
    asked = plain(text) if words else ""
    return next((value for word, value in words.items() if plain(word) == asked), text)


def _label(column: FileColumn, value: str) -> str:
    choices = getattr(column.reader, "choices", ())
    return next((str(label) for one, label in choices if str(one) == value), value)


def _headings(grid: SheetGrid, mapping: SheetMapping) -> dict[str, str]:
    """Return what the file itself calls the columns that say each of ours."""
    head = next(row for row in grid.rows if row.number == mapping.head)
    return {key: head.cell(place) for place, key in mapping.columns.items() if head.cell(place)}


def _take(said: RowSaid, column: FileColumn, place: CellPlace, text: str, names: FileNames) -> None:
    said.places[column.key] = place
    said.texts[column.key] = text
    if not text:
        if column.key not in ("slug", "key", "figure") and column.key not in said.values:
            said.values[column.key] = column.empty
        return
    try:
        read = column.reader.read(text, names)
    except NotAccepted as error:
        said.troubles.append(
            CellTrouble(place, text, str(error), column.reader.accepts, error.near)
        )
        return
    if column.key != "figure":
        said.values[column.key] = read.value
    said.values |= {key: value for key, value in read.besides.items() if _is_free(said, key)}
    said.places |= dict.fromkeys(read.besides, place)
    said.unknown += read.unknown
    if read.as_told:
        said.understood.append(UnderstoodAs(place, text, read.as_told))


def _is_free(said: RowSaid, key: str) -> bool:
    """Tell whether no cell of its own says a field that another cell says too."""
    return not said.texts.get(key)


def _implied(by_path: Mapping[tuple[str, ...], Sequence[RowSaid]]) -> list[RowSaid]:
    """Return a record for each that lines name, where no sheet has records themselves."""
    records: dict[str, RowSaid] = {}
    for rows in by_path.values():
        for row in rows:
            called = row.named[0] if row.named else ""
            if plain(called) not in records:
                records[plain(called)] = RowSaid(row.place, {"slug": called}, {}, {"slug": called})
    return list(records.values())


def _hang(records: list[RowSaid], by_path: Mapping[tuple[str, ...], Sequence[RowSaid]]) -> None:
    """Give every line to what it belongs to; sheets that are there are there for all records.

    A line that belongs to nothing stands among the records, and says so.
    """
    lost = []
    for path in sorted(by_path, key=len):
        for parent in _at(records, path[:-1]):
            parent.rows.setdefault(path[-1], [])
        keyed = _by_name(records, path[:-1], _keys_of)
        known = _by_name(records, path[:-1], _names_of)
        for row in by_path[path]:
            found = keyed.get(row.named) or known.get(tuple(map(plain, row.named)), [])
            if len(found) == 1:
                found[0].rows[path[-1]].append(row)
                continue
            why = (
                gettext("Several are called so. Write the slug or the key.")
                if found
                else gettext("The file has nothing of this name to which the row could belong.")
            )
            trouble = CellTrouble(row.place, row.named[-1] if row.named else "", why)
            lost.append(RowSaid(row.place, troubles=[*row.troubles, trouble]))
    records += lost


def _at(records: Sequence[RowSaid], path: tuple[str, ...]) -> Iterator[RowSaid]:
    if not path:
        yield from records
        return
    for record in records:
        yield from _at(record.rows.get(path[0], []), path[1:])


def _by_name(
    records: Sequence[RowSaid], path: tuple[str, ...], names_of: Callable[[RowSaid], set[str]]
) -> dict[tuple[str, ...], list[RowSaid]]:
    """Return lines by all that the lines below them may call them, from the record down."""
    found: dict[tuple[str, ...], list[RowSaid]] = defaultdict(list)

    def visit(rows: Sequence[RowSaid], above: tuple[str, ...], left: tuple[str, ...]) -> None:
        for row in rows:
            for name in names_of(row):
                here = (*above, name)
                if left:
                    visit(row.rows.get(left[0], []), here, left[1:])
                else:
                    found[here].append(row)

    visit(records, (), path)
    return found


def _names_of(row: RowSaid) -> set[str]:
    return {name for said in _said(row, CALLED) if (name := plain(said))}


def _keys_of(row: RowSaid) -> set[str]:
    return set(_said(row, KEYS))


def _said(row: RowSaid, fields: Iterable[str]) -> list[str]:
    said: list[Any] = [row.texts.get(key) or row.values.get(key) for key in fields]
    return [str(one) for one in said if one]
