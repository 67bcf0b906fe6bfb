"""Reads content files, which say whole records as YAML, one by one or many in an archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.core.aggregates.form import Form
from wellbeing_portal.core.aggregates.shape import Shape, shape_of
from wellbeing_portal.core.content import ContentProblems, Parsed
from wellbeing_portal.core.content.reading import parse_yaml

from .cells import FileNames, ListReader, NameReader, NotAccepted
from .reading import FileRefused
from .reading.any_file import ending_of
from .reading.csv_text import decoded
from .reading.zip_guard import opened, part_of
from .said import At, CellPlace, CellTrouble, RowSaid
from .tables import FileTable

MOST_FILES = 2000
DEEPEST = 40
"""Brackets and steps within one another; none of our files has more than six."""


def content_texts(data: bytes, name: str) -> list[tuple[str, str]]:
    """Return the texts of content files, each with the name of its file.

    Raises:
        FileRefused: when there are none, or an archive is not to be opened.
    """
    if ending_of(name) != ".zip":
        return [(name, decoded(data)[0])]
    archive = opened(data)
    names = [one for one in archive.namelist() if ending_of(one) in {".yaml", ".yml"}]
    if not names:
        raise FileRefused(gettext("The archive has no content files (.yaml)."))
    if len(names) > MOST_FILES:
        raise FileRefused(gettext("The archive has too many files. Divide it."))
    return [(Path(one).name, decoded(part_of(archive, one))[0]) for one in sorted(names)]


def read_content(
    texts: Sequence[tuple[str, str]], table: FileTable, names: FileNames
) -> Iterator[RowSaid]:
    """Yield what each content file says."""
    form: type[Form] = table.keeper.form
    for name, text in texts:
        if _is_deep(text):
            place = CellPlace(name, 1)
            yield RowSaid(place, troubles=[CellTrouble(place, "", gettext("It goes too deep."))])
            continue
        try:
            parsed = parse_yaml(text, Path(name))
        except ContentProblems as error:
            place = CellPlace(name, error.problems[0].line)
            troubles = [
                CellTrouble(CellPlace(name, one.line, one.where), one.value, one.message)
                for one in error.problems
            ]
            yield RowSaid(place, {}, {}, {"title": name}, troubles=troubles)
            continue
        yield _Reading(parsed, name, names).row(shape_of(form), parsed.data, ())


def _is_deep(text: str) -> bool:
    flow = max(text.count("["), text.count("{"))
    indent = max((len(line) - len(line.lstrip(" ")) for line in text.splitlines()), default=0)
    return flow > 20_000 or indent > DEEPEST * 8


class _Reading:
    """One content file."""

    def __init__(self, parsed: Parsed, name: str, names: FileNames) -> None:
        self.parsed = parsed
        self.name = name
        self.names = names

    def row(self, shape: Shape, data: Mapping[str, Any], at: At) -> RowSaid:
        """Return what the file says of the record or of a row."""
        said = RowSaid(self._place(at))
        for name, value in data.items():
            here = (*at, name)
            said.places[name] = self._place(here)
            said.texts[name] = "" if isinstance(value, list | dict) else str(value)
            if name not in shape.form.model_fields:
                self._refuse(said, here, gettext("There is no field of this name."))
            elif name in shape.rows:
                said.rows[name] = list(self._rows(shape.rows[name].shape, value, here, said))
            elif name in shape.one or name in shape.many:
                self._name(said, shape, name, value)
            else:
                said.values[name] = value
        return said

    def _rows(self, shape: Shape, value: Any, at: At, said: RowSaid) -> Iterator[RowSaid]:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self._refuse(said, at, gettext("Write a list of rows, each as “name: value” lines."))
            return
        for number, row in enumerate(value):
            yield self.row(shape, row, (*at, number))

    def _name(self, said: RowSaid, shape: Shape, name: str, value: Any) -> None:
        field = shape.one.get(name) or shape.many[name]
        reader = NameReader(field.related_model)
        several = name in shape.many
        texts = value if isinstance(value, list) else [value]
        found = []
        for text in [str(one) for one in texts if one is not None]:
            try:
                read = reader.read(text, self.names)
            except NotAccepted as error:
                accepts = ListReader(reader).accepts if several else reader.accepts
                place = said.places[name]
                said.troubles.append(CellTrouble(place, text, str(error), accepts, error.near))
                continue
            said.unknown += read.unknown
            found += [] if read.value is None else [read.value]
        said.values[name] = found if several else next(iter(found), None)

    def _place(self, at: At) -> CellPlace:
        where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in at)
        return CellPlace(self.name, self.parsed.line_of(at), where)

    def _refuse(self, said: RowSaid, at: At, why: str) -> None:
        said.troubles.append(CellTrouble(self._place(at), "", why))
