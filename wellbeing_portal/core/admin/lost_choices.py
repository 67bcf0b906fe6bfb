"""Choices that say what it was that can no longer be chosen."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime

from .authors import last_author, last_name, name_of
from .keys import is_key

CANNOT_SAY = {"invalid_choice", "invalid_pk_value"}


class LostChoiceField(forms.ModelChoiceField):
    """One choice; where somebody deleted it meanwhile, the error names it."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise naming_the_lost(error, self, [value]) from error


class LostChoicesField(forms.ModelMultipleChoiceField):
    """Several choices; where somebody deleted some meanwhile, the error names them."""

    def _check_values(self, value: Any) -> Any:
        try:
            return super()._check_values(value)
        except ValidationError as error:
            raise naming_the_lost(error, self, value) from error


class PossibleKeys:
    """Mixed into Django's autocomplete inputs, which fail on what cannot be a key."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        possible = [one for one in value if not one or is_key(one)]
        return cast("Any", super()).optgroups(name, possible, attr)


class Autocomplete(PossibleKeys, AutocompleteSelect):
    """One choice that is searched."""


class AutocompleteMultiple(PossibleKeys, AutocompleteSelectMultiple):
    """Several choices that are searched."""


class NamesLostChoices(BaseModelAdmin):
    """Uses such fields for every choice of a record."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("form_class", LostChoiceField)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("form_class", LostChoicesField)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", AutocompleteMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def naming_the_lost(error: ValidationError, field: Any, keys: Any) -> ValidationError:
    """Return the error with the names of what cannot be chosen, as far as they are known."""
    if getattr(error, "code", "") not in CANNOT_SAY:
        return error
    offered = {str(pk) for pk in _offered(field, keys)}
    said = [_why(field.queryset.model, key) for key in keys if str(key) not in offered]
    return ValidationError([one for one in said if one]) if any(said) else error


def _offered(field: Any, keys: Any) -> Any:
    numbers = [key for key in keys if is_key(key)]
    return field.queryset.filter(pk__in=numbers).values_list("pk", flat=True)


def _why(model: Any, key: Any) -> str:
    """Return what happened to a record, in words, or nothing where it never existed."""
    if not is_key(key):
        return ""
    if model._default_manager.filter(pk=key).exists():
        return f"“{name_of(model, key)}” cannot be chosen here. Choose another."
    name = last_name(model, key)
    if not name:
        return ""
    by = last_author(model, key)
    who = f" by {by.who}" if by and by.who else ""
    when = f" on {date_format(localtime(by.when), 'j F Y, H:i')}" if by else ""
    return f"“{name}” was deleted{who}{when}, so it cannot be chosen. Choose another."
