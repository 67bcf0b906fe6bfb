"""The way from a page to the editor."""

from __future__ import annotations

from typing import Any

from django import template

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import all_owners_of
from wellbeing_portal.curate.checking import record_url

register = template.Library()


@register.simple_tag
def in_editor(record: Any) -> str:
    """Return where a record is edited, or the record that a row belongs to; nothing without."""
    if record is None:
        return ""
    owner = next((one for one in (record, *all_owners_of(record)) if is_published_kind(one)), None)
    return record_url(owner) if owner is not None else ""


def is_published_kind(record: Any) -> bool:
    """Whether it is a record that has a publishing state."""
    return isinstance(record, Publishable)
