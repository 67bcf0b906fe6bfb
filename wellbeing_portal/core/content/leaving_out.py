"""Loads a file without what needs a record that is not there any more."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .reading import Location, Parsed
from .references import GONE, References
from .schema import ContentModel


@dataclass(frozen=True)
class LeftOut:
    """A part of a file that was left out, and why; no place is the whole file."""

    location: Location
    reason: str

    def __str__(self) -> str:
        place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in self.location)
        return f"loaded without {place}, because {self.reason}"


@dataclass(frozen=True)
class Usable:
    """What a file says, as far as all that it refers to is there.

    ``content`` is None where the record cannot be without what is missing.
    """

    content: ContentModel | None
    left_out: list[LeftOut]


def usable(schema: type[ContentModel], parsed: Parsed, references: References) -> Usable:
    """Return what ``parsed``, a file without mistakes, says of records that are there.

    A reference that may be absent is left out; of a row that cannot be without it, the row; and
    so on outwards.
    """
    data = deepcopy(dict(parsed.data))
    left_out: list[LeftOut] = []
    while True:
        try:
            content = schema.model_validate(data, context={"references": references})
        except ValidationError as error:
            part = _next(data, error.errors(include_url=False), left_out)
            if not part.location:
                return Usable(None, [part])
            inside = len(part.location)
            left_out = [one for one in left_out if one.location[:inside] != part.location]
            left_out.append(part)
            _remove(data, part.location)
        else:
            return Usable(content, left_out)


def _next(data: Any, details: list[ErrorDetails], left_out: list[LeftOut]) -> LeftOut:
    """Return what has to go next: what lacks what has just gone, or else what is not there."""
    for detail in details:
        if detail["type"] != GONE:
            whole = detail["type"] == "value_error"
            location = detail["loc"] if whole else detail["loc"][:-1]
            return LeftOut(_in_data(data, location), left_out[-1].reason)
    # The last one first: what is left out of a list renumbers what follows.
    last = details[-1]
    said = last["ctx"]
    reason = f"it needs the {said['kind']} {said['key']}, which {said['reason']}"
    return LeftOut(_in_data(data, last["loc"]), reason)


def _in_data(data: Any, location: Location) -> Location:
    """Drop the parts of a location that name a type and not a place."""
    kept: Location = ()
    for part in location:
        if isinstance(data, dict):
            there = part in data
        else:
            there = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if there:
            data = data[part]
            kept = (*kept, part)
    return kept


def _remove(data: Any, location: Location) -> None:
    for part in location[:-1]:
        data = data[part]
    del data[location[-1]]
