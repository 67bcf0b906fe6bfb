"""The ways to how searches are explained, on pages of the admin."""

from __future__ import annotations

from typing import Any

from django import template

from wellbeing_portal.core.models import Concept
from wellbeing_portal.site.search.concepts import OF_CONCEPTS, ConceptOfFamily, may_change_concepts

register = template.Library()


@register.filter
def may_explain_searches(user: Any) -> bool:
    """Tell whether somebody may see why a search finds what it finds."""
    return may_change_concepts(user)


@register.filter
def concept_key(record: Concept) -> str:
    """Return what the page that explains searches calls a concept."""
    family = next((one for one in OF_CONCEPTS.values() if isinstance(record, one.model)), None)
    return ConceptOfFamily(family, record).key if family else ""
