"""Typed schemas of content files, and references between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, ValidationInfo

from .problem import ContentProblem, ContentProblems
from .reading import Parsed
from .references import References


class ContentModel(BaseModel):
    """Base of every schema: nothing unknown, nothing silently converted."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, str_min_length=1
    )

    @classmethod
    def check(cls, parsed: Parsed, references: References) -> Self:
        """Return ``parsed`` as this schema, with references to records as they are now.

        Raises:
            ContentProblems: with line, field and value of everything that is wrong.
        """
        try:
            return cls.model_validate(dict(parsed.data), context={"references": references})
        except ValidationError as error:
            raise ContentProblems(_problems(parsed, error)) from None


def refers_to(kind: str) -> AfterValidator:
    """Return a validator that accepts only keys of ``kind`` that exist."""
    return AfterValidator(_reference_check(kind))


def refers_to_row_of(kind: str) -> AfterValidator:
    """Return a validator of ``record/key``: a row of a record of ``kind`` that exists.

    Whether the record has a row of this key is asked of the database as it is written.
    """
    check = _reference_check(kind)

    def check_row(value: str, info: ValidationInfo) -> str:
        record, slash, key = value.partition("/")
        if not slash or not key:
            raise ValueError(f"write the {kind} and the key of the row: “{kind}/key”")
        return f"{check(record, info)}/{key}"

    return AfterValidator(check_row)


def _reference_check(kind: str) -> Callable[[str, ValidationInfo], str]:
    def check(value: str, info: ValidationInfo) -> str:
        # Whoever takes in a form from elsewhere asks the database as it is written.
        references: References | None = (info.context or {}).get("references")
        return value if references is None else references.resolve(kind, value)

    return check


def _problems(parsed: Parsed, error: ValidationError) -> list[ContentProblem]:
    return [
        parsed.problem(_in_file(parsed, detail["loc"]), why_not(detail), _value(detail))
        for detail in error.errors(include_url=False)
    ]


def _in_file(parsed: Parsed, location: tuple[Any, ...]) -> tuple[Any, ...]:
    """Drop the parts of a location that name a type and not a place in the file."""
    kept: tuple[Any, ...] = ()
    for part in location:
        if (*kept, part) in parsed.lines or part == location[-1]:
            kept = (*kept, part)
    return kept


def why_not(detail: Mapping[str, Any]) -> str:
    """Say in plain words what is wrong, by what pydantic tells of one mistake."""
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
