"""Rows in an order that people choose, by dragging or by number.

Positions are unique within a parent, and the database says so at every moment. So a form
never judges a position on its own (two rows that swap look like a conflict); the formset puts
the rows in order once all are known, and moves them out of each other's way before it saves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from adminsortable2.admin import (
    SortableAdminBase,
    SortableInlineAdminMixin,
    SortableTabularInline,
)
from django import forms
from django.contrib.admin import TabularInline, widgets
from django.contrib.admin.options import InlineModelAdmin
from django.db import models, transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst

from wellbeing_portal.core.models.locking import hold

from .base import PortalAdmin, hide_what_they_may_not_see, without_delete_button
from .labels import RowAutocomplete, SharedLabels, share_labels
from .lost_choices import NamesLostChoices
from .version import POSITION


class PositionField(forms.IntegerField):
    """The place of a row, counted from 1. Empty puts it at the end."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            label="Order",
            min_value=0,
            max_value=9999,
            # The script that lets people drag rows writes into inputs of this class.
            widget=forms.NumberInput(attrs={"class": "_reorder_", "size": 3}),
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A number alone does not make a new row out of an empty one."""
        return initial is not None and super().has_changed(initial, data)


class OrderedForm(forms.ModelForm):
    """A row that leaves it to the formset whether its position is free."""

    def _get_validation_exclusions(self) -> set[str]:
        exclusions: set[str] = super()._get_validation_exclusions()
        return exclusions | {POSITION}


class OrderedFormSet(forms.BaseInlineFormSet):
    """Numbers the rows 1, 2, 3 … in the order submitted.

    Where two rows have the same number, the one whose number was changed goes where the other
    stood. When nothing is added, removed or moved, every position stays as it was.
    """

    def __init__(
        self,
        *args: Any,
        default_order_direction: str = "",
        default_order_field: str = POSITION,
        **kwargs: Any,
    ) -> None:
        # Marks the formset as one that can be dragged.
        self.default_order_direction = default_order_direction
        self.default_order_field = default_order_field
        self._labels: dict[str, SharedLabels] = {}
        super().__init__(*args, **kwargs)

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        share_labels(form, self._labels, self)

    def clean(self) -> None:
        super().clean()
        if not any(self.errors):
            self._number(sorted(self.kept_forms(), key=_place))

    def save(self, commit: bool = True) -> Any:
        if not commit:
            return super().save(commit=False)
        with transaction.atomic():
            unknown = self._make_room()
            saved = super().save()
            last = len(self.kept_forms())
            for position, row in enumerate(unknown, start=last + 1):
                setattr(row, POSITION, position)
                row.save()
        return saved

    def kept_forms(self) -> list[forms.ModelForm]:
        """The forms whose rows exist after saving."""
        return [
            form
            for form in self.forms
            if not self._should_delete_form(form)  # type: ignore[attr-defined]
            and (form in self.initial_forms or form.has_changed())
        ]

    def _removed(self) -> list[forms.ModelForm]:
        return [
            form
            for form in self.initial_forms
            if self._should_delete_form(form)  # type: ignore[attr-defined]
        ]

    def _number(self, forms_in_order: Sequence[forms.ModelForm]) -> None:
        before: list[Any] = [form.initial.get(POSITION) for form in forms_in_order]
        stays = (
            not self._removed() and None not in before and all(a < b for a, b in pairwise(before))
        )
        for number, form in enumerate(forms_in_order, start=1):
            _set_position(form, form.initial[POSITION] if stays else number)

    def _make_room(self) -> list[models.Model]:
        """Move every row that will move or go behind all others.

        Return the rows that are not in the form, since somebody added them in the meantime.
        They go to the end.
        """
        rows = self._rows_of_parent()
        submitted = {form.instance.pk for form in self.initial_forms}
        moving = {form.instance.pk for form in self._removed()} | {
            form.instance.pk for form in self.initial_forms if POSITION in form.changed_data
        }
        if not moving and not any(form.has_changed() for form in self.extra_forms):
            return []
        unknown = [row for row in rows if row.pk not in submitted]
        moving |= {row.pk for row in unknown}
        highest = max([len(self.kept_forms()), *(getattr(row, POSITION) for row in rows)])
        rows.filter(pk__in=moving).update(**{POSITION: F(POSITION) + highest + 1})
        return unknown

    def _rows_of_parent(self) -> QuerySet:
        """The rows as they are now, in order; nobody else can change them till we are done."""
        parent: Any = self.instance
        hold(parent)
        model: Any = self.model
        rows: QuerySet = model._default_manager.filter(**{self.fk.name: parent})
        return rows.order_by(POSITION, "pk")


def _place(form: forms.ModelForm) -> tuple[float, int]:
    """Where a row wants to stand: its number, and before or after another of that number.

    A new row comes first, then one that moves up, then one that stays, then one that moves down.
    """
    wanted, before = form.cleaned_data.get(POSITION), form.initial.get(POSITION)
    if wanted is None:
        return math.inf, 0
    if before is None:
        return wanted, -2
    return wanted, (wanted > before) - (wanted < before)


def _set_position(form: forms.ModelForm, number: int) -> None:
    """Give the row its number, so that it is saved if and only if it has moved."""
    setattr(form.instance, POSITION, number)
    form.cleaned_data[POSITION] = number
    if POSITION in form.changed_data:
        form.changed_data.remove(POSITION)
    if form.initial.get(POSITION) != number:
        form.changed_data.append(POSITION)


class OrderedInline(NamesLostChoices, SortableInlineAdminMixin, InlineModelAdmin):
    """An inline whose rows keep an order."""

    form = OrderedForm
    formset: Any = OrderedFormSet
    ordering = (POSITION,)
    extra = 0
    formfield_overrides = {
        models.TextField: {"widget": widgets.AdminTextareaWidget(attrs={"rows": 3})},
    }

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == POSITION:
            return PositionField()
        field: forms.Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        hide_what_they_may_not_see(field, request)
        return without_delete_button(field)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", RowAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Read what the rows name together with the rows."""
        rows: QuerySet = super().get_queryset(request)
        return rows.select_related(*self.autocomplete_fields) if self.autocomplete_fields else rows


class OrderedTabularInline(OrderedInline, TabularInline):
    """Short rows in a table."""

    template = SortableTabularInline.template

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Name each input for screen readers: a cell has no label of its own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            # A choice stands inside a widget with buttons.
            widget: Any = getattr(field.widget, "widget", field.widget)
            label = field.label or db_field.verbose_name
            widget.attrs["aria-label"] = capfirst(str(label))
        return field


class OrderedInlinesAdmin(SortableAdminBase, PortalAdmin):
    """A page with ordered rows on it."""
