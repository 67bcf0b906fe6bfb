"""Typed schemas of content files, and references between them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, ValidationInfo

from .former import Former
from .problem import ContentProblem, ContentProblems
from .reading import Parsed

Known = Mapping[str, set[str]]
"""The keys that exist, by kind: ``{"approach": {"making-every-contact-count", …}}``."""


class ContentModel(BaseModel):
    """Base of every schema: nothing unknown, nothing silently converted."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, str_min_length=1
    )

    @classmethod
    def check(cls, parsed: Parsed, known: Known, former: Former) -> Self:
        """Return ``parsed`` as this schema. It may refer to a record by a former slug.

        Raises:
            ContentProblems: with line, field and value of everything that is wrong.
        """
        try:
            return cls.model_validate(dict(parsed.data), context={"known": known, "former": former})
        except ValidationError as error:
            raise ContentProblems(_problems(parsed, error)) from None


def refers_to(kind: str) -> AfterValidator:
    """Return a validator that accepts only keys of ``kind`` that exist."""
    return AfterValidator(_reference_check(kind))


def _reference_check(kind: str) -> Callable[[str, ValidationInfo], str]:
    def check(value: str, info: ValidationInfo) -> str:
        known: Known = (info.context or {}).get("known", {})
        former: Former = (info.context or {}).get("former", Former())
        if not former.follow(kind, value) and value not in known.get(kind, set()):
            close = difflib.get_close_matches(value, sorted(known.get(kind, set())), 1)
            hint = f"; did you mean “{close[0]}”?" if close else ""
            raise ValueError(f"there is no {kind} of this name{hint}")
        return value

    return check


def _problems(parsed: Parsed, error: ValidationError) -> list[ContentProblem]:
    return [
        parsed.problem(_in_file(parsed, detail["loc"]), _plain(detail), _value(detail))
        for detail in error.errors(include_url=False)
    ]


def _in_file(parsed: Parsed, location: tuple[Any, ...]) -> tuple[Any, ...]:
    """Drop the parts of a location that name a type and not a place in the file."""
    kept: tuple[Any, ...] = ()
    for part in location:
        if (*kept, part) in parsed.lines or part == location[-1]:
            kept = (*kept, part)
    return kept


def _plain(detail: Mapping[str, Any]) -> str:
    """Say in plain words what is wrong."""
    match detail["type"]:
        case "missing":
            return "this is missing"
        case "extra_forbidden":
            return "there is no field of this name"
        case "value_error":
            return str(detail["ctx"]["error"])
        case "enum":
            return f"expected {detail['ctx']['expected']}"
        case "string_type":
            return "expected text; put quotes around a number, a date or yes and no"
        case _:
            message: str = detail["msg"]
            return message[:1].lower() + message[1:]


def _value(detail: Mapping[str, Any]) -> Any:
    return None if detail["type"] == "missing" else detail["input"]
