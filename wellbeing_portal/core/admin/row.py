"""Pages of their own for rows of something else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_permission_codename
from django.db import models
from django.db.models import Max
from django.http import HttpRequest

from wellbeing_portal.core.models import Keyed
from wellbeing_portal.core.models.locking import hold
from wellbeing_portal.core.not_allowed import NotAllowed

from .base import PortalAdmin
from .version import POSITION


class OrderedRowAdmin(PortalAdmin):
    """A page of its own for a row of something else.

    A new row, or one that goes to another parent, stands at the end; it is moved about on the
    parent's page.
    """

    exclude = (POSITION,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and self._may_change_parents(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_change_parents(
            request, obj
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may_change_parents(
            request, obj
        )

    def _may_change_parents(self, request: HttpRequest, row: Any = None) -> bool:
        """Whether they may change what a row belongs to: what it says, that record says.

        Without a row, whether there can be one.
        """
        if row is not None:
            parents = (getattr(row, name) for name in self.parent_fields)
            return all(_may_change(request, type(one)) for one in parents if one is not None)
        fields: Any = map(self.opts.get_field, self.parent_fields)
        return any(_may_change(request, field.related_model) for field in fields)

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool
    ) -> None:
        if not self._may_change_parents(request, obj):
            raise NotAllowed("Your account may not change the record that this belongs to.")
        if not change or any(name in form.changed_data for name in self.parent_fields):
            setattr(obj, POSITION, self._end(obj))
            if isinstance(obj, Keyed):
                obj.key = obj.key_here()
        super().save_model(request, obj, form, change)

    def _end(self, row: models.Model) -> int:
        """The place after the last row of each of its parents."""
        last = 0
        for name in self.parent_fields:
            parent = getattr(row, name)
            if parent is not None:
                hold(parent)
                siblings = self.model._default_manager.filter(**{name: parent})
                last = max(last, siblings.aggregate(last=Max(POSITION))["last"] or 0)
        return last + 1


def _may_change(request: HttpRequest, model: Any) -> bool:
    right = get_permission_codename("change", model._meta)
    return bool(request.user.has_perm(f"{model._meta.app_label}.{right}"))
