"""Cleans what databases hold from before fields cleaned what they keep. Migrations call it."""

from __future__ import annotations

from typing import Any

from django.db import models

from .characters import storable, storable_within

TEXTS = (models.CharField, models.TextField, models.JSONField)
CHUNK = 500


def clean_stored(apps: Any, app_label: str) -> None:
    """Clean the rows of one app that need it; the versions in histories too.

    A text that has to be unique stays as it is where another row already has its clean form.
    """
    for model in apps.get_app_config(app_label).get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, TEXTS)]
        rows = model._default_manager.order_by().values("pk", *(field.attname for field in fields))
        for row in rows.iterator(chunk_size=CHUNK):
            changed = {
                field.attname: clean
                for field in fields
                if (clean := _clean(field, row[field.attname])) != row[field.attname]
                and not _is_taken(model, field, clean)
            }
            if changed:
                model._default_manager.filter(pk=row["pk"]).update(**changed)


def _clean(field: models.Field, value: Any) -> Any:
    if isinstance(value, str) and not isinstance(field, models.JSONField):
        return storable(value, one_line=isinstance(field, models.CharField))
    return storable_within(value)


def _is_taken(model: type[models.Model], field: models.Field, value: Any) -> bool:
    sets = [
        one.fields for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)
    ]
    shared = field.unique or any(field.name in names for names in sets)
    return shared and model._default_manager.filter(**{field.attname: value}).exists()
