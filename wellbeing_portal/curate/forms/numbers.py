"""Fields for numbers and days, as people write them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.words import day_in_words

_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
"""Commas elsewhere, as in “1,5”, may stand for something else: they are asked about."""

DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")


class NumberField(forms.DecimalField):
    """A number, with or without commas between thousands and a pound sign before it."""

    def to_python(self, value: Any) -> Any:
        """Return the number, a Decimal, or None where nothing is written.

        Raises:
            ValidationError: when it is none.
        """
        plain = value.strip().removeprefix("£").strip() if isinstance(value, str) else value
        if isinstance(plain, str) and _THOUSANDS.fullmatch(plain):
            plain = plain.replace(",", "")
        return super().to_python(plain)

    def prepare_value(self, value: Any) -> Any:
        """Show a number without idle zeros, and with commas between thousands."""
        if not isinstance(value, Decimal | int):
            return value
        text = f"{value:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


class DayField(forms.DateField):
    """A day, written as people do."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=DAYS, widget=forms.TextInput, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a day in words."""
        return day_in_words(value) if isinstance(value, dt.date) else value


def whole_number_field(
    label: Any, help_text: Any = "", least: int = 1, most: int = 2_147_483_647
) -> Any:
    """Return a field for a number of people or things, which may be left empty."""
    return NumberField(
        label=label,
        help_text=help_text,
        required=False,
        decimal_places=0,
        validators=[
            MinValueValidator(least, _("Write a number from %(limit_value)s up.")),
            MaxValueValidator(most, _("That is more than there can be.")),
        ],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 10}),
        error_messages={"invalid": _("Write a whole number, such as 1,250.")},
    )


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> Any:
    """Return a field for a day."""
    return DayField(
        label=label,
        help_text=help_text,
        required=required,
        error_messages={
            "required": _("Write a day, such as 27 November 2026."),
            "invalid": _("Write a day such as 27 November 2026."),
        },
    )


def tick_field(label: Any, help_text: Any = "") -> Any:
    """Return a box to tick."""
    return forms.BooleanField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"}),
    )
