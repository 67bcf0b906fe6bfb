"""What forms of whole records, and of the rows in them, have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Self, TypeVar

from django.db import models
from pydantic import AfterValidator, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from wellbeing_portal.core.content.schema import ContentModel
from wellbeing_portal.core.keys import LONGEST_KEY, free_keys, key_from
from wellbeing_portal.core.models import Keyed, Publishable
from wellbeing_portal.core.slugs import LONGEST, PATTERN

Text = Annotated[str, Field(min_length=0)]
"""Text that may be empty."""

Slug = Annotated[str, Field(pattern=PATTERN, max_length=LONGEST)]
Key = Annotated[str, Field(pattern=PATTERN, max_length=LONGEST_KEY)]
Year = Annotated[int, Field(ge=1900, le=2100)]


class Form(ContentModel):
    """A record or a row as a typed form; its fields are named after those of ``model``.

    A field that is added to model and form is read, written and compared without another line.
    ``RELATIONS`` are the names by which the model knows rows that the form calls otherwise.
    """

    model: ClassVar[type[models.Model]]
    RELATIONS: ClassVar[Mapping[str, str]] = {}
    KNOWN_BY: ClassVar[str] = ""
    """The field that tells a row from its siblings."""

    @model_validator(mode="after")
    def as_kept(self) -> Self:
        """Hold every value as the database keeps it, so that what is read equals what was said."""
        from .shape import shape_of

        shape = shape_of(type(self))
        for name, field in shape.plain.items():
            value = getattr(self, name)
            if isinstance(value, str) and not field.choices:
                self.__dict__[name] = field.to_python(value).strip()
        for name in shape.many:
            self.__dict__[name] = sorted(set(getattr(self, name)))
        return self


class KeyedRow(Form):
    """A row with a key; without one it gets the key that its words ask for."""

    model: ClassVar[type[Keyed]]
    KNOWN_BY: ClassVar[str] = "key"

    key: Key = ""

    @property
    def words(self) -> str:
        """What the row is named by."""
        return next((str(said) for n in self.model.NAMED_BY if (said := getattr(self, n))), "")

    @property
    def key_is_made(self) -> bool:
        """Whether nobody gave it its key."""
        return "key" not in self.model_fields_set


Row = TypeVar("Row", bound=KeyedRow)


def with_keys(rows: list[Row]) -> list[Row]:
    """Return rows with a key each: those that have none get the one that their words ask for.

    Raises:
        ValueError: when two have the same.
    """
    given = [row.key for row in rows if row.key]
    for key in given:
        if given.count(key) > 1:
            raise ValueError(f"the key “{key}” stands twice")
    nameless = [row for row in rows if not row.key]
    wanted = [key_from(row.words, str(row.model._meta.verbose_name)) for row in nameless]
    made = iter(free_keys(wanted, given))
    return [row if row.key else _keyed(row, next(made)) for row in rows]


def _keyed(row: Row, key: str) -> Row:
    copy = row.model_copy()
    # Not among the fields that were set: a key that was made gives way to a former row's.
    copy.__dict__["key"] = key
    return copy


Rows = Annotated[list[Row], AfterValidator(with_keys)]
"""Rows with keys, in their order."""


class RecordForm(Form):
    """What the form of every publishable record may say."""

    model: ClassVar[type[Publishable]]

    slug: Slug
    title: str
    state: Publishable.State = Publishable.State.PUBLISHED
    review_due: dt.date | None = None
    inferred: Text = ""


FORMS: dict[type[models.Model], type[RecordForm]] = {}
"""The form of each kind of record."""


def declare(*forms: type[RecordForm]) -> None:
    """Let the records of these forms' models be read into them."""
    FORMS.update({form.model: form for form in forms})


Said = TypeVar("Said")


def needed_when_published(said: Said, info: ValidationInfo) -> Said:
    """Refuse to publish a record without this, or without any of these; a draft may lack it."""
    if not said and info.data.get("state") == Publishable.State.PUBLISHED:
        needs = "at least one of these" if isinstance(said, list) else "this"
        raise PydanticCustomError("too_few", "a published record needs {needs}", {"needs": needs})
    return said


NeededText = Annotated[
    Text, AfterValidator(needed_when_published), Field(default="", validate_default=True)
]
"""Text that a draft may lack, and a published record may not."""
