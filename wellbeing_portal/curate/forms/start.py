"""How new records come to their addresses."""

from __future__ import annotations

from typing import Any

from wellbeing_portal.core.free_slugs import slug_beside
from wellbeing_portal.core.models import Redirect
from wellbeing_portal.core.slugs import reserved_words


def free_slug(model: Any, title: str) -> str:
    """Return a slug that no record of ``model`` has or had: from a title, or with a number."""
    like = {"slug__startswith": slug_beside(title, ())}
    taken = {*model._default_manager.filter(**like).values_list("slug", flat=True)}
    former = Redirect.objects.filter(kind=model._meta.label_lower, **like)
    taken |= {*former.values_list("slug", flat=True), *reserved_words(model)}
    return slug_beside(title, taken)
