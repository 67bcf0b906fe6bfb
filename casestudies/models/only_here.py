"""Concepts that one record alone uses: each may be a near-twin of another."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.models.pointers import belongs_to, belongs_to_published, pointers_to
from wellbeing_portal.core.words import joined

from .concepts import Approach, Enabler, Outcome


def concepts_of_its_own(record: Publishable) -> list[str]:
    """Return in a sentence which concepts nothing else that is published uses."""
    names = [
        f"the {model._meta.verbose_name} “{concept.name}”"
        for model in (Approach, Enabler, Outcome)
        for concept in model.objects.filter(_only_by(record, model))
    ]
    return [f"Nothing else that is published has {joined(names)}."] if names else []


def _only_by(record: Publishable, model: type[Concept]) -> Q:
    here, elsewhere = Q(pk__in=[]), Q(pk__in=[])
    for pointer in pointers_to(model):
        if pointer.model is not model:
            rows = pointer.model._default_manager.order_by()
            rows = rows.filter(**{pointer.field.name: OuterRef("pk")})
            its_own = belongs_to(pointer.model, record)
            here |= Q(Exists(rows.filter(its_own)))
            public = rows.filter(belongs_to_published(pointer.model))
            elsewhere |= Q(Exists(public.exclude(its_own)))
    return here & ~elsewhere
