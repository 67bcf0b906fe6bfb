"""What a form calls another record: its slug, or “record/key” for a row of another record."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat

from wellbeing_portal.core.models import Keyed


def name_of(model: Any, prefix: str = "") -> Any:
    """Return the expression for what forms call records of a model, found through ``prefix``."""
    if not issubclass(model, Keyed):
        return F(f"{prefix}slug")
    owner = model.KEYED_WITHIN[0]
    parts = F(f"{prefix}{owner}__slug"), Value("/"), F(f"{prefix}key")
    return Concat(*parts, output_field=CharField())
