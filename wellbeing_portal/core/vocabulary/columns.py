"""What a concept's columns hold, as JSON keeps it, and a concept made of them again."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from wellbeing_portal.core.models import Concept

Columns = dict[str, Any]
"""Values by the names of columns."""


def columns_of(concept: Concept) -> Columns:
    """Return what a concept holds."""
    fields = concept._meta.concrete_fields
    held: Columns = {field.attname: getattr(concept, field.attname) for field in fields}
    plain: Columns = json.loads(json.dumps(held, cls=DjangoJSONEncoder))
    return plain


def put_back(concept: Concept, columns: Columns) -> None:
    """Let a concept hold what it held once; it is saved by whoever calls this."""
    for field in concept._meta.concrete_fields:
        if field.attname in columns:
            setattr(concept, field.attname, field.to_python(columns[field.attname]))


def columns_now(model: type[Concept], keys: list[int]) -> dict[int, Columns]:
    """Return what concepts hold now, by their keys; what is gone is missing."""
    return {one.pk: columns_of(one) for one in model._default_manager.filter(pk__in=keys)}
