"""Values of fields in words that people read."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst

from wellbeing_portal.core.words import day_in_words

from .authors import name_of

NOTHING = "nothing"
LONG = 120
"""Letters from which a text is folded up."""


def label_of(field: models.Field) -> str:
    """Return what people call a field."""
    return capfirst(str(field.verbose_name)) or field.name


def in_words(field: Any, value: Any) -> str:
    """Return a stored value, as JSON knows it, in words."""
    if isinstance(value, list):
        model = field.related_model
        said = [name_of(model, one) or f"no. {one}" if model else str(one) for one in value]
        return ", ".join(said) or NOTHING
    if value is None or (value == "" and not field.choices):
        return NOTHING
    if field.related_model:
        return name_of(field.related_model, value) or f"no. {value}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value)) or NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _date_in_words(field.to_python(value))


def _date_in_words(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return date_format(value, "j F Y, H:i")
    return day_in_words(value) if isinstance(value, dt.date) else str(value)


def typed_in_words(field: forms.Field, value: Any) -> str:
    """Return in words what somebody typed or chose in an input; nothing where it is empty."""
    if isinstance(field, forms.ModelChoiceField):
        keys = value if isinstance(value, list | tuple) else [value]
        model = cast("Any", field.queryset).model
        return ", ".join(name_of(model, key) or f"no. {key}" for key in keys if key)
    if isinstance(field, forms.ChoiceField):
        return str(_flat(field.choices).get(str(value), value or ""))
    if isinstance(field, forms.BooleanField):
        return "yes" if value else ""
    if isinstance(value, list | tuple):
        return " ".join(str(one) for one in value if one)
    return str(value or "")


def _flat(choices: Any) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for value, label in choices:
        flat |= _flat(label) if isinstance(label, list | tuple) else {str(value): label}
    return {value: label for value, label in flat.items() if value}
