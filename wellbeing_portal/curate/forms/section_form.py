"""Forms whose fields are those of a record's typed form, or of one of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from pydantic import ValidationError as NotAForm

from wellbeing_portal.core.aggregates import Form, RecordForm
from wellbeing_portal.core.aggregates.shape import shape_of

from .picker import stand

MARKDOWN = "data-markdown"
"""The attribute of fields whose text is Markdown."""


@dataclass
class FieldGroup:
    """Fields under a heading."""

    heading: Any
    fields: list[Any] = field(default_factory=list)


class SectionForm(forms.Form):
    """A section of a record. Every field has the name that the record's form gives it.

    A form that asks otherwise than the record says overrides ``initial_of`` and ``values``.
    ``HEADINGS`` stand above the fields that they are keyed by.
    """

    HEADINGS: ClassVar[Mapping[str, Any]] = {}
    MORE: ClassVar[str] = "more"
    """The name of the button that asks for room for more."""

    def __init__(self, *args: Any, record: RecordForm, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, **kwargs)
        stand(self.fields, self.initial)

    @classmethod
    def initial_of(cls, said: Any) -> dict[str, Any]:
        """Return what the fields hold when they are opened."""
        return {name: getattr(said, name) for name in cls.base_fields if hasattr(said, name)}

    def unjudged(self) -> Self:
        """Let the form show what was typed, and not yet what is wrong with it."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
        return self

    @property
    def headings(self) -> Mapping[str, Any]:
        """The headings above some of the fields, by the names of the first below each."""
        return self.HEADINGS

    @property
    def asks_more(self) -> bool:
        """Whether what was typed leads to more questions, once it is saved."""
        return False

    @property
    def room_for(self) -> str:
        """What the form has room for more of, if it has."""
        return ""

    @property
    def groups(self) -> list[FieldGroup]:
        """The fields under their headings, in their order."""
        groups: list[FieldGroup] = []
        for bound in self:
            if not groups or bound.name in self.headings:
                groups.append(FieldGroup(self.headings.get(bound.name, "")))
            groups[-1].fields.append(bound)
        return groups

    @property
    def has_long_texts(self) -> bool:
        """Whether it has fields for Markdown."""
        return any(MARKDOWN in one.widget.attrs for one in self.fields.values())

    @property
    def long_texts(self) -> list[tuple[Any, str]]:
        """What stands in the fields for Markdown, with their labels; none where all are empty."""
        return [
            (bound.label, str(text))
            for bound in self
            if MARKDOWN in bound.field.widget.attrs and (text := bound.value())
        ]

    def values(self) -> dict[str, Any]:
        """Return what the section is to say, by the names of the record's form."""
        return {name: _as_said(value) for name, value in self.cleaned_data.items()}

    def refuse(self, error: ValidationError) -> None:
        """Show why the record refused what was typed, at the field that it is about."""
        location = getattr(error, "location", ())
        at = next((str(part) for part in reversed(location) if str(part) in self.fields), None)
        if at is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
            return
        self.add_error(at, error.messages)


class RowForm(SectionForm):
    """A row of a record.

    ``row_type`` is its typed form; what the row says beyond the fields stays as it is. ``PAGE``
    is the template of its page: one of its own extends ``curate/row.html``.
    """

    PAGE: ClassVar[str] = "curate/row.html"
    row_type: type[Form]

    def __init__(self, *args: Any, row: Any | None = None, **kwargs: Any) -> None:
        self.row = row
        super().__init__(*args, **kwargs)

    @classmethod
    def initial_of_new(cls, _record: Any) -> dict[str, Any]:
        """Return what the fields of a new row of a record hold."""
        return {}

    def clean(self) -> dict[str, Any]:
        """Check that the fields make a row.

        Raises:
            ValidationError: never; what is wrong is noted at its field.
        """
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._made = self._make()
        return cleaned

    def made(self) -> Any:
        """Return the row as it is to be. Only of a form that is valid."""
        return self._made

    def _make(self) -> Any | None:
        values = self.values()
        # Rows within the row have pages of their own: they stay as they are.
        within = {*shape_of(self.row_type).rows} - {*values}
        stays = {} if self.row is None else self.row.model_dump(exclude=within)
        kept = {} if self.row is None else {name: getattr(self.row, name) for name in within}
        try:
            return self.row_type.model_validate({**stays, **values}).model_copy(update=kept)
        except NotAForm as error:
            for detail in error.errors(include_url=False):
                at = next((str(p) for p in detail["loc"] if str(p) in self.fields), None)
                self.add_error(at, _plain(detail))
            return None


def _as_said(value: Any) -> Any:
    """Return a value of a field as typed forms have it."""
    if value == "" or value is None:
        return None if value is None else ""
    return value


def _plain(detail: Mapping[str, Any]) -> str:
    said = str(detail["ctx"]["error"]) if detail["type"] == "value_error" else str(detail["msg"])
    return f"{said[:1].upper()}{said[1:]}".rstrip(".") + "."
