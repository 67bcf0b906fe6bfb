"""The kinds of fields that editors fill in, each with its label, its help and an example."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from .picker import RecordField, RecordsField


def one_line(label: Any, help_text: Any = "", longest: int = 200, *, required: bool = True) -> Any:
    """Return a field for one line of text."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=required,
        error_messages={"required": _("Write something here.")},
    )


def long_text(label: Any, help_text: Any = "", *, rows: int = 8, required: bool = True) -> Any:
    """Return a field for paragraphs, in Markdown."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows, "data-markdown": ""}),
        error_messages={"required": _("Write something here.")},
    )


def sentences(label: Any, help_text: Any = "", *, required: bool = True) -> Any:
    """Return a field for a sentence or two of plain text."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something here.")},
    )


def choice_field(label: Any, choices: Any, help_text: Any = "", *, required: bool = True) -> Any:
    """Return radio buttons for the values of an enumeration; none chosen is None."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=choices.choices,
        coerce=choices,
        empty_value=None,
        required=required,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
        error_messages={"required": _("Choose one of these.")},
    )


def year_field(label: Any, help_text: Any = "") -> Any:
    """Return a field for a year, which may be left empty."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages={"invalid": _("Write a year in four figures, such as 2022.")},
    )


def record_field(kind: str, label: Any, help_text: Any = "", *, required: bool = True) -> Any:
    """Return a field that names one record of a kind."""
    return RecordField(kind, label=label, help_text=help_text, required=required)


def records_field(kind: str, label: Any, help_text: Any = "", *, required: bool = True) -> Any:
    """Return a field that names records of a kind."""
    return RecordsField(kind, label=label, help_text=help_text, required=required)
