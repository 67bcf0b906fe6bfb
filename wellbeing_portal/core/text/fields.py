"""Every text field of every model keeps only text that can be written.

A field needs no word of its own for that, and a new one has it by itself: once all models are
there, each field that holds text is given its cleaning. It cleans before a value is checked, so
that two names that would become the same are told from the start, and again wherever a value
goes to the database: with a save, in bulk, in an update, or to be compared with what is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from .characters import storable, storable_within


class _Cleaning(models.Field):
    """A field that cleans what it is given."""

    def _cleaned(self, value: Any) -> Any:
        if isinstance(value, str):
            return storable(value, one_line=isinstance(self, models.CharField))
        return value

    def to_python(self, value: Any) -> Any:
        return self._cleaned(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        return self._cleaned(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Leave on the record what the database is given."""
        value = super().pre_save(model_instance, add)
        cleaned = self._cleaned(value)
        if cleaned != value:
            setattr(model_instance, self.attname, cleaned)
        return cleaned


class _CleaningWithin(_Cleaning):
    """A field of JSON that cleans the texts in it, also of what was kept before."""

    def _cleaned(self, value: Any) -> Any:
        return storable_within(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        read = super().from_db_value(value, expression, connection)  # type: ignore[misc]
        return storable_within(read)


def clean_fields(of: Iterable[type[models.Model]]) -> None:
    """Make every text field of these models keep only text that can be written."""
    for model in of:
        for field in model._meta.concrete_fields:
            cleaning = _cleaning_of(field)
            if cleaning is not None:
                _give(field, cleaning)


def _cleaning_of(field: models.Field) -> type[_Cleaning] | None:
    if isinstance(field, _Cleaning):
        return None
    if isinstance(field, models.JSONField):
        return _CleaningWithin
    return _Cleaning if isinstance(field, models.CharField | models.TextField) else None


def _give(field: Any, cleaning: type[_Cleaning]) -> None:
    field.__class__ = _made_of(cleaning, field.__class__)


def _made_of(cleaning: type[_Cleaning], field: type) -> type:
    """Return ``field`` with a cleaning, under its own name: to migrations it is what it was."""
    name = {"__module__": field.__module__, "__qualname__": field.__qualname__}
    return type(field.__name__, (cleaning, field), name)
