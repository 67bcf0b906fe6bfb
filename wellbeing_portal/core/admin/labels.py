"""Autocomplete inputs that look up the names of what is chosen once a page, not once a row."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import BaseFormSet

from .keys import is_key


class SharedLabels:
    """The names of everything that any row of a formset has chosen in one field."""

    def __init__(self, formset: BaseFormSet, field_name: str) -> None:
        self._formset = formset
        self._field_name = field_name
        self._labels: dict[str, str] | None = None

    def chosen(self, keys: list[str]) -> list[tuple[str, str]]:
        """Return key and name of each of ``keys`` that exists."""
        if self._labels is None:
            self._labels = self._read()
        return [(key, self._labels[key]) for key in keys if key in self._labels]

    def _read(self) -> dict[str, str]:
        keys: set[str] = set()
        for form in self._formset.forms:
            value = form[self._field_name].value()
            keys.update(map(str, value if isinstance(value, list | tuple) else [value]))
        numbers = [key for key in keys if is_key(key)]
        if not numbers:
            return {}
        field: Any = self._formset.empty_form.fields[self._field_name]
        records = field.queryset.filter(pk__in=numbers)
        return {str(record.pk): field.label_from_instance(record) for record in records}


class LabelsFromFormSet:
    """Mixed into Django's autocomplete inputs."""

    labels: SharedLabels | None = None

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        widget: Any = self
        if self.labels is None:
            return list(super().optgroups(name, value, attrs))
        options = []
        if not widget.is_required and not widget.allow_multiple_selected:
            options.append(widget.create_option(name, "", "", False, 0))
        for key, label in self.labels.chosen(value):
            options.append(widget.create_option(name, key, label, True, len(options)))
        return [(None, options, 0)]


class RowAutocomplete(LabelsFromFormSet, AutocompleteSelect):
    """One choice in a row of a formset."""


def share_labels(form: Any, shared: dict[str, SharedLabels], formset: BaseFormSet) -> None:
    """Let the autocomplete inputs of ``form`` read their labels together with other rows'."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)  # inside “add another” buttons
        if isinstance(widget, LabelsFromFormSet):
            widget.labels = shared.setdefault(name, SharedLabels(formset, name))
